package dev.understudy.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.testing.RawUpstream;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.uring.IoUring;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLoopsTest {
    private static final int ROUNDS = 20;
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    /** The resolver has a socket of its own on each loop, with a read under way; the leak check looks for its buffer. */
    @ParameterizedTest
    @EnumSource
    void close_afterAConnection_leavesNothingBehind(Transport transport) throws Exception {
        assumeTrue(isAvailable(transport), "this machine has no " + transport.label());
        try (RawUpstream upstream = RawUpstream.ok("a")) {
            UpstreamConfig config = UpstreamConfig.of(upstream.url());
            for (int round = 0; round < ROUNDS; round++) {
                try (EventLoops loops = new EventLoops("test", transport, 1)) {
                    assertThat(Acquisition.from(loops.next(), config)).isInstanceOf(UpstreamConnection.class);
                }
            }
        }
    }

    /** Netty's loop looks whether it is to end, runs its tasks, and ends: told in between, it would leave its channels open. */
    @Test
    void close_whileALoopRunsItsTasks_closesItsConnections() throws Exception {
        try (RawUpstream upstream = RawUpstream.ok("a");
                EventLoops loops = new EventLoops("test", Transport.of(RuntimeConfig.Transport.AUTO), 1)) {
            Loop loop = loops.next();
            Object connected = Acquisition.from(loop, UpstreamConfig.of(upstream.url()));
            assertThat(connected).isInstanceOf(UpstreamConnection.class);
            Thread closer = new Thread(loops::close, "closer");
            loop.eventLoop()
                    .submit(() -> {
                        closer.start();
                        awaitEnding(loops, closer);
                    })
                    .sync();
            closer.join();
            assertThat(((UpstreamConnection) connected).channel().isOpen()).isFalse();
            assertThat(loops.group().isTerminated()).isTrue();
        }
    }

    private static void awaitEnding(EventLoops loops, Thread closer) {
        while (!loops.group().isShuttingDown() && !WAITING.contains(closer.getState())) {
            Thread.onSpinWait();
        }
    }

    private static boolean isAvailable(Transport transport) {
        return switch (transport) {
            case EPOLL -> Epoll.isAvailable();
            case IO_URING -> IoUring.isAvailable();
            case NIO -> true;
        };
    }
}
