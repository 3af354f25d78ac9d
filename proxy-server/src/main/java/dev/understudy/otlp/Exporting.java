package dev.understudy.otlp;

import dev.understudy.config.OtlpConfig;
import dev.understudy.forward.LiveEnd;
import dev.understudy.judging.EndedQuestion;
import dev.understudy.mirror.EndedCall;
import dev.understudy.publish.Metrics;
import dev.understudy.publish.OtlpMeters;
import dev.understudy.publish.OtlpMeters.Result;
import dev.understudy.send.Niceness;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MpscArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is sent under one configuration: a bounded queue that live loops and workers write to without waiting, and one thread that makes
 * spans and measurements of what is in it and sends them. A collector that is slow or gone costs what does not fit, which is counted.
 */
final class Exporting {
    static final int QUEUE = 8192;
    static final int MOST_WAITING = 4096;
    static final int MOST_AT_ONCE = 512;

    private static final Logger LOG = LoggerFactory.getLogger(Exporting.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long BATCH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int ATTEMPTS = 4;

    private final OtlpConfig config;
    private final Metrics metrics;
    private final OtlpMeters counts;
    private final Clock clock;
    private final Resource resource;
    private final InstrumentationScope scope;
    private final Outbox traces;
    private final Outbox measurements;
    private final GenAiMeters meters = new GenAiMeters();
    private final MpscArrayQueue<Object> queue = new MpscArrayQueue<>(QUEUE);
    private final List<Span> spans = new ArrayList<>();
    private final long startedEpochNanos;
    private final Thread thread;

    private long oldestSpanAt;
    private long metricsAt;
    private boolean lastMetricsSent;
    private long faults;
    private volatile boolean ending;
    private volatile boolean over;
    private volatile long endAt;

    /** @throws IllegalStateException when the CA file cannot be used; nothing was started then */
    Exporting(OtlpConfig config, Resource resource, InstrumentationScope scope, Metrics metrics, Clock clock) {
        this.config = config;
        this.resource = resource;
        this.scope = scope;
        this.metrics = metrics;
        this.counts = metrics.otlp();
        this.clock = clock;
        Collector collector = new Collector(config);
        this.traces = new Outbox("traces", collector, config.timeout(), ATTEMPTS);
        // What counts from the start is in the next message too.
        this.measurements = new Outbox("metrics", collector, config.timeout(), 1);
        this.startedEpochNanos = Times.now(clock).epochNanos();
        this.thread = new Thread(this::run, "otlp");
        thread.setDaemon(true);
    }

    void start() {
        metricsAt = System.nanoTime() + config.metricsInterval().toNanos();
        thread.start();
    }

    OtlpConfig config() {
        return config;
    }

    /** Any thread; never waits. Who has this still in hand when it ends comes too late, and is counted. */
    void offer(Object ended) {
        if (!queue.offer(ended)) {
            counts.spans(Result.QUEUE_FULL, 1);
        } else if (over) {
            countWhatIsLeft();
        }
    }

    /** The queue has one reader at a time: this thread, and whoever comes here after it. */
    private synchronized void countWhatIsLeft() {
        while (queue.poll() != null) {
            counts.spans(Result.NOT_DELIVERED, 1);
        }
    }

    /** Sends what there is for up to so long, and ends. Returns at once. */
    void end(Duration within) {
        endAt = System.nanoTime() + within.toNanos();
        ending = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the end. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        thread.join(Math.max(1, atMost.toMillis()));
    }

    // ---- the thread

    private void run() {
        Niceness.WORKER.applyToThisThread();
        boolean ended = false;
        while (!ended) {
            boolean last = ending;
            safely(() -> step(last));
            ended = last && (done() || System.nanoTime() - endAt >= 0);
            if (!ended) {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
        }
        traces.close();
        measurements.close();
        counts.spans(Result.NOT_DELIVERED, spans.size());
        over = true;
        countWhatIsLeft();
    }

    /** A fault of ours costs what it was about. With its stack trace the first time and every thousandth. */
    private boolean safely(Runnable doing) {
        try {
            doing.run();
            return true;
        } catch (RuntimeException fault) {
            if (faults++ % 1000 == 0) {
                LOG.error(
                        "otlp: a fault of ours; what it was about is not sent (such faults so far: {})", faults, fault);
            }
            return false;
        }
    }

    private boolean done() {
        return queue.isEmpty() && spans.isEmpty() && traces.idle() && measurements.idle() && lastMetricsSent;
    }

    /** @param last whether nothing needs to be waited for any more */
    private void step(boolean last) {
        Times times = Times.now(clock);
        for (Object ended = queue.poll(); ended != null; ended = queue.poll()) {
            Object one = ended;
            if (!safely(() -> take(one, times))) {
                counts.spans(Result.NOT_DELIVERED, 1);
            }
        }
        long now = System.nanoTime();
        traces.step(now);
        measurements.step(now);
        boolean due = last || spans.size() >= MOST_AT_ONCE || now - oldestSpanAt >= BATCH_NANOS;
        if (!spans.isEmpty() && due && traces.idle()) {
            sendSpans(now);
        }
        boolean lastOnes = last && !lastMetricsSent;
        if (measurements.idle() && (lastOnes || now - metricsAt >= 0)) {
            metricsAt = now + config.metricsInterval().toNanos();
            lastMetricsSent = last;
            if (config.metrics()) {
                sendMetrics(now);
            }
        }
    }

    private void take(Object ended, Times times) {
        if (ended instanceof LiveEnd live) {
            if (config.metrics()) {
                meters.live(live);
            }
            SpanPlace place = SpanPlace.of(live, config.tracesPercent());
            if (wanted(place)) {
                add(SpanWriter.live(live, place, times));
            }
        } else if (ended instanceof EndedCall call) {
            if (config.metrics()) {
                meters.arm(call);
            }
            SpanPlace place = SpanPlace.of(call, config.tracesPercent());
            if (wanted(place)) {
                add(SpanWriter.arm(call, place, times));
            }
        } else if (ended instanceof EndedQuestion question) {
            if (config.metrics()) {
                meters.judge(question);
            }
            SpanPlace place = SpanPlace.of(question, config.tracesPercent());
            if (wanted(place)) {
                add(SpanWriter.judge(question, place, times));
            }
        }
    }

    private boolean wanted(SpanPlace place) {
        return config.traces() && place.sampled();
    }

    private void add(Span span) {
        if (spans.size() >= MOST_WAITING) {
            counts.spans(Result.QUEUE_FULL, 1);
            return;
        }
        if (spans.isEmpty()) {
            oldestSpanAt = System.nanoTime();
        }
        spans.add(span);
    }

    private void sendSpans(long now) {
        List<Span> batch = spans.subList(0, Math.min(spans.size(), MOST_AT_ONCE));
        int size = batch.size();
        byte[] message = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(resource)
                        .addScopeSpans(ScopeSpans.newBuilder().setScope(scope).addAllSpans(batch)))
                .build()
                .toByteArray();
        batch.clear();
        traces.send(message, new SpansFate(size), now);
    }

    private final class SpansFate implements Outbox.Fate {
        private final int size;

        SpansFate(int size) {
            this.size = size;
        }

        @Override
        public void taken(HttpResponse<byte[]> response) {
            long refused = Math.max(0, Math.min(size, Collector.rejectedSpans(response.body())));
            counts.spans(Result.SENT, size - refused);
            counts.spans(Result.REFUSED, refused);
            counts.export("traces", true);
        }

        @Override
        public void lost() {
            counts.spans(Result.NOT_DELIVERED, size);
            counts.export("traces", false);
        }
    }

    private void sendMetrics(long now) {
        MetricsWriter writer =
                new MetricsWriter(startedEpochNanos, Times.now(clock).epochNanos());
        meters.write(writer);
        OurMetrics.write(metrics, writer);
        ProcessMetrics.write(metrics.process(), writer);
        byte[] message = ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(resource)
                        .addScopeMetrics(
                                ScopeMetrics.newBuilder().setScope(scope).addAllMetrics(writer.metrics())))
                .build()
                .toByteArray();
        measurements.send(message, new MetricsFate(), now);
    }

    private final class MetricsFate implements Outbox.Fate {
        @Override
        public void taken(HttpResponse<byte[]> response) {
            counts.export("metrics", true);
        }

        @Override
        public void lost() {
            counts.export("metrics", false);
        }
    }
}
