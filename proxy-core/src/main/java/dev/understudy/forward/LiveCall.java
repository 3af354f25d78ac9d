package dev.understudy.forward;

import dev.understudy.connect.Loop;
import dev.understudy.connect.ResponseListener;
import dev.understudy.connect.UpstreamConnection;
import dev.understudy.connect.UpstreamFailure;
import dev.understudy.connect.UpstreamPool;
import dev.understudy.exchange.Ending;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.RequestHead;
import dev.understudy.http.RequestRewrite;
import dev.understudy.http.ResponseHead;
import dev.understudy.route.RouteTarget;
import dev.understudy.tee.Tee;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to live and its answer on the way back, on the client's event loop from end to end.
 *
 * <p>Back-pressure, both pairs in one place: the client is read only while the upstream takes bytes
 * ({@link #writabilityChanged}), the upstream is read only while the client does ({@link #clientWritable}).
 */
public final class LiveCall implements ClientRequest, ResponseListener, UpstreamPool.Waiting {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private enum Phase {
        CONNECTING,
        STREAMING,
        DONE
    }

    private final ClientStream client;
    private final RouteTarget route;
    private final RequestHead head;
    private final Loop loop;
    private final LiveReport report;
    private final WaitingBody waiting = new WaitingBody();

    private Phase phase = Phase.CONNECTING;
    private RequestRewrite rewrite;
    private @Nullable UpstreamConnection upstream;

    private boolean requestComplete;
    private boolean retried;
    private boolean bodySent;
    private boolean started;
    private int status;

    /**
     * A call, not started yet.
     *
     * @param startedNanos when the head had arrived
     */
    public LiveCall(
            ClientStream client,
            RouteTarget route,
            RequestHead head,
            Loop loop,
            LiveEvents events,
            @Nullable Tee tee,
            long startedNanos) {
        this.client = client;
        this.route = route;
        this.rewrite = route.rewrite();
        this.head = head;
        this.loop = loop;
        this.report = new LiveReport(route.config(), head, events, tee, startedNanos);
    }

    // ---- the client's side

    /** Looks for a connection; a pooled one is there before this returns. */
    @Override
    public void start() {
        started = true;
        loop.pool(route.config().upstream()).acquire(this);
    }

    /** What takes the place of the client's target and body, which were captured before; before {@link #start}. */
    void replace(String target, ByteBuf content, List<String> untrue) {
        rewrite = rewrite.replacedBy(target, content.readableBytes(), untrue);
        waiting.add(content);
    }

    /** Captures a piece of a request body that is not forwarded as it is. */
    void capture(ByteBuf wire) {
        report.requestBody(wire);
    }

    @Override
    public void requestBody(ByteBuf wire) {
        if (phase != Phase.DONE) {
            report.requestBody(wire);
        }
        forwardBody(wire);
    }

    private void forwardBody(ByteBuf wire) {
        UpstreamConnection connection = upstream;
        switch (phase) {
            case CONNECTING -> {
                waiting.add(wire);
                if (started) {
                    client.reading(false);
                }
            }
            case STREAMING -> {
                bodySent = true;
                if (connection != null) {
                    connection.write(wire);
                    client.reading(connection.channel().isWritable());
                }
            }
            case DONE -> wire.release();
        }
    }

    @Override
    public void requestComplete() {
        requestComplete = true;
        if (phase != Phase.DONE) {
            report.requestComplete();
        }
        if (phase == Phase.STREAMING && upstream != null) {
            upstream.requestComplete(System.nanoTime());
        }
    }

    @Override
    public void flushRequest() {
        UpstreamConnection connection = upstream;
        if (phase == Phase.STREAMING && connection != null) {
            connection.flush();
            if (!requestComplete) {
                connection.touch(System.nanoTime());
            }
        }
    }

    @Override
    public boolean isRequestComplete() {
        return requestComplete;
    }

    @Override
    public void clientGone() {
        if (phase == Phase.DONE) {
            return;
        }
        if (status == SWITCHING_PROTOCOLS && upstream != null) {
            upstream.endTunnel(System.nanoTime());
            upstream = null;
        }
        abandonUpstream();
        status = status == 0 ? CLIENT_CLOSED_REQUEST : status;
        finished(Ending.CLIENT_GONE, "client left");
    }

    @Override
    public void requestBroken() {
        if (phase == Phase.DONE) {
            return;
        }
        abandonUpstream();
        status = 400;
        finished(Ending.CLIENT_GONE, "malformed request body");
    }

    @Override
    public void clientWritable(boolean writable) {
        if (phase == Phase.STREAMING && upstream != null) {
            upstream.reading(writable);
        }
    }

    // ---- the upstream's side

    @Override
    public void connected(UpstreamConnection connection) {
        if (phase == Phase.DONE) {
            // The client left while we were connecting.
            connection.cancel();
            return;
        }
        upstream = connection;
        phase = Phase.STREAMING;
        connection.begin(this, head.method());
        ByteBuf out = connection.channel().alloc().buffer(head.size() + 256 + waiting.riding());
        head.writeTo(out, rewrite);
        bodySent |= waiting.writeBehind(out, connection);
        connection.flush();
        long now = System.nanoTime();
        report.sent(now, connection.wasReused());
        if (requestComplete) {
            connection.requestComplete(now);
        }
        client.reading(connection.channel().isWritable());
    }

    @Override
    public void informational(ResponseHead informational) {
        client.informational(informational);
        client.flush();
        paceUpstream();
    }

    @Override
    public void head(ResponseHead arrived, BodyFraming framing) {
        boolean tunnel = arrived.status() == SWITCHING_PROTOCOLS;
        if (tunnel && !head.upgrade()) {
            // Nobody asked to leave HTTP: what follows would be taken for something it is not.
            abandonUpstream();
            failed(UpstreamFailure.BAD_RESPONSE);
            return;
        }
        status = arrived.status();
        report.responseHead(arrived, framing);
        client.head(arrived, framing, !requestComplete && !tunnel);
        if (tunnel) {
            client.tunnel();
        }
    }

    @Override
    public void body(ByteBuf wire) {
        report.responseBody(wire);
        client.body(wire);
        paceUpstream();
    }

    private void paceUpstream() {
        if (!client.writable() && upstream != null) {
            upstream.reading(false);
        }
    }

    @Override
    public void readComplete() {
        flushClient();
    }

    private void flushClient() {
        client.flush();
        report.flushed();
    }

    @Override
    public void ended() {
        boolean whole = requestComplete || status == SWITCHING_PROTOCOLS;
        upstream = null;
        flushClient();
        finished(Ending.COMPLETE, whole ? "" : "answered before the request was complete");
        client.end();
    }

    @Override
    public void failed(UpstreamFailure failure) {
        if (phase == Phase.DONE) {
            return;
        }
        UpstreamConnection connection = upstream;
        upstream = null;
        if (connection != null && mayRetry(connection, failure)) {
            retried = true;
            phase = Phase.CONNECTING;
            loop.pool(route.config().upstream()).acquireFresh(this);
            return;
        }
        boolean nothingSent = status == 0;
        status = nothingSent ? failure.status() : status;
        finished(failure.ending(), failure.label());
        if (nothingSent) {
            client.refuse(new LiveError(failure.status(), failure.label(), failure.message(), id()));
        } else {
            client.flush();
            client.breakOff();
        }
    }

    /**
     * An idle connection may be closed by the upstream in the very moment we write to it. What may be sent again is what
     * RFC 9110 section 9.2.2 allows: idempotent methods, here without a body, once, and only on a connection that had
     * carried an exchange before.
     */
    private boolean mayRetry(UpstreamConnection connection, UpstreamFailure failure) {
        return failure == UpstreamFailure.CLOSED_WITHOUT_RESPONSE
                && connection.wasReused()
                && !retried
                && requestComplete
                && !bodySent
                && head.idempotent();
    }

    @Override
    public void writabilityChanged(boolean writable) {
        client.reading(writable);
    }

    // ---- the end

    @Override
    public @Nullable String id() {
        return report.id();
    }

    /** The proxy itself answers; live is never asked. */
    void abandon(int answered, String reason) {
        status = answered;
        finished(Ending.UNREACHABLE, reason);
    }

    private void abandonUpstream() {
        UpstreamConnection connection = upstream;
        upstream = null;
        if (connection != null) {
            connection.cancel();
        }
    }

    private void finished(Ending ending, String detail) {
        phase = Phase.DONE;
        waiting.release();
        report.ended(status, ending, detail);
    }
}
