package dev.understudy.compare;

/**
 * One comparator's word on one pair of an exchange.
 *
 * @param comparator the comparator's name
 */
public record Compared(String comparator, Pair pair, Comparison comparison) {}
