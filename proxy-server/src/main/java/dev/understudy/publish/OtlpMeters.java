package dev.understudy.publish;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of what was to be sent to an OpenTelemetry collector. Thread-safe, never blocks. Without a collector there are no series. */
public final class OtlpMeters {
    /** What became of a span. */
    public enum Result {
        /** The collector has it. */
        SENT("sent"),
        /** There were too many at once, or too many that the collector was too slow for. */
        QUEUE_FULL("queue_full"),
        /** The collector could not be reached, or answered that it has failed. */
        NOT_DELIVERED("not_delivered"),
        /** The collector took its message, and not this span of it. */
        REFUSED("refused");

        private final String label;

        Result(String label) {
            this.label = label;
        }
    }

    private final LongAdder[] spans = ArmMeters.adders(Result.values().length);
    private final Map<String, LongAdder[]> exports =
            Map.of("metrics", ArmMeters.adders(2), "traces", ArmMeters.adders(2));
    private volatile boolean enabled;

    /** From now on there are series. */
    public void enable() {
        enabled = true;
    }

    /** So many spans came to this. */
    public void spans(Result result, long count) {
        spans[result.ordinal()].add(count);
    }

    /**
     * A message was sent, or was not for good.
     *
     * @param signal {@code metrics} or {@code traces}
     */
    public void export(String signal, boolean sent) {
        LongAdder[] results = exports.get(signal);
        if (results != null) {
            results[sent ? 0 : 1].increment();
        }
    }

    void collect(Samples samples) {
        if (!enabled) {
            return;
        }
        for (Result result : Result.values()) {
            samples.add(Metric.OTLP_SPANS, spans[result.ordinal()].sum(), result.label);
        }
        exports.forEach((signal, results) -> {
            samples.add(Metric.OTLP_EXPORTS, results[0].sum(), signal, "sent");
            samples.add(Metric.OTLP_EXPORTS, results[1].sum(), signal, "failed");
        });
    }
}
