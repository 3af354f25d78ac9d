package dev.understudy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.ProxyHooks;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.testing.RawConnection;
import dev.understudy.testing.RawUpstream;
import dev.understudy.testing.TestProxy;
import io.netty.channel.uring.IoUring;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Law 1: what live receives and what the client receives are the same bytes, whatever the shadows do. Thousands of
 * generated exchanges; {@code -Dunderstudy.identity.exchanges=N} for more, {@code -Dunderstudy.identity.seed=S} to repeat.
 */
class ByteIdentityTest {
    private static final int CLIENTS = 4;
    private static final int EXCHANGES = Integer.getInteger("understudy.identity.exchanges", 2_400);
    private static final long SEED = Long.getLong("understudy.identity.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource
    void exchanges_ofEveryKind_areTheSameBytesOnBothSides(ShadowMode mode) throws Exception {
        int exchanges = mode == ShadowMode.OFF ? EXCHANGES : EXCHANGES / 6;
        compare(mode, RuntimeConfig.Transport.AUTO, exchanges, mode == ShadowMode.OFF ? 2 : 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"NIO", "IO_URING"})
    void exchanges_overEveryTransport_areTheSameBytesOnBothSides(RuntimeConfig.Transport transport) throws Exception {
        assumeTrue(
                transport == RuntimeConfig.Transport.NIO || IoUring.isAvailable(),
                "this kernel has no io_uring for us: " + IoUring.unavailabilityCause());
        compare(ShadowMode.HEALTHY, transport, EXCHANGES / 8, 4);
    }

    private static void compare(ShadowMode mode, RuntimeConfig.Transport transport, int exchanges, int perMilleLarge)
            throws Exception {
        Counting counting = new Counting();
        try (IdentityUpstream upstream = new IdentityUpstream();
                RawUpstream candidate = RawUpstream.serving(mode::candidate)) {
            TestProxy.Builder builder = TestProxy.to(upstream.url())
                    .loops(2)
                    .transport(transport)
                    .captureBudget(24 << 20)
                    .hooks(new ProxyHooks(
                            ProxyHooks.NONE.sink(),
                            counting,
                            ProxyHooks.NONE.liveEvents(),
                            ProxyHooks.NONE.pseudonymisers()));
            mode.addTo(builder, candidate);
            try (TestProxy proxy = builder.start()) {
                play(proxy, upstream, exchanges, perMilleLarge);
                assertThat(upstream.failures()).as("seed %d", SEED).isEmpty();
                int shadows = proxy.proxy().shadows().size();
                proxy.proxy().drain(Duration.ofSeconds(20));
                assertThat(counting.outcomes)
                        .as("every exchange has an outcome for every shadow")
                        .hasValue((long) shadows * exchanges);
                assertThat(proxy.proxy().captureBytes()).isZero();
            }
        }
    }

    private static void play(TestProxy proxy, IdentityUpstream upstream, int exchanges, int perMilleLarge)
            throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            AtomicInteger ids = new AtomicInteger();
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                long seed = SEED + client;
                clients.add(threads.submit(() -> {
                    session(proxy, upstream, seed, exchanges / CLIENTS, perMilleLarge, ids, threads);
                    return null;
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("seed " + SEED + "; the upstream says " + upstream.failures(), failure);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void session(
            TestProxy proxy,
            IdentityUpstream upstream,
            long seed,
            int exchanges,
            int perMilleLarge,
            AtomicInteger ids,
            ExecutorService threads)
            throws Exception {
        Planner planner = new Planner(seed, upstream.authority(), perMilleLarge);
        Random random = new Random(seed);
        int left = exchanges;
        while (left > 0) {
            int count = Math.min(left, 1 + random.nextInt(12));
            List<PlannedExchange> planned = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                PlannedExchange exchange = planner.exchange(ids.incrementAndGet(), i == count - 1);
                planned.add(exchange);
                upstream.plan(exchange);
            }
            left -= count;
            try (RawConnection connection = proxy.connect()) {
                IdentityClient client = new IdentityClient(connection, threads);
                if (random.nextBoolean()) {
                    client.oneByOne(planned);
                } else {
                    client.pipelined(planned);
                }
            }
        }
    }

    private static final class Counting implements MirrorEvents {
        private final AtomicLong outcomes = new AtomicLong();

        @Override
        public void ended(String shadow, Outcome outcome) {
            outcomes.incrementAndGet();
        }

        @Override
        public void answered(String shadow, Answer answer, BigDecimal costUsd) {}
    }
}
