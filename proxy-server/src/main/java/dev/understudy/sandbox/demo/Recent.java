package dev.understudy.sandbox.demo;

import java.util.Arrays;

/** The last few hundred values: their median shows what is usual now, whatever the first seconds were like. Not thread-safe. */
final class Recent {
    private static final int KEPT = 512;

    private final double[] values = new double[KEPT];
    private int count;

    void add(double value) {
        values[count % KEPT] = value;
        count++;
    }

    /** NaN when there is none. */
    double median() {
        if (count == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(values, Math.min(count, KEPT));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
