/** Step 10, a family of comparators: what answers cost, as far as their prices are known. */
@NullMarked
package dev.understudy.compare.cost;

import org.jspecify.annotations.NullMarked;
