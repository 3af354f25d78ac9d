package dev.understudy.verdict.sequence;

import java.util.Arrays;

/**
 * How often values from 0 to 1 were seen, on a grid of {@value #CELLS} steps. A value between two grid points goes to one
 * of them by lot, with the chances that leave its expectation as it is: what is known of the mean stays exactly true, and
 * the variance grows by less than 4·10⁻⁶. Counts are whole numbers, so merging is exact. Not thread-safe.
 */
final class Histogram {
    static final int CELLS = 256;

    private final long[] counts = new long[CELLS + 1];
    private long total;

    /**
     * @param value from 0 to 1
     * @param lot from 0 to 1, independent of the value
     */
    void add(double value, double lot) {
        double scaled = Math.min(1, Math.max(0, value)) * CELLS;
        int below = (int) Math.floor(scaled);
        add(lot < scaled - below ? below + 1 : below, 1);
    }

    void add(int cell, long times) {
        counts[cell] += times;
        total += times;
    }

    long total() {
        return total;
    }

    long count(int cell) {
        return counts[cell];
    }

    static double value(int cell) {
        return (double) cell / CELLS;
    }

    /** Whether all that was seen is this value. */
    boolean onlyAt(int cell) {
        return counts[cell] == total;
    }

    double mean() {
        double sum = 0;
        for (int cell = 0; cell <= CELLS; cell++) {
            sum += counts[cell] * value(cell);
        }
        return sum / total;
    }

    void merge(Histogram other) {
        for (int cell = 0; cell <= CELLS; cell++) {
            counts[cell] += other.counts[cell];
        }
        total += other.total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }
}
