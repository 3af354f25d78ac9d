package dev.understudy.publish;

import dev.understudy.connect.LoopWatch;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What the process holds at the moment, read at each scrape from wherever it is known. Thread-safe. */
final class ProcessGauges {
    private record Watched(LoopWatch watch, Distribution delays) {}

    private volatile LongSupplier connections = () -> 0;
    private volatile LongSupplier captureBytes = () -> 0;
    private volatile LongSupplier captureLimit = () -> 0;
    private volatile Map<String, Watched> loops = Map.of();

    void connections(LongSupplier open) {
        connections = open;
    }

    void captures(LongSupplier bytes, LongSupplier limit) {
        captureBytes = bytes;
        captureLimit = limit;
    }

    /** @param name of the set: live or shadow */
    synchronized void watch(String name, LoopWatch watch) {
        Map<String, Watched> more = new LinkedHashMap<>(loops);
        more.put(name, new Watched(watch, new Distribution(Metric.EVENT_LOOP_DELAY, name)));
        loops = more;
    }

    /** Asks all loops how they are. */
    void ask() {
        loops.values().forEach(watched -> {
            LongConsumer delays = watched.delays::recordNanos;
            watched.watch.ask(delays);
        });
    }

    void collect(Samples samples) {
        samples.add(Metric.LIVE_CONNECTIONS, connections.getAsLong());
        samples.add(Metric.CAPTURE_BYTES, captureBytes.getAsLong());
        samples.add(Metric.CAPTURE_LIMIT, captureLimit.getAsLong());
        loops.forEach((name, watched) -> {
            samples.add(Metric.EVENT_LOOP_DELAY, watched.delays);
            samples.add(Metric.UPSTREAM_CONNECTIONS, watched.watch.busyConnections(), name, "busy");
            samples.add(Metric.UPSTREAM_CONNECTIONS, watched.watch.idleConnections(), name, "idle");
        });
    }
}
