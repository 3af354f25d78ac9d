package dev.understudy.publish;

import java.util.ArrayList;
import java.util.List;

/** How divergences are distributed: how many were 0, and how many in each twentieth above it. */
public final class DivergenceBuckets {
    private static final int TWENTIETHS = 20;

    /** The upper bound of each bucket, its own value included: 0, 0.05, … 1. */
    public static final List<Double> UPPER_BOUNDS = bounds();

    private DivergenceBuckets() {}

    private static List<Double> bounds() {
        List<Double> bounds = new ArrayList<>();
        for (int i = 0; i <= TWENTIETHS; i++) {
            bounds.add(i / (double) TWENTIETHS);
        }
        return List.copyOf(bounds);
    }

    /** @param divergence 0 to 1 */
    static int index(double divergence) {
        return (int) Math.min(TWENTIETHS, Math.ceil(divergence * TWENTIETHS - 1e-9));
    }

    static long[] empty() {
        return new long[TWENTIETHS + 1];
    }
}
