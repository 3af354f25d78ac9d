package dev.understudy.verdict.sequence;

/**
 * What a confidence sequence leaves possible at one moment. Immutable; the ends may be infinite while nothing is known.
 *
 * @param lower at most {@code upper}
 */
public record Interval(double lower, double upper) {
    /** Everything is possible. */
    public static final Interval ANYTHING = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
}
