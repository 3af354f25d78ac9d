package dev.understudy.publish;

import dev.understudy.recording.RecordOutcome;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What live traffic of one route counts. Written by live event loops for every request: a status met for the first time
 * allocates its histogram, and nothing after that allocates.
 */
final class RouteMeters {
    private final String route;
    private final AtomicReferenceArray<Distribution> durations = new AtomicReferenceArray<>(StatusLabels.count());
    private final Distribution firstByte;
    private final Distribution overhead;
    private final LongAdder[] recorded = new LongAdder[RecordOutcome.values().length];

    RouteMeters(String route) {
        this.route = route;
        this.firstByte = new Distribution(Metric.LIVE_TIME_TO_FIRST_BYTE, route);
        this.overhead = new Distribution(Metric.PROXY_OVERHEAD, route);
        for (int i = 0; i < recorded.length; i++) {
            recorded[i] = new LongAdder();
        }
    }

    void recorded(RecordOutcome outcome) {
        recorded[outcome.ordinal()].increment();
    }

    void completed(int status, long durationNanos, long firstByteNanos, long overheadNanos) {
        duration(StatusLabels.slot(status)).recordNanos(durationNanos);
        overhead.recordNanos(overheadNanos);
        if (firstByteNanos >= 0) {
            firstByte.recordNanos(firstByteNanos);
        }
    }

    private Distribution duration(int slot) {
        Distribution known = durations.get(slot);
        if (known != null) {
            return known;
        }
        durations.compareAndSet(
                slot, null, new Distribution(Metric.LIVE_REQUEST_DURATION, route, StatusLabels.label(slot)));
        return durations.get(slot);
    }

    /** Whether anything was ever counted here. */
    boolean used() {
        return overhead.count() > 0;
    }

    void collect(Samples samples) {
        for (int slot = 0; slot < durations.length(); slot++) {
            Distribution duration = durations.get(slot);
            if (duration != null) {
                samples.add(Metric.LIVE_REQUEST_DURATION, duration);
            }
        }
        samples.add(Metric.LIVE_TIME_TO_FIRST_BYTE, firstByte);
        samples.add(Metric.PROXY_OVERHEAD, overhead);
        for (RecordOutcome outcome : RecordOutcome.values()) {
            long count = recorded[outcome.ordinal()].sum();
            if (count > 0) {
                samples.add(Metric.RECORD_EXCHANGES, count, route, outcome.label());
            }
        }
    }
}
