package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ResponseHead;
import dev.understudy.testing.Doorbell;
import dev.understudy.testing.Gate;
import dev.understudy.testing.RawUpstream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamPoolTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final long PATIENCE_SECONDS = 30;

    private final EventLoops loops = new EventLoops("test", Transport.of(RuntimeConfig.Transport.AUTO), 1);
    private final Loop loop = loops.next();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void acquire_afterACompleteExchange_givesTheSameConnection() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = config(upstream, 10);
            UpstreamConnection first = exchange(config);
            UpstreamConnection second = exchange(config);
            assertThat(second).isSameAs(first);
            assertThat(second.wasReused()).isTrue();
            assertThat(upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void acquire_ofTwoIdle_givesTheOneUsedLast() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = config(upstream, 10);
            Asker one = acquire(config, false);
            Asker two = acquire(config, false);
            UpstreamConnection first = one.connection();
            UpstreamConnection last = two.connection();
            run(first, one);
            run(last, two);
            assertThat(acquire(config, false).connection()).isSameAs(last);
            assertThat(acquire(config, true).connection()).isNotSameAs(first);
        }
    }

    @Test
    void acquire_overTheLimit_failsAndAClosedConnectionFreesItsPlaceAtOnce() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = config(upstream, 1);
            UpstreamConnection held = acquire(config, false).connection();
            assertThat(acquire(config, false).failure()).isEqualTo(UpstreamFailure.TOO_MANY_CONNECTIONS);
            Asker next = new Asker(false);
            onLoop(() -> {
                held.cancel();
                // In the same turn of the loop: the channel's own end comes later.
                loop.pool(config).acquire(next);
            });
            assertThat(next.connection()).isNotSameAs(held);
        }
    }

    @Test
    void acquire_whenTheOnlyPlaceIsAConnectionTheUpstreamClosed_opensAnother() throws Exception {
        try (Doorbell closed = new Doorbell();
                RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.readRequest();
                    connection.send(RawUpstream.response(200, "a"));
                    connection.close();
                    closed.ring();
                })) {
            UpstreamConfig config = config(upstream, 1);
            for (int i = 1; i <= 300; i++) {
                exchange(config);
                assertThat(upstream.connections()).isEqualTo(i);
                closed.await();
            }
        }
    }

    @Test
    void acquire_refusedConnection_failsAndCountsNothing() throws Exception {
        RawUpstream upstream = RawUpstream.ok("a");
        UpstreamConfig config = config(upstream, 1);
        upstream.close();
        for (int i = 0; i < 5; i++) {
            assertThat(acquire(config, false).failure()).isEqualTo(UpstreamFailure.CONNECT_FAILED);
        }
    }

    @Test
    void acquire_whileTheLoopEnds_failsAndCountsNothing() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = config(upstream, 1);
            Asker asker = new Asker(false);
            AtomicInteger open = new AtomicInteger(-1);
            onLoop(() -> {
                var unused = loops.group().shutdownGracefully(0, 2, TimeUnit.SECONDS);
                loop.pool(config).acquire(asker);
                open.set(loop.openConnections());
            });
            assertThat(asker.failure()).isEqualTo(UpstreamFailure.CONNECT_FAILED);
            assertThat(open).hasValue(0);
        }
    }

    @Test
    void pool_withoutConnections_isForgotten() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = config(upstream, 1);
            UpstreamPool[] pools = new UpstreamPool[2];
            UpstreamConnection connection = acquire(config, false).connection();
            onLoop(() -> {
                pools[0] = loop.pool(config);
                connection.cancel();
                pools[1] = loop.pool(config);
            });
            assertThat(pools[1]).isNotSameAs(pools[0]);
        }
    }

    @Test
    void connection_idleLongerThanItsKeepAlive_isClosed() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = new UpstreamConfig(
                    URI.create(upstream.url()),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(1),
                    10,
                    null);
            UpstreamConnection connection = exchange(config);
            Awaitility.await().until(() -> !connection.channel().isActive());
        }
    }

    @Test
    void endTunnel_whileBytesWait_deliversThemAndThenEnds() throws Exception {
        int size = 32 << 20;
        Gate finished = new Gate();
        BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
        try (RawUpstream upstream = RawUpstream.withSmallWindow(connection -> {
            finished.await();
            received.add(connection.readToEnd().length);
        })) {
            Asker asker = acquire(config(upstream, 1), false);
            UpstreamConnection connection = asker.connection();
            onLoop(() -> {
                connection.begin(asker, "GET");
                connection.write(Unpooled.wrappedBuffer(new byte[size]));
                connection.flush();
                connection.endTunnel(System.nanoTime());
            });
            assertThat(acquire(config(upstream, 1), false).failure())
                    .as("its place is taken until it has ended")
                    .isEqualTo(UpstreamFailure.TOO_MANY_CONNECTIONS);
            finished.open();
            assertThat(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(size);
            Awaitility.await().until(() -> !connection.channel().isOpen());
        }
    }

    @Test
    void endTunnel_upstreamTakesNothing_endsAfterTheIdleTimeout() throws Exception {
        Gate over = new Gate();
        try (RawUpstream upstream = RawUpstream.withSmallWindow(connection -> over.await())) {
            UpstreamConfig impatient = new UpstreamConfig(
                    URI.create(upstream.url()),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(1),
                    Duration.ofSeconds(60),
                    1,
                    null);
            Asker asker = acquire(impatient, false);
            UpstreamConnection connection = asker.connection();
            onLoop(() -> {
                connection.begin(asker, "GET");
                connection.write(Unpooled.wrappedBuffer(new byte[32 << 20]));
                connection.flush();
                connection.endTunnel(System.nanoTime());
            });
            Awaitility.await().until(() -> !connection.channel().isOpen());
            over.open();
        }
    }

    private UpstreamConnection exchange(UpstreamConfig config) throws Exception {
        Asker asker = acquire(config, false, true);
        UpstreamConnection connection = asker.connection();
        assertThat(asker.next()).isEqualTo("ended");
        return connection;
    }

    private void run(UpstreamConnection connection, Asker asker) throws Exception {
        onLoop(() -> asker.begin(connection));
        assertThat(asker.next()).isEqualTo("ended");
    }

    private Asker acquire(UpstreamConfig config, boolean fresh) throws Exception {
        return acquire(config, fresh, false);
    }

    private Asker acquire(UpstreamConfig config, boolean fresh, boolean beginAtOnce) throws Exception {
        Asker asker = new Asker(beginAtOnce);
        onLoop(() -> {
            if (fresh) {
                loop.pool(config).acquireFresh(asker);
            } else {
                loop.pool(config).acquire(asker);
            }
        });
        return asker;
    }

    private void onLoop(Runnable work) throws Exception {
        loop.eventLoop().submit(work).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static UpstreamConfig config(RawUpstream upstream, int connections) {
        return new UpstreamConfig(
                URI.create(upstream.url()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                connections,
                null);
    }

    /** Waits for a connection, then for one exchange. */
    private static final class Asker implements UpstreamPool.Waiting, ResponseListener {
        private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        private final boolean beginAtOnce;

        Asker(boolean beginAtOnce) {
            this.beginAtOnce = beginAtOnce;
        }

        void begin(UpstreamConnection connection) {
            connection.begin(this, "GET");
            connection.write(Unpooled.copiedBuffer(REQUEST));
            connection.flush();
            connection.requestComplete(System.nanoTime());
        }

        UpstreamConnection connection() throws InterruptedException {
            return (UpstreamConnection) next();
        }

        UpstreamFailure failure() throws InterruptedException {
            return (UpstreamFailure) next();
        }

        Object next() throws InterruptedException {
            Object next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }

        @Override
        public void connected(UpstreamConnection connection) {
            told.add(connection);
            if (beginAtOnce) {
                begin(connection);
            }
        }

        @Override
        public void failed(UpstreamFailure failure) {
            told.add(failure);
        }

        @Override
        public void informational(ResponseHead head) {}

        @Override
        public void head(ResponseHead head, BodyFraming framing) {}

        @Override
        public void body(ByteBuf wire) {
            wire.release();
        }

        @Override
        public void readComplete() {}

        @Override
        public void ended() {
            told.add("ended");
        }

        @Override
        public void writabilityChanged(boolean writable) {}
    }
}
