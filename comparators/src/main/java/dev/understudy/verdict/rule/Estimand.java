package dev.understudy.verdict.rule;

/**
 * A quantity that is estimated: a metric of the candidate's minus {@code factor} times the reference's. Rules with different
 * thresholds share one. Immutable.
 *
 * @param factor 0 where there is no reference, else up to 100
 */
public record Estimand(Metric metric, Reference reference, double factor) {
    public Estimand {
        if (reference == Reference.NONE ? factor != 0 : !isFactor(factor)) {
            throw new IllegalArgumentException("factor: " + factor + " (expected: more than 0, up to 100)");
        }
    }

    /** Whether a reference may be multiplied by it. */
    static boolean isFactor(double value) {
        return value > 0 && value <= 100;
    }

    /** What it is kept under; it does not change between versions. */
    public String key() {
        return switch (reference) {
            case NONE -> metric.name();
            case LIVE, NOISE -> metric.name() + " - " + (factor == 1 ? "" : factor + " * ") + reference.label();
        };
    }
}
