package dev.understudy.publish;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyAllocatorMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
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
import org.jspecify.annotations.Nullable;

/**
 * The only place that knows which Prometheus client is underneath: Micrometer's registry on the simpleclient, which is
 * deprecated upstream. Also binds the meters of the process: memory, collector, threads, files, processor, buffers.
 */
@SuppressWarnings("deprecation")
final class Scrapes implements AutoCloseable {
    private final CollectorRegistry collectors = new CollectorRegistry(true);
    private final io.micrometer.prometheus.PrometheusMeterRegistry registry =
            new io.micrometer.prometheus.PrometheusMeterRegistry(
                    io.micrometer.prometheus.PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
    private volatile int lastSize = 1 << 16;
    private @Nullable JvmGcMetrics garbageCollector;

    /**
     * Binds the meters of the process, unless they are. They bring all of Java's management along, which nobody waits for
     * before the first scrape.
     */
    synchronized void measureProcess() {
        if (garbageCollector != null) {
            return;
        }
        garbageCollector = new JvmGcMetrics();
        garbageCollector.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        if (ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider buffers) {
            new NettyAllocatorMetrics(buffers).bindTo(registry);
        }
    }

    void register(Collector collector) {
        collectors.register(collector);
    }

    MeterRegistry registry() {
        return registry;
    }

    Scrape scrape(@Nullable String accept) {
        measureProcess();
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
        if (garbageCollector != null) {
            garbageCollector.close();
        }
        registry.close();
    }
}
