package dev.understudy.forward;

import dev.understudy.config.RouteConfig;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.RequestId;
import dev.understudy.exchange.TraceContext;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import dev.understudy.tee.Tee;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a live call: its bytes to the tee as they pass, if there is one, and at its end what it came to, when what
 * happened, and how much of the time was ours. One per call; event loop only.
 */
final class LiveReport {
    /** Longer than a generation endpoint's; what is kept of a request must not be larger. */
    private static final int LONGEST_TARGET = 512;

    private final RouteConfig route;
    private final RequestHead head;
    private final LiveEvents events;
    private final @Nullable Tee tee;
    private final long startedNanos;
    private long overheadNanos;
    private long firstByteNanos = -1;
    private long readNanos;
    private boolean answering;

    /** @param startedNanos when the request's head had arrived, on the clock of {@link System#nanoTime()} */
    LiveReport(RouteConfig route, RequestHead head, LiveEvents events, @Nullable Tee tee, long startedNanos) {
        this.route = route;
        this.head = head;
        this.events = events;
        this.tee = tee;
        this.startedNanos = startedNanos;
    }

    // ---- while it runs

    /** A piece of the request's body, still the caller's. */
    void requestBody(ByteBuf wire) {
        if (tee != null) {
            tee.request(wire);
        }
    }

    void requestComplete() {
        if (tee != null) {
            tee.requestComplete();
        }
    }

    /** The request's head is written. Connecting is the network's time, not ours. */
    void sent(long now, boolean pooled) {
        overheadNanos = pooled ? now - startedNanos : 0;
    }

    void responseHead(ResponseHead arrived, BodyFraming framing) {
        long now = System.nanoTime();
        readNanos = now;
        firstByteNanos = now - startedNanos;
        if (tee != null) {
            tee.responseHead(arrived, framing, now);
        }
    }

    /** A piece of the response's body, still the caller's. */
    void responseBody(ByteBuf wire) {
        if (tee != null) {
            tee.response(wire, System.nanoTime());
        }
    }

    /** The first flush after the response's head ends what the proxy adds to the way back. */
    void flushed() {
        if (!answering && readNanos != 0) {
            answering = true;
            overheadNanos += System.nanoTime() - readNanos;
        }
    }

    /** Of the exchange where it is mirrored, else what the client calls its request; null where it has no name. */
    @Nullable
    String id() {
        return tee == null ? RequestId.of(head.field(RequestId.HEADER)) : tee.id();
    }

    // ---- when it is over

    /** @param status what the client got; 499 when it left before a response, 0 when the connection just broke */
    void ended(int status, Ending ending, String detail) {
        long now = System.nanoTime();
        if (events.follows()) {
            follow(end(status, ending, now));
        }
        if (tee != null) {
            tee.ended(ending, detail, now);
        }
        events.completed(route.name(), status, now - startedNanos, firstByteNanos, overheadNanos);
    }

    /** Who has the request read tells of it with what was read; else it is told of here. */
    private void follow(LiveEnd end) {
        boolean read = tee != null && tee.follow((model, answer) -> events.ended(end.read(model, answer)));
        if (!read) {
            events.ended(end);
        }
    }

    /** Nothing but its head is known of the request. */
    private LiveEnd end(int status, Ending ending, long now) {
        return new LiveEnd(
                route,
                head.method(),
                head.target().length() > LONGEST_TARGET ? null : head.path(),
                id(),
                tee != null,
                head.only(TraceContext.HEADER, TraceContext.LONGEST_STATE),
                head.only(TraceContext.STATE, TraceContext.LONGEST_STATE),
                status,
                ending,
                startedNanos,
                firstByteNanos,
                now,
                null,
                null);
    }
}
