/** Step 10, a family of comparators: whether two answers say the same to the letter. */
@NullMarked
package dev.understudy.compare.exact;

import org.jspecify.annotations.NullMarked;
