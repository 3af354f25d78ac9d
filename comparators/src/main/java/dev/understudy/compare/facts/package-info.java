/**
 * Step 10, a family of comparators: checkable facts that appear in one answer and not in the other: numbers, money,
 * dates, names of code, negation.
 */
@NullMarked
package dev.understudy.compare.facts;

import org.jspecify.annotations.NullMarked;
