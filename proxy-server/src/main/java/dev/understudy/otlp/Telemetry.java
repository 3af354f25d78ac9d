package dev.understudy.otlp;

import dev.understudy.config.OtlpConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import dev.understudy.forward.LiveEnd;
import dev.understudy.forward.LiveEvents;
import dev.understudy.judging.EndedQuestion;
import dev.understudy.mirror.EndedCall;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.publish.Metrics;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends metrics and traces to the collector that the configuration names, and does nothing at all where it names none. Thread-safe. What
 * the core tells comes on live loops and workers, which never wait here.
 */
public final class Telemetry implements MirrorEvents, AutoCloseable {
    private static final String SCOPE = "dev.understudy";
    /** For what waits under a configuration that is no longer in force. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** Tells replicas apart, whose counts would else be taken for each other's. */
    private final String instance = UUID.randomUUID().toString();

    private final Metrics metrics;
    private final Clock clock;
    private volatile @Nullable Exporting current;

    public Telemetry(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Takes over a configuration; what waits under the one before is still sent to where that said.
     *
     * @throws IllegalStateException before anything has changed, for a CA file that cannot be used
     */
    public synchronized void configure(ProxyConfig config) {
        OtlpConfig wanted = config.otlp();
        Exporting before = current;
        if (Objects.equals(wanted, before == null ? null : before.config())) {
            return;
        }
        Exporting next = wanted == null ? null : new Exporting(wanted, resource(wanted), scope(), metrics, clock);
        if (next != null) {
            metrics.otlp().enable();
            next.start();
        }
        current = next;
        if (before != null) {
            before.end(FAREWELL);
        }
    }

    private Resource resource(OtlpConfig config) {
        Attributes attributes = new Attributes()
                .put("service.name", config.service())
                .put("service.version", version())
                .put("telemetry.sdk.name", "understudy")
                .put("telemetry.sdk.language", "java");
        if (!config.resource().containsKey("service.instance.id")) {
            attributes.put("service.instance.id", instance);
        }
        config.attributes().forEach(one -> attributes.put(one.getKey(), one.getValue()));
        return Resource.newBuilder().addAllAttributes(attributes.list()).build();
    }

    private static InstrumentationScope scope() {
        InstrumentationScope.Builder scope = InstrumentationScope.newBuilder().setName(SCOPE);
        String version = version();
        return version == null ? scope.build() : scope.setVersion(version).build();
    }

    /** Null where it does not run from its jar. */
    private static @Nullable String version() {
        return Telemetry.class.getPackage().getImplementationVersion();
    }

    /** What counts live requests, and beside it follows them where there is a collector. */
    public LiveEvents live(LiveEvents counting) {
        return new LiveEvents() {
            @Override
            public void completed(
                    String route, int status, long durationNanos, long firstByteNanos, long overheadNanos) {
                counting.completed(route, status, durationNanos, firstByteNanos, overheadNanos);
            }

            @Override
            public boolean follows() {
                return current != null;
            }

            @Override
            public void ended(LiveEnd end) {
                offer(end);
            }
        };
    }

    private void offer(Object ended) {
        Exporting exporting = current;
        if (exporting != null) {
            exporting.offer(ended);
        }
    }

    @Override
    public boolean followsCalls() {
        return current != null;
    }

    @Override
    public void called(EndedCall call) {
        offer(call);
    }

    /** A question to a judge is over. */
    public void asked(EndedQuestion question) {
        offer(question);
    }

    @Override
    public void ended(String shadow, Outcome outcome) {}

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {}

    /** Calls are followed whatever their shadow's counts begin with. */
    @Override
    public MirrorEvents beyondReset() {
        return this;
    }

    /** Sends what there is, for up to so long, and ends. Waits for that. */
    public void drain(Duration atMost) throws InterruptedException {
        Exporting exporting = current;
        current = null;
        if (exporting != null) {
            exporting.end(atMost);
            exporting.awaitEnd(atMost.plusMillis(500));
        }
    }

    /** Ends at once; what waits is lost, and counted. */
    @Override
    public synchronized void close() {
        Exporting exporting = current;
        current = null;
        if (exporting != null) {
            exporting.end(Duration.ZERO);
        }
    }
}
