package dev.understudy.otlp;

import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the metrics of one export. One thread.
 *
 * <p>Everything counts from the start of the process or of the export on (cumulative temporality).
 */
final class MetricsWriter {
    private final long startedEpochNanos;
    private final long epochNanos;
    private final List<Metric> metrics = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param startedEpochNanos since when there was something to count
     * @param epochNanos now
     */
    MetricsWriter(long startedEpochNanos, long epochNanos) {
        this.startedEpochNanos = startedEpochNanos;
        this.epochNanos = epochNanos;
    }

    long startedEpochNanos() {
        return startedEpochNanos;
    }

    long epochNanos() {
        return epochNanos;
    }

    void add(Metric.Builder metric) {
        metrics.add(metric.build());
    }

    List<Metric> metrics() {
        return metrics;
    }
}
