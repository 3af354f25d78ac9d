/** Step 10, a family of comparators: which sources two answers name. */
@NullMarked
package dev.understudy.compare.citations;

import org.jspecify.annotations.NullMarked;
