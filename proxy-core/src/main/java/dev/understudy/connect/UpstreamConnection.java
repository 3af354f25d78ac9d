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
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to an upstream, one exchange at a time. Heads are parsed, bodies pass as the bytes they are.
 * Event loop only.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final int HEAD_LIMIT = 256 << 10;

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
    private boolean timedOut;
    private boolean failedRead;
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

    void close() {
        channel.close();
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
            keepRest(in);
        }
    }

    private void consume(ByteBuf in) throws BadMessageException {
        while (listener != null && in.isReadable()) {
            if (head == null) {
                byte[] bytes = heads.read(in);
                if (bytes == null) {
                    return;
                }
                headArrived(ResponseHead.parse(bytes));
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

    private void headArrived(ResponseHead arrived) throws BadMessageException {
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
        if (body.done()) {
            finish(arrived);
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
        if (body.done()) {
            finish(current);
        }
    }

    /** Back into the pool before the listener hears of the end: its next request may want this very connection. */
    private void finish(ResponseHead ended) {
        ResponseListener responses = listener;
        listener = null;
        boolean reusable = requestComplete && ended.keepAlive() && channel.isActive();
        if (reusable) {
            long now = System.nanoTime();
            idleSince = now;
            deadline.set(now, nanos(pool.upstream().keepAlive()));
            reading(true);
            pool.release(this);
        }
        if (responses != null) {
            responses.ended();
        }
        if (!reusable) {
            close();
        }
    }

    private void keepRest(ByteBuf in) {
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
        pool.closed(this);
        if (pending != null) {
            pending.release();
            pending = null;
        }
        ResponseListener responses = listener;
        listener = null;
        if (responses == null) {
            return;
        }
        boolean wholeByClose = head != null && body.framing() == BodyFraming.UNTIL_CLOSE && !failedRead && !timedOut;
        if (wholeByClose) {
            responses.ended();
        } else {
            responses.failed(reason());
        }
    }

    private UpstreamFailure reason() {
        if (head != null) {
            return timedOut ? UpstreamFailure.IDLE_TIMEOUT : UpstreamFailure.BROKEN_OFF;
        }
        if (timedOut) {
            return UpstreamFailure.RESPONSE_TIMEOUT;
        }
        return heads.started() ? UpstreamFailure.BAD_RESPONSE : UpstreamFailure.CLOSED_WITHOUT_RESPONSE;
    }

    /** A reset, a failed write, a TLS alert: the close that follows is not a clean end. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failedRead = true;
        if (cause instanceof Error error && !(cause instanceof StackOverflowError)) {
            close();
            throw error;
        }
        if (cause instanceof DecoderException) {
            fail(UpstreamFailure.TLS_FAILED);
        }
        close();
    }

    private void expired() {
        timedOut = true;
        close();
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
