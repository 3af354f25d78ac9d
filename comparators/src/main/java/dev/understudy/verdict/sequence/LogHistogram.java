package dev.understudy.verdict.sequence;

import java.util.Map;
import java.util.TreeMap;

/**
 * One arm's values in {@link LogCells}, each conversation with the same weight however many turns it has. Weights are whole
 * numbers, {@value #UNIT} for a conversation, so merging is exact. At most 4,399 cells. Not thread-safe.
 */
final class LogHistogram {
    static final long UNIT = 1 << 20;

    private final TreeMap<Short, Long> weights = new TreeMap<>();
    private long units;

    /** @param cells of one conversation, at least one */
    void add(short[] cells) {
        long each = UNIT / cells.length;
        long rest = UNIT % cells.length;
        for (int i = 0; i < cells.length; i++) {
            add(cells[i], i < rest ? each + 1 : each);
        }
        units++;
    }

    void add(short cell, long weight) {
        weights.merge(cell, weight, Long::sum);
    }

    void units(long count) {
        units = count;
    }

    long units() {
        return units;
    }

    Map<Short, Long> weights() {
        return weights;
    }

    void merge(LogHistogram other) {
        other.weights.forEach(this::add);
        units += other.units;
    }

    /** The middle of the cell that holds the p-quantile, within half a per cent of it; NaN when empty. */
    double quantile(double p) {
        double sum = 0;
        for (Map.Entry<Short, Long> cell : weights.entrySet()) {
            sum += cell.getValue();
            if (sum >= p * units * UNIT) {
                int at = cell.getKey();
                return at == LogCells.LOWEST
                        ? 0
                        : Math.sqrt(LogCells.lowerEdge(at) * LogCells.upperEdge(Math.min(at, LogCells.HIGHEST - 1)));
            }
        }
        return Double.NaN;
    }

    /** What the p-quantile is shown to be at least. */
    double lower(double p, double alpha, double times) {
        double enough = -Math.log(alpha);
        Cumulated all = new Cumulated();
        // The share of what is below a cell grows with the cell, so its being too small for p is shown up to some cell.
        int from = 0;
        int to = all.cells.length;
        while (from < to) {
            int middle = (from + to) / 2;
            if (Quantiles.logCapitalBelow(all.below[middle] * times, units * times, p) >= enough) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? 0 : LogCells.lowerEdge(all.cells[from - 1]);
    }

    /** What the p-quantile is shown to be at most. */
    double upper(double p, double alpha, double times) {
        double enough = -Math.log(alpha);
        Cumulated all = new Cumulated();
        int from = 0;
        int to = all.cells.length;
        while (from < to) {
            int middle = (from + to) / 2;
            if (Quantiles.logCapitalAbove(all.below[middle + 1] * times, units * times, p) >= enough) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from == all.cells.length ? Double.POSITIVE_INFINITY : LogCells.upperEdge(all.cells[from]);
    }

    /** The cells in order, and how many units are below each; the last number is all of them. */
    private final class Cumulated {
        final int[] cells = new int[weights.size()];
        final double[] below = new double[weights.size() + 1];

        Cumulated() {
            long sum = 0;
            int at = 0;
            for (Map.Entry<Short, Long> cell : weights.entrySet()) {
                cells[at++] = cell.getKey();
                sum += cell.getValue();
                below[at] = (double) sum / UNIT;
            }
        }
    }
}
