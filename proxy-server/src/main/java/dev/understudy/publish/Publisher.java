package dev.understudy.publish;

import dev.understudy.config.ProxyConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that publishes, put together: what the core's events and exchanges go into, and what the admin API reads.
 * Thread-safe.
 */
public final class Publisher implements AutoCloseable {
    private final Metrics metrics = new Metrics();
    private final EventStream stream = new EventStream();
    private final ShadowStatistics statistics;
    private final ComparisonSink sink;

    /** @param listeners others that hear of every compared exchange */
    public Publisher(Clock clock, List<ComparisonListener> listeners) {
        this.statistics = new ShadowStatistics(clock);
        List<ComparisonListener> all = new ArrayList<>(List.of(statistics, stream));
        all.addAll(listeners);
        this.sink = new ComparisonSink(metrics, all);
        metrics.readings().streamDropped(stream::dropped);
    }

    /**
     * Makes ready for a configuration; call it just before the configuration takes effect.
     *
     * @throws dev.understudy.config.ConfigException before anything has changed, for a comparator that cannot be made
     */
    public synchronized void configure(ProxyConfig config) {
        sink.configure(config);
        metrics.configure(config);
        statistics.configure(config);
    }

    public Metrics metrics() {
        return metrics;
    }

    public ComparisonSink sink() {
        return sink;
    }

    public ShadowStatistics statistics() {
        return statistics;
    }

    public EventStream stream() {
        return stream;
    }

    @Override
    public void close() {
        sink.close();
        metrics.close();
    }
}
