package dev.understudy.connect;

import dev.understudy.connect.Deadlines.Deadline;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.BodyReader;
import dev.understudy.http.HeadReader;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1.1 connection to an upstream, one exchange at a time. Heads are parsed, bodies pass as the bytes they are.
 * Event loop only.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final int HEAD_LIMIT = 256 << 10;
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);

    private final Channel channel;
    private final UpstreamPool pool;
    private final Deadline deadline;
    private final HeadReader heads = new HeadReader(HEAD_LIMIT);
    private final BodyReader body = new BodyReader();

    /** Whose exchange this is; null while idle. */
    private @Nullable ResponseListener listener;
    /** Bytes of an incomplete head. Ours. */
    private @Nullable ByteBuf pending;

    private @Nullable ResponseHead head;
    private String method = "";
    private boolean requestComplete;
    private boolean reused;
    private boolean failedRead;
    private boolean leftPool;
    private long idleSince;

    UpstreamConnection(Channel channel, UpstreamPool pool) {
        this.channel = channel;
        this.pool = pool;
        this.deadline = pool.loop().deadlines().add(this::expired);
    }

    public Channel channel() {
        return channel;
    }

    /** Whether an exchange went over it before this one: then a close without a response may be an idle close. */
    public boolean wasReused() {
        return reused;
    }

    void reused() {
        reused = true;
    }

    long idleSince() {
        return idleSince;
    }

    /** Begins an exchange. What is written from here on is its request. */
    public void begin(ResponseListener responses, String requestMethod) {
        listener = responses;
        method = requestMethod;
        head = null;
        requestComplete = false;
        deadline.set(System.nanoTime(), nanos(pool.upstream().idleTimeout()));
    }

    /** Queues request bytes; the connection owns them from here on. */
    public void write(ByteBuf bytes) {
        channel.write(bytes, channel.voidPromise());
    }

    public void flush() {
        channel.flush();
    }

    /** Progress on the request while it is still being sent. */
    public void touch(long now) {
        if (head == null && channel.isWritable()) {
            deadline.set(now, nanos(pool.upstream().idleTimeout()));
        }
    }

    /** The request is written to its end: the response is due. */
    public void requestComplete(long now) {
        requestComplete = true;
        if (head == null) {
            deadline.set(now, nanos(pool.upstream().responseTimeout()));
        }
    }

    /** Back-pressure: while paused, nothing is read from the upstream. */
    public void reading(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    /** Ends the exchange for good: its listener hears nothing more, the upstream notices at once. */
    public void cancel() {
        listener = null;
        close();
    }

    /** Closes; its place in the pool is free at once, although the channel's end comes with a later turn of the loop. */
    void close() {
        leavePool();
        channel.close();
    }

    private void leavePool() {
        if (!leftPool) {
            leftPool = true;
            pool.closed(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (listener == null) {
            // An idle upstream has nothing to say; what it says cannot be answered to anyone.
            in.release();
            close();
            return;
        }
        ByteBuf held = pending;
        if (held != null) {
            pending = null;
            in = held.writeBytes(in);
            ReferenceCountUtil.release(message);
        }
        try {
            consume(in);
        } catch (BadMessageException e) {
            fail(UpstreamFailure.BAD_RESPONSE);
        } finally {
            keepRest(in, in == held);
        }
    }

    private void consume(ByteBuf in) throws BadMessageException {
        while (listener != null && in.isReadable()) {
            if (head == null) {
                byte[] bytes = heads.read(in);
                if (bytes == null) {
                    return;
                }
                headArrived(ResponseHead.parse(bytes), in);
            } else {
                bodyArrived(in);
            }
        }
        if (in.isReadable()) {
            // Bytes after the end of a response belong to no request.
            in.skipBytes(in.readableBytes());
            close();
        }
    }

    private void headArrived(ResponseHead arrived, ByteBuf in) {
        ResponseListener responses = listener;
        if (responses == null) {
            return;
        }
        if (arrived.informational()) {
            responses.informational(arrived);
            return;
        }
        head = arrived;
        deadline.set(System.nanoTime(), nanos(pool.upstream().idleTimeout()));
        boolean tunnel = arrived.status() == 101;
        BodyFraming framing = tunnel ? BodyFraming.UNTIL_CLOSE : arrived.bodyFraming(method);
        body.start(framing, arrived.contentLength());
        if (tunnel) {
            deadline.clear();
        }
        responses.head(arrived, framing);
        if (body.done() && listener == responses) {
            finish(arrived, in.isReadable());
        }
    }

    private void bodyArrived(ByteBuf in) throws BadMessageException {
        int length = body.take(in);
        ResponseListener responses = listener;
        ResponseHead current = head;
        if (responses == null || current == null) {
            return;
        }
        if (current.status() != 101) {
            deadline.set(System.nanoTime(), nanos(pool.upstream().idleTimeout()));
        }
        if (length > 0) {
            responses.body(in.readRetainedSlice(length));
        }
        if (body.done() && listener == responses) {
            finish(current, in.isReadable());
        }
    }

    /**
     * Back into the pool, or closed, before the listener hears of the end: its next request may want this connection or
     * its place. Not back while bytes are left that nobody asked for: they would pass for the next response.
     */
    private void finish(ResponseHead ended, boolean bytesLeft) {
        ResponseListener responses = listener;
        listener = null;
        if (requestComplete && !bytesLeft && ended.keepAlive() && channel.isActive()) {
            long now = System.nanoTime();
            idleSince = now;
            deadline.set(now, nanos(pool.upstream().keepAlive()));
            reading(true);
            pool.release(this);
        } else {
            close();
        }
        if (responses != null) {
            responses.ended();
        }
    }

    private void keepRest(ByteBuf in, boolean ours) {
        if (in.isReadable() && ours && in.refCnt() == 1) {
            pending = in;
            return;
        }
        if (in.isReadable()) {
            // A copy, so that an incomplete head does not pin a large read buffer, and can grow.
            pending = channel.alloc()
                    .buffer(Math.max(512, in.readableBytes() * 2))
                    .writeBytes(in);
        }
        in.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (listener != null) {
            listener.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (listener != null) {
            listener.writabilityChanged(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.remove();
        leavePool();
        if (pending != null) {
            pending.release();
            pending = null;
        }
        ResponseListener responses = listener;
        listener = null;
        if (responses == null) {
            return;
        }
        boolean wholeByClose = head != null && body.framing() == BodyFraming.UNTIL_CLOSE && !failedRead;
        if (wholeByClose) {
            responses.ended();
        } else {
            responses.failed(reason());
        }
    }

    private UpstreamFailure reason() {
        if (head != null) {
            return UpstreamFailure.BROKEN_OFF;
        }
        return heads.started() ? UpstreamFailure.BAD_RESPONSE : UpstreamFailure.CLOSED_WITHOUT_RESPONSE;
    }

    /**
     * TLS says when it ends, so a body until close that ends without it was cut off (RFC 9112 section 9.8); and after it
     * nothing more can come.
     */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent tlsEnd) {
            failedRead |= !tlsEnd.isSuccess();
            channel.close();
        }
    }

    /**
     * A reset, a failed write, a TLS alert: the close that follows is not a clean end. It follows by itself after an error
     * of the socket, once what arrived before has been read: an early answer may be among it.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failedRead = true;
        if (cause instanceof DecoderException) {
            fail(UpstreamFailure.TLS_FAILED);
        } else if (!(cause instanceof IOException)) {
            LOG.error("exchange with {} failed", pool.upstream().authority(), cause);
            close();
        } else if (cause instanceof SSLException || !channel.isOpen()) {
            close();
        }
    }

    private void expired() {
        fail(head == null ? UpstreamFailure.RESPONSE_TIMEOUT : UpstreamFailure.IDLE_TIMEOUT);
    }

    private void fail(UpstreamFailure failure) {
        ResponseListener responses = listener;
        listener = null;
        if (responses != null) {
            responses.failed(failure);
        }
        close();
    }

    private static long nanos(Duration duration) {
        return duration.toNanos();
    }
}
