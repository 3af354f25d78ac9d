package dev.understudy.forward;

import dev.understudy.config.RouteConfig;
import dev.understudy.exchange.RequestId;
import dev.understudy.forward.LiveRewriter.Rewritten;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ChunkScanner;
import dev.understudy.http.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live call whose body is rewritten by the route's live variant: the only kind of request that is buffered before it is
 * forwarded. Client's event loop; the rewriting itself runs elsewhere.
 */
public final class RewrittenCall implements ClientRequest {
    private static final Logger LOG = LoggerFactory.getLogger(RewrittenCall.class);
    private static final String FAILED = "rewrite_failed";

    private final LiveCall call;
    private final ClientStream client;
    private final LiveRewriter rewriter;
    private final RouteConfig route;
    private final RequestHead head;
    private final EventLoop loop;
    private final long limit;
    private final RewriteBudget.Share share;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final @Nullable ChunkScanner chunks;
    private boolean over;
    private boolean complete;
    /** The body is with the rewriter, whoever still waits for it. */
    private boolean rewriting;

    /**
     * A call that waits for its body.
     *
     * @param budget what it may hold: a larger one is refused by 413, one for which there is no room now by 503
     */
    public RewrittenCall(
            LiveCall call,
            ClientStream client,
            LiveRewriter rewriter,
            RouteConfig route,
            RequestHead head,
            EventLoop loop,
            RewriteBudget budget) {
        this.call = call;
        this.client = client;
        this.rewriter = rewriter;
        this.route = route;
        this.head = head;
        this.loop = loop;
        this.limit = budget.limit();
        this.share = budget.share();
        this.chunks = head.bodyFraming() == BodyFraming.CHUNKED ? new ChunkScanner() : null;
    }

    /** Nothing starts before the body is whole; so who waits to be asked for it has to be asked by us. */
    @Override
    public void start() {
        if (head.contentLength() > limit) {
            give(tooLarge());
        } else if (!over && !complete && head.expectsContinue()) {
            client.proceed();
        }
    }

    @Override
    public void requestBody(ByteBuf wire) {
        try {
            if (over) {
                return;
            }
            call.capture(wire);
            append(wire);
        } finally {
            wire.release();
        }
    }

    private LiveError tooLarge() {
        String why = "the body is larger than live.body_limit, " + limit + " bytes";
        return new LiveError(413, "body_too_large", why, id());
    }

    private void append(ByteBuf wire) {
        int from = wire.readerIndex();
        if (chunks == null) {
            copy(wire, from, wire.readableBytes());
            return;
        }
        try {
            chunks.scan(wire, from, wire.writerIndex(), this::copy);
        } catch (BadMessageException e) {
            throw new IllegalStateException("framing that passed once does not pass again", e);
        }
    }

    private void copy(ByteBuf in, int from, int length) {
        if (over) {
            return;
        }
        if ((long) content.size() + length > limit) {
            give(tooLarge());
            return;
        }
        if (!share.take(length)) {
            give(new LiveError(503, FAILED, "bodies that wait for the live variant fill half of the heap", id()));
            return;
        }
        byte[] bytes = new byte[length];
        in.getBytes(from, bytes);
        content.write(bytes, 0, length);
    }

    @Override
    public void requestComplete() {
        complete = true;
        if (over) {
            return;
        }
        byte[] body = content.toByteArray();
        rewriting = true;
        rewriter.rewrite(route, head, body, limit)
                .whenComplete((rewritten, failure) -> loop.execute(() -> {
                    rewriting = false;
                    if (over) {
                        share.giveBack();
                    } else if (failure != null) {
                        give(new LiveError(503, FAILED, why(failure), id()));
                    } else {
                        send(rewritten == null ? new Rewritten(head.target(), body, List.of()) : rewritten);
                    }
                }));
    }

    /** A fault is said in the log too, without its message, which may quote the body. */
    private String why(Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            return "too many requests wait for the live variant";
        }
        Throwable fault = failure.getCause() == null ? failure : failure.getCause();
        String id = id();
        LOG.atError()
                .addKeyValue("request_id", id == null ? "none" : RequestId.ofExchange(id))
                .log(
                        "route {}: the live variant failed: {} at {}",
                        route.name(),
                        fault.getClass().getName(),
                        fault.getStackTrace());
        return "the live variant failed";
    }

    private void send(Rewritten request) {
        over = true;
        call.replace(request.target(), share.handOver(request.body()), request.untrue());
        call.start();
        call.requestComplete();
    }

    @Override
    public @Nullable String id() {
        return call.id();
    }

    private void give(LiveError error) {
        if (over) {
            return;
        }
        end();
        call.abandon(error.status(), error.reason());
        client.refuse(error);
    }

    /** Nothing is sent; what waited is let go, or will be when the rewriter has done with it. */
    private void end() {
        over = true;
        if (!rewriting) {
            share.giveBack();
        }
    }

    @Override
    public void flushRequest() {
        call.flushRequest();
    }

    @Override
    public boolean isRequestComplete() {
        return complete;
    }

    @Override
    public void clientGone() {
        end();
        call.clientGone();
    }

    @Override
    public void requestBroken() {
        end();
        call.requestBroken();
    }

    @Override
    public void clientWritable(boolean writable) {
        call.clientWritable(writable);
    }
}
