package dev.understudy.verdict.rule;

/**
 * What a rule asks of an estimand: to be on one side of a threshold. Immutable.
 *
 * @param threshold in the metric's unit
 */
public record Bound(Estimand estimand, Side side, double threshold) {
    /** Which side is good. */
    public enum Side {
        AT_LEAST,
        AT_MOST
    }
}
