package dev.understudy.accept;

import dev.understudy.config.ListenConfig;
import dev.understudy.connect.Deadlines.Deadline;
import dev.understudy.connect.Loop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.concurrent.TimeUnit;

/**
 * How long an HTTP/1 client may take: for its next request, for a head, for a pause inside a body, and for an answer that has
 * ended. One per connection; event loop only.
 */
final class ClientPatience {
    /** Longest pause inside a request body. */
    private static final long BODY_SILENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How long a client may take nothing at all of an answer that has ended. */
    private static final long STALLED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final ListenConfig listen;
    private final Channel channel;
    private final Deadline deadline;
    private long unsent;

    /** @param expired what is done when the client has taken too long */
    ClientPatience(ListenConfig listen, Channel channel, Loop loop, Runnable expired) {
        this.listen = listen;
        this.channel = channel;
        this.deadline = loop.deadlines().add(expired);
    }

    void awaitRequest() {
        deadline.set(System.nanoTime(), listen.keepAlive().toNanos());
    }

    void awaitHead() {
        deadline.set(System.nanoTime(), listen.headTimeout().toNanos());
    }

    void awaitBody() {
        deadline.set(System.nanoTime(), BODY_SILENCE_NANOS);
    }

    /** Nothing is awaited of the client: it is live's turn. */
    void rest() {
        deadline.clear();
    }

    /** The last answer is out, and the client may still be sending. */
    void linger() {
        deadline.set(System.nanoTime(), LINGER_NANOS);
    }

    /** An answer that has ended is still being taken, however slowly. */
    void awaitTaking() {
        deadline.set(System.nanoTime(), STALLED_NANOS);
    }

    /** Whether bytes wait for the client, and some have left since this was last asked. */
    boolean stillTaking() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        long before = unsent;
        unsent = out == null ? 0 : out.totalPendingWriteBytes();
        return unsent > 0 && unsent != before;
    }

    /** The connection is over. */
    void end() {
        deadline.remove();
    }
}
