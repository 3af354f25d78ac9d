package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.connect.Deadlines.Deadline;
import java.util.concurrent.TimeUnit;

/**
 * How long an upstream may take: for a pause inside an exchange, for the head of its response, and for its connection's next
 * exchange; and the client, while it is the one who keeps the exchange from getting on. Times are those of {@link System#nanoTime()}. One per connection; event loop only.
 */
final class UpstreamPatience {
    /** How long a client may neither send nor take anything. The upstream's limit may be seconds, and is not about clients. */
    private static final long CLIENT_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final UpstreamConfig upstream;
    private final Deadline deadline;

    /** @param expired what is done when the upstream has taken too long */
    UpstreamPatience(UpstreamConfig upstream, Loop loop, Runnable expired) {
        this.upstream = upstream;
        this.deadline = loop.deadlines().add(expired);
    }

    /** The upstream has to take or send more. */
    void awaitProgress(long now) {
        deadline.set(now, upstream.idleTimeout().toNanos());
    }

    /** The client has to send or take more. */
    void awaitClient(long now) {
        deadline.set(now, Math.max(CLIENT_PAUSE_NANOS, upstream.idleTimeout().toNanos()));
    }

    /** Whether anything is awaited. */
    boolean awaits() {
        return deadline.isSet();
    }

    /** The request is out. */
    void awaitResponse(long now) {
        deadline.set(now, upstream.responseTimeout().toNanos());
    }

    /** The connection lies idle. */
    void awaitReuse(long now) {
        deadline.set(now, upstream.keepAlive().toNanos());
    }

    /** A tunnel may be silent for as long as it likes. */
    void rest() {
        deadline.clear();
    }

    /** The connection is over. */
    void end() {
        deadline.remove();
    }
}
