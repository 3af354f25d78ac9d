package dev.understudy.compare;

/** Divergence of two amounts that are never negative: tokens, seconds. */
public final class Ratio {
    private Ratio() {}

    /**
     * {@code 1 − min/max}, which is {@code 1 − exp(−|ln(a/b)|)}: the size of the log ratio, mapped to 0 (equal) … 1. Twice
     * and half as much are equally far (0.5). 0 when both are 0; amounts below 0 count as 0.
     */
    public static double divergence(double one, double another) {
        double low = Math.max(0, Math.min(one, another));
        double high = Math.max(one, another);
        return high <= 0 ? 0 : 1 - low / high;
    }

    /** Whether the larger is at most {@code 1 + tolerance} times the smaller. */
    public static boolean within(double tolerance, double one, double another) {
        return Math.max(one, another) <= (1 + tolerance) * Math.max(0, Math.min(one, another));
    }
}
