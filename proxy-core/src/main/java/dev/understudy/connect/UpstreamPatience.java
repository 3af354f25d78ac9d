package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.connect.Deadlines.Deadline;

/**
 * How long an upstream may take: for a pause inside an exchange, for the head of its response, and for its connection's next
 * exchange. Times are those of {@link System#nanoTime()}. One per connection; event loop only.
 */
final class UpstreamPatience {
    private final UpstreamConfig upstream;
    private final Deadline deadline;

    /** @param expired what is done when the upstream has taken too long */
    UpstreamPatience(UpstreamConfig upstream, Loop loop, Runnable expired) {
        this.upstream = upstream;
        this.deadline = loop.deadlines().add(expired);
    }

    /** Bytes have to move, whichever way. */
    void awaitProgress(long now) {
        deadline.set(now, upstream.idleTimeout().toNanos());
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
