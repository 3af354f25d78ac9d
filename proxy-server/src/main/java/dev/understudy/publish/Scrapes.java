package dev.understudy.publish;

import io.netty.util.concurrent.EventExecutor;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape shows: ours and the {@link ProcessMeters}. These two know which Prometheus client is underneath: Micrometer's registry on the
 * simpleclient, which is deprecated upstream. Thread-safe.
 */
final class Scrapes implements AutoCloseable {
    private final CollectorRegistry collectors = new CollectorRegistry(true);
    private volatile int lastSize = 1 << 16;
    private Iterable<EventExecutor> loops = List.of();
    private @Nullable ProcessMeters process;

    /**
     * The meters of the process, made when somebody first asks: they bring Micrometer and all of Java's management along, which
     * a process need not wait for before it listens.
     */
    synchronized ProcessMeters process() {
        ProcessMeters made = process;
        if (made == null) {
            made = new ProcessMeters(collectors);
            made.eventLoops(loops);
            process = made;
        }
        return made;
    }

    /** Once, before there are meters of the process. */
    synchronized void eventLoops(Iterable<EventExecutor> measured) {
        loops = measured;
    }

    void register(Collector collector) {
        collectors.register(collector);
    }

    Scrape scrape(@Nullable String accept) {
        var unused = process();
        String contentType = TextFormat.chooseContentType(accept);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(lastSize + (lastSize >> 3));
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            TextFormat.writeFormat(contentType, writer, collectors.metricFamilySamples());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        lastSize = bytes.size();
        return new Scrape(contentType, bytes.toByteArray());
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
        }
    }
}
