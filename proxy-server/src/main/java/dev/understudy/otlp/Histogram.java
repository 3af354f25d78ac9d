package dev.understudy.otlp;

import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;

/** One series of a histogram with fixed bounds. One thread. */
final class Histogram {
    private final double[] bounds;
    private final long[] counts;
    private double sum;

    /** @param bounds upper ones, ascending; not copied */
    Histogram(double[] bounds) {
        this.bounds = bounds;
        this.counts = new long[bounds.length + 1];
    }

    /** Negative values, which only a clock can make, count as zero. */
    void record(double value) {
        double bounded = Math.max(0, value);
        int index = 0;
        while (index < bounds.length && bounded > bounds[index]) {
            index++;
        }
        counts[index]++;
        sum += bounded;
    }

    /** A point without attributes and times. */
    HistogramDataPoint.Builder point() {
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder().setSum(sum);
        long count = 0;
        for (long bucket : counts) {
            count += bucket;
            point.addBucketCounts(bucket);
        }
        for (double bound : bounds) {
            point.addExplicitBounds(bound);
        }
        return point.setCount(count);
    }
}
