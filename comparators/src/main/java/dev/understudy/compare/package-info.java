/** Step 10: what differs between two answers to the same request. Start at {@link dev.understudy.compare.Comparator}. */
@NullMarked
package dev.understudy.compare;

import org.jspecify.annotations.NullMarked;
