/**
 * Step 10: what differs between two answers to the same request. Start at {@link dev.understudy.compare.Comparator}; {@link
 * dev.understudy.compare.Comparators} makes them from configuration and {@link dev.understudy.compare.ExchangeComparisons}
 * runs them over an exchange.
 */
@NullMarked
package dev.understudy.compare;

import org.jspecify.annotations.NullMarked;
