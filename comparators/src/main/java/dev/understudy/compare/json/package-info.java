/** Step 10, a family of comparators: what differs between two JSON answers, path by path. */
@NullMarked
package dev.understudy.compare.json;

import org.jspecify.annotations.NullMarked;
