package dev.understudy.publish;

import dev.understudy.publish.ShadowSummary.LatencySummary;
import org.HdrHistogram.Histogram;

/** Durations of one kind, with quantiles to one part in a hundred. Not thread-safe: {@link ShadowTotals} guards it. */
final class Latencies {
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final double MICROS_PER_MILLI = 1000;

    /** Grows with what it sees, up to 50 KB. */
    private final Histogram micros = new Histogram(2);

    void addNanos(long nanos) {
        micros.recordValue(Math.max(0, Math.min(nanos / 1000, LONGEST_MICROS)));
    }

    LatencySummary summary() {
        return new LatencySummary(
                micros.getTotalCount(), quantile(50), quantile(90), quantile(95), quantile(99), quantile(100));
    }

    private double quantile(double percentile) {
        return micros.getTotalCount() == 0 ? 0 : micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
