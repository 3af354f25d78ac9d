package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.testing.RawUpstream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopWatchTest {
    private final EventLoops loops = new EventLoops("test", Transport.of(RuntimeConfig.Transport.AUTO), 1);
    private final Loop loop = loops.next();
    private final LoopWatch watch = loops.watch();
    private final List<Long> delays = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        loops.close();
    }

    private void askAndWait() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        watch.ask(delay -> {
            delays.add(delay);
            told.countDown();
        });
        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ask_loopAtWork_tellsHowLongItTook() throws Exception {
        askAndWait();
        askAndWait();

        assertThat(delays).hasSize(2).allMatch(delay -> delay >= 0);
    }

    @Test
    void ask_loopThatIsHeldUp_tellsWhatItTookSoFarAndDoesNotAskAgain() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        loop.eventLoop().execute(() -> {
            reached.countDown();
            awaitQuietly(held);
        });
        reached.await();
        watch.ask(delay -> answered.countDown());
        watch.ask(delays::add);
        watch.ask(delays::add);
        List<Long> whileHeld = List.copyOf(delays);
        held.countDown();

        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(whileHeld).hasSize(2).isSorted().allMatch(delay -> delay > 0);
        assertThat(delays).hasSize(2);
    }

    @Test
    void connections_oneInUseThenKept_areCounted() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = UpstreamConfig.of(upstream.url());
            UpstreamConnection connection = (UpstreamConnection) Acquisition.from(loop, config);
            askAndWait();
            assertThat(watch.busyConnections()).isEqualTo(1);
            assertThat(watch.idleConnections()).isZero();

            loop.eventLoop().submit(() -> loop.pool(config).release(connection)).sync();
            askAndWait();
            assertThat(watch.busyConnections()).isZero();
            assertThat(watch.idleConnections()).isEqualTo(1);
        }
    }

    @Test
    void ask_loopsThatAreClosed_isSilent() {
        loops.close();

        watch.ask(delays::add);
        watch.ask(delays::add);

        assertThat(delays).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
