package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.pair.ExchangeSink;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.recording.Recorder;
import dev.understudy.tee.MirrorIntake;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A mirror with one worker between fakes. Every exchange that went in must have come out when it closes. */
final class Stage implements AutoCloseable {
    final FakeClock clock = new FakeClock();
    final FakeCaller caller = new FakeCaller();
    final List<Exchange> compared = new CopyOnWriteArrayList<>();
    final List<String> ended = new CopyOnWriteArrayList<>();
    final List<Answer> answered = new CopyOnWriteArrayList<>();
    final List<Exchange> failed = new CopyOnWriteArrayList<>();
    final AtomicInteger serverToolsRemoved = new AtomicInteger();
    final List<BigDecimal> costs = new CopyOnWriteArrayList<>();
    final Map<String, Recorder> recorders = new ConcurrentHashMap<>();
    final Mirror mirror;
    volatile String sinkThrowsFor = "";
    volatile Consumer<Exchange> onCompared = exchange -> {};
    final List<EndedCall> called = new CopyOnWriteArrayList<>();
    private final List<FakeLive> offered = new CopyOnWriteArrayList<>();
    private MirrorIntake door;

    Stage() {
        this(Pseudonymiser.OFF);
    }

    Stage(Pseudonymiser privacy) {
        RuntimeConfig runtime = new RuntimeConfig(RuntimeConfig.Transport.NIO, 1, 1, 1, Duration.ofSeconds(1));
        ShadowFactory.Seams seams = new ShadowFactory.Seams(
                new Listener(), shadow -> privacy, ArmDerivation::of, route -> recorders.get(route.name()));
        this.mirror = new Mirror(runtime, caller, new Sink(), seams, clock.clocks());
    }

    private final class Sink implements ExchangeSink {
        @Override
        public void accept(Exchange exchange) {
            sink(exchange);
        }

        @Override
        public void candidateFailed(Exchange exchange, Outcome outcome) {
            failed.add(exchange);
        }
    }

    private void sink(Exchange exchange) {
        if (exchange.shadow().equals(sinkThrowsFor)) {
            throw new IllegalStateException("the test wants it");
        }
        compared.add(exchange);
        onCompared.accept(exchange);
    }

    private final class Listener implements MirrorEvents {
        @Override
        public void ended(String shadow, Outcome outcome) {
            ended.add(shadow + ":" + outcome.label());
        }

        @Override
        public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
            answered.add(answer);
            if (costUsd != null) {
                costs.add(costUsd);
            }
        }

        @Override
        public boolean followsCalls() {
            return true;
        }

        @Override
        public void called(EndedCall call) {
            called.add(call);
        }

        @Override
        public void serverToolsRemoved(String shadow, int count) {
            serverToolsRemoved.addAndGet(count);
        }
    }

    Stage apply(Configs.Shadow... shadows) {
        ShadowConfig[] built = new ShadowConfig[shadows.length];
        for (int i = 0; i < built.length; i++) {
            built[i] = shadows[i].build();
        }
        return apply(Configs.of(built));
    }

    Stage apply(ProxyConfig config) {
        MirrorIntake next = mirror.apply(config).get("openai");
        door = next == null ? door : next;
        return this;
    }

    /** The intake of the last configuration that had an enabled shadow, as a request under way would still hold it. */
    MirrorIntake intake() {
        return door;
    }

    /** Offers a request; it must be taken. */
    FakeLive offer(FakeLive live) {
        assertThat(door.eligible("POST", "/v1/chat/completions", false)).isTrue();
        assertThat(door.offer(live)).isTrue();
        offered.add(live);
        return live;
    }

    FakeLive offer(String text) {
        return offer(FakeLive.asking(text));
    }

    void liveEnds(FakeLive live) {
        live.over = true;
        door.ended(live);
    }

    /** A whole exchange whose candidate answers at once. */
    void play(String text) {
        int before = caller.calls.size();
        FakeLive live = offer(text);
        awaitCalls(before + 1);
        caller.calls.get(before).answers("hello");
        liveEnds(live);
        awaitClosed(live);
    }

    void awaitCalls(int count) {
        await(() -> assertThat(caller.calls).hasSize(count));
    }

    void awaitClosed(FakeLive live) {
        await(() -> assertThat(live.closed).hasValue(1));
    }

    void awaitEnded(String... outcomes) {
        await(() -> assertThat(ended).containsExactlyInAnyOrder(outcomes));
    }

    /** Keeps a worker from its work until the latch is counted down. */
    CountDownLatch occupied(MirrorWorker worker) {
        CountDownLatch busy = new CountDownLatch(1);
        worker.post((Runnable) () -> {
            try {
                busy.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return busy;
    }

    /** Returns when the workers have handled all that was posted before. */
    void settle() {
        for (MirrorWorker worker : mirror.workers().all()) {
            CountDownLatch handled = new CountDownLatch(1);
            worker.post((Runnable) handled::countDown);
            await(() -> assertThat(handled.getCount()).isZero());
        }
    }

    static void await(org.awaitility.core.ThrowingRunnable condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(condition);
    }

    ShadowStatus status(String shadow) {
        return mirror.status().stream()
                .filter(status -> status.name().equals(shadow))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        offered.stream().filter(live -> !live.over).forEach(this::liveEnds);
        mirror.close();
        assertThat(offered).allSatisfy(live -> assertThat(live.closed).hasValue(1));
        for (ShadowStatus status : mirror.status()) {
            assertThat(status.open()).isZero();
            assertThat(status.inFlight()).isZero();
            assertThat(status.queued()).isZero();
            assertThat(status.eligible())
                    .isEqualTo(status.outcomes().values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
        }
        assertThat(called).hasSize(caller.calls.size());
        assertThat(ended).hasSize((int)
                mirror.status().stream().mapToLong(ShadowStatus::eligible).sum());
    }
}
