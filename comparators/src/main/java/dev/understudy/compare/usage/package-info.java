/** Step 10, a family of comparators: how many tokens two answers took. */
@NullMarked
package dev.understudy.compare.usage;

import org.jspecify.annotations.NullMarked;
