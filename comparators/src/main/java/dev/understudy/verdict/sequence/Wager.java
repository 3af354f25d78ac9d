package dev.understudy.verdict.sequence;

import org.jspecify.annotations.Nullable;

/**
 * The bets against one supposed mean, with the logarithms of what each value multiplies each by. They are worked out once
 * for each value that is seen: a threshold is asked about again and again. Not thread-safe.
 */
final class Wager {
    private final double supposed;
    private final boolean mirrored;
    private final @Nullable double[][] logs = new double[Histogram.CELLS + 1][];

    /**
     * @param supposed 0 to 1 of what is bet on; outside of it the answer is known
     * @param mirrored bets on 1 − y instead of y
     */
    Wager(double supposed, boolean mirrored) {
        this.supposed = supposed;
        this.mirrored = mirrored;
    }

    boolean isOf(double otherSupposed, boolean otherMirrored) {
        return supposed == otherSupposed && mirrored == otherMirrored;
    }

    /**
     * The logarithm of the capital of those who bet that the mean is higher than supposed.
     *
     * @param times counts everything so often: 1, or more for what would be if it went on like this
     */
    double logCapital(Histogram seen, double times) {
        if (supposed < 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (supposed == 0) {
            return seen.onlyAt(mirrored ? Histogram.CELLS : 0) ? 0 : Double.POSITIVE_INFINITY;
        }
        double[] sums = new double[Bets.COUNT];
        for (int cell = 0; cell <= Histogram.CELLS; cell++) {
            long count = seen.count(cell);
            if (count > 0) {
                double[] each = logs(cell);
                for (int k = 0; k < Bets.COUNT; k++) {
                    sums[k] += count * each[k];
                }
            }
        }
        for (int k = 0; k < Bets.COUNT; k++) {
            sums[k] *= times;
        }
        return Bets.total(sums);
    }

    private double[] logs(int cell) {
        double[] known = logs[cell];
        if (known != null) {
            return known;
        }
        double gain = Histogram.value(mirrored ? Histogram.CELLS - cell : cell) / supposed - 1;
        double[] each = new double[Bets.COUNT];
        for (int k = 0; k < Bets.COUNT; k++) {
            each[k] = Math.log1p(Bets.share(k) * gain);
        }
        logs[cell] = each;
        return each;
    }
}
