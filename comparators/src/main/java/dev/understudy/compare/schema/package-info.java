/**
 * Step 10, a family of comparators: whether answers keep to the JSON Schemas of their request, and the bounded
 * checking of schemas that strangers wrote.
 */
@NullMarked
package dev.understudy.compare.schema;

import org.jspecify.annotations.NullMarked;
