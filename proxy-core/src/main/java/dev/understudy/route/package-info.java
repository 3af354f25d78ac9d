/**
 * Step 2: which route takes a request, and which of its shadows could apply, from the head alone.
 */
@NullMarked
package dev.understudy.route;

import org.jspecify.annotations.NullMarked;
