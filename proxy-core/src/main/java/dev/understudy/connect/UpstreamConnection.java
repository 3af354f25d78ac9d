package dev.understudy.connect;

import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ResponseHead;
import dev.understudy.http.UnreadBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP/1.1 connection to an upstream, one exchange at a time; between exchanges it waits in its pool. Event loop only.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UpstreamConnection.class);

    private final Channel channel;
    private final UpstreamPool pool;
    private final UpstreamPatience patience;
    private final UpstreamResponseReader reader = new UpstreamResponseReader(new Reading());
    private final UnreadBytes unread;

    /** Whose exchange this is; null while idle. */
    private @Nullable ResponseListener listener;

    private boolean requestComplete;
    private boolean reused;
    private boolean failedRead;
    private boolean leftPool;
    private long idleSince;

    UpstreamConnection(Channel channel, UpstreamPool pool) {
        this.channel = channel;
        this.pool = pool;
        this.unread = new UnreadBytes(channel.alloc());
        this.patience = new UpstreamPatience(pool.upstream(), pool.loop(), this::expired);
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
        reader.expect(requestMethod);
        requestComplete = false;
        awaitRequest(System.nanoTime());
    }

    /** The client sends on, unless there are bytes that the upstream does not take. */
    private void awaitRequest(long now) {
        if (channel.isWritable()) {
            patience.awaitClient(now);
        } else {
            patience.awaitProgress(now);
        }
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
        if (!reader.answered() && channel.isWritable()) {
            awaitRequest(now);
        }
    }

    /** The request is written to its end: the response is due. */
    public void requestComplete(long now) {
        requestComplete = true;
        if (!reader.answered()) {
            patience.awaitResponse(now);
        }
    }

    /** Back-pressure: while paused, nothing is read from the upstream. */
    public void reading(boolean wanted) {
        if (wanted == channel.config().isAutoRead()) {
            return;
        }
        channel.config().setAutoRead(wanted);
        if (listener != null && reader.answered() && patience.awaits()) {
            awaitResponse();
        }
    }

    /** The upstream sends on, unless it is not read because the client takes no more. */
    private void awaitResponse() {
        if (channel.config().isAutoRead()) {
            patience.awaitProgress(System.nanoTime());
        } else {
            patience.awaitClient(System.nanoTime());
        }
    }

    /** Ends the exchange for good: its listener hears nothing more, the upstream notices at once. */
    public void cancel() {
        leaveListener();
        close();
    }

    /**
     * Ends a tunnel whose client has left: what the client sent goes out first, if the upstream takes it within the idle timeout, and
     * the listener hears nothing more.
     */
    public void endTunnel(long now) {
        leaveListener();
        reading(false);
        patience.awaitProgress(now);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /**
     * Closes; its place in the pool is free at once, although the channel's end comes behind the events of this turn: one of them may be for
     * its socket, and a client that is accepted before it would get the descriptor and the event.
     */
    void close() {
        leavePool();
        channel.eventLoop().execute(channel::close);
    }

    private void leavePool() {
        if (!leftPool) {
            leftPool = true;
            pool.closed(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf arrived = (ByteBuf) message;
        if (listener == null) {
            // An idle upstream has nothing to say; what it says cannot be answered to anyone.
            arrived.release();
            close();
            return;
        }
        ByteBuf in = unread.with(arrived);
        try {
            reader.read(in);
            if (listener == null && in.isReadable()) {
                // Bytes after the end of a response belong to no request.
                in.skipBytes(in.readableBytes());
                close();
            }
        } catch (BadMessageException e) {
            fail(UpstreamFailure.BAD_RESPONSE);
        } finally {
            unread.keep(in);
        }
    }

    /** What the reader reads, told to the listener. */
    private final class Reading implements UpstreamResponseReader.Responses {
        @Override
        public void informationalRead(ResponseHead informational) {
            if (listener != null) {
                listener.informational(informational);
            }
        }

        @Override
        public void headRead(ResponseHead head, BodyFraming framing) {
            moved(head);
            if (listener != null) {
                listener.head(head, framing);
            }
        }

        @Override
        public void piece(ResponseHead head, ByteBuf piece) {
            moved(head);
            if (listener != null) {
                listener.body(piece);
            } else {
                piece.release();
            }
        }

        @Override
        public void complete(ResponseHead head, boolean bytesLeft) {
            finish(head, bytesLeft);
        }
    }

    /** The upstream is alive. */
    private void moved(ResponseHead head) {
        if (head.status() == 101) {
            patience.rest();
        } else {
            awaitResponse();
        }
    }

    /**
     * Back into the pool, or closed, before the listener hears of the end: its next request may want this connection or
     * its place. Not back while bytes are left that nobody asked for: they would pass for the next response.
     */
    private void finish(ResponseHead head, boolean bytesLeft) {
        ResponseListener responses = leaveListener();
        if (requestComplete && !bytesLeft && head.keepAlive() && channel.isActive()) {
            long now = System.nanoTime();
            idleSince = now;
            patience.awaitReuse(now);
            reading(true);
            pool.release(this);
        } else {
            close();
        }
        if (responses != null) {
            responses.ended();
        }
    }

    /** Whoever listened hears nothing more of this exchange but what the caller tells. */
    private @Nullable ResponseListener leaveListener() {
        ResponseListener responses = listener;
        listener = null;
        reader.stop();
        return responses;
    }

    // ---- the channel's events

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (listener != null) {
            listener.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (listener == null) {
            return;
        }
        if (!requestComplete && !reader.answered()) {
            awaitRequest(System.nanoTime());
        }
        listener.writabilityChanged(channel.isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        patience.end();
        leavePool();
        unread.release();
        ResponseListener responses = leaveListener();
        if (responses == null) {
            return;
        }
        if (reader.endsByClose() && !failedRead) {
            responses.ended();
        } else {
            responses.failed(reason());
        }
    }

    private UpstreamFailure reason() {
        if (reader.answered()) {
            return UpstreamFailure.BROKEN_OFF;
        }
        return reader.insideHead() ? UpstreamFailure.BAD_RESPONSE : UpstreamFailure.CLOSED_WITHOUT_RESPONSE;
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
        fail(reader.answered() ? UpstreamFailure.IDLE_TIMEOUT : UpstreamFailure.RESPONSE_TIMEOUT);
    }

    private void fail(UpstreamFailure failure) {
        ResponseListener responses = leaveListener();
        if (responses != null) {
            responses.failed(failure);
        }
        close();
    }
}
