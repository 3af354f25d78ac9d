/** Step 10, a family of comparators: how fast two answers came. */
@NullMarked
package dev.understudy.compare.latency;

import org.jspecify.annotations.NullMarked;
