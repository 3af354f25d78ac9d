package dev.understudy.accept;

import dev.understudy.connect.Loop;
import dev.understudy.forward.ClientRequest;
import dev.understudy.forward.LiveError;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.RequestHead;
import dev.understudy.http.UnreadBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests from an HTTP/1 client, one exchange after the other; requests sent ahead wait in our buffer, so they are
 * answered in order. Reading goes on while an answer is under way, because that is how we learn that the client left.
 * Event loop only.
 */
final class ClientRequestReceiver extends ChannelInboundHandlerAdapter implements RequestReader.Requests {
    private enum State {
        /** Requests are read and answered; the reader knows where it stands. */
        OPEN,
        TUNNEL,
        /** The last answer is on its way: what still comes is thrown away. */
        LINGER,
        CLOSED
    }

    private final AcceptContext context;
    private final Channel channel;
    private final Loop loop;
    private final RequestReader reader;
    private final UnreadBytes unread;
    private final ClientResponseWriter writer;
    private final ClientPatience patience;
    private final ClientFlow flow;

    private State state = State.OPEN;
    private boolean processing;
    private @Nullable ClientRequest request;
    private long headNanos;

    ClientRequestReceiver(AcceptContext context, Channel channel) {
        this.context = context;
        this.channel = channel;
        this.loop = context.loops().of(channel);
        this.reader = new RequestReader(
                this, channel.alloc(), (int) context.listen().headLimit().bytes());
        this.unread = new UnreadBytes(channel.alloc());
        this.writer = new ClientResponseWriter(context, channel, this);
        this.patience = new ClientPatience(context.listen(), channel, loop, this::expired);
        this.flow = new ClientFlow(channel);
        patience.awaitRequest();
    }

    /** A connection that was still on its way when the drain began finds out here. */
    @Override
    public void handlerAdded(ChannelHandlerContext handler) {
        if (context.draining().get()) {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext handler, Object message) {
        process(unread.with((ByteBuf) message));
    }

    private void processUnread() {
        if (processing) {
            return;
        }
        ByteBuf rest = unread.take();
        if (rest != null) {
            process(rest);
            if (request != null) {
                request.flushRequest();
            }
        }
    }

    /** Consumes what can be consumed, and owns the buffer. */
    private void process(ByteBuf in) {
        processing = true;
        try {
            while (step(in)) {}
        } catch (BadMessageException e) {
            malformed(e);
        } finally {
            processing = false;
            keepRest(in);
        }
    }

    private boolean step(ByteBuf in) throws BadMessageException {
        return switch (state) {
            // Who takes no answers gets no more requests served, or answers would pile up here.
            case OPEN -> (channel.isWritable() || !reader.betweenRequests()) && reader.read(in);
            case TUNNEL -> {
                if (in.isReadable() && request != null) {
                    request.requestBody(in.readRetainedSlice(in.readableBytes()));
                }
                yield false;
            }
            case LINGER, CLOSED -> {
                in.skipBytes(in.readableBytes());
                yield false;
            }
        };
    }

    // ---- what the reader reads

    @Override
    public void headStarted() {
        patience.awaitHead();
    }

    @Override
    public void headRead(RequestHead head) {
        headNanos = System.nanoTime();
        writer.begin(head);
    }

    @Override
    public void begin(RequestHead head, @Nullable ByteBuf firstPiece, boolean whole) {
        patience.awaitBody();
        ClientRequest begun = context.begin(writer, head, loop, headNanos);
        if (begun == null) {
            // Refused, and the exchange has ended already.
            if (firstPiece != null) {
                firstPiece.release();
            }
            return;
        }
        request = begun;
        if (firstPiece != null) {
            begun.requestBody(firstPiece);
        }
        if (request == begun) {
            begun.start();
        }
        if (whole && request == begun) {
            complete();
        }
    }

    @Override
    public void piece(ByteBuf piece) {
        patience.awaitBody();
        if (request != null) {
            request.requestBody(piece);
        } else {
            piece.release();
        }
    }

    @Override
    public void complete() {
        if (state != State.OPEN) {
            return;
        }
        ClientRequest running = request;
        patience.rest();
        if (running != null) {
            running.requestComplete();
            running.flushRequest();
        }
    }

    @Override
    public void http2(byte[] start, ByteBuf rest) {
        state = State.CLOSED;
        patience.end();
        Http2ClientPipeline.takeOver(context, channel.pipeline().context(this), start, rest);
    }

    // ----

    private void malformed(BadMessageException e) {
        ClientRequest running = request;
        request = null;
        if (reader.betweenRequests()) {
            writer.begin(null);
        }
        boolean forwarded = running != null;
        if (running != null) {
            running.requestBroken();
        }
        if (writer.begun()) {
            writer.breakOff();
        } else {
            String id = running == null ? null : running.id();
            writer.refuse(
                    new LiveError(e.status(), forwarded ? "bad_request_body" : "bad_request", e.reason(), id), true);
        }
    }

    private void keepRest(ByteBuf in) {
        if (!in.isReadable() || state == State.CLOSED || state == State.LINGER) {
            in.release();
            return;
        }
        int bytes = in.readableBytes();
        unread.keep(in);
        flow.ahead(bytes);
    }

    // ---- the writer's calls

    /** Whether the upstream takes more of the request. */
    void reading(boolean wanted) {
        flow.upstreamTakes(wanted);
    }

    /** Whether all of the request has arrived. */
    boolean requestWhole() {
        return state == State.OPEN && reader.whole();
    }

    /** The answer is out; {@code keep} says whether the connection serves another request. */
    void exchangeEnded(boolean keep) {
        boolean whole = requestWhole();
        request = null;
        if (!keep || !whole || context.draining().get()) {
            linger();
            return;
        }
        reader.next();
        patience.awaitRequest();
        flow.reopen();
        processUnread();
    }

    private void linger() {
        state = State.LINGER;
        flow.reopen();
        LingeringClose.begin(channel, patience);
    }

    void tunnel() {
        state = State.TUNNEL;
        patience.rest();
        flow.ahead(0);
        processUnread();
    }

    /** Ends the connection so that the client sees the break. */
    void closed() {
        state = State.CLOSED;
        request = null;
    }

    private void expired() {
        if (answered() && patience.stillTaking()) {
            patience.awaitTaking();
        } else if (state == State.OPEN && reader.insideHead()) {
            writer.begin(null);
            writer.refuse(new LiveError(408, "request_timeout", "the request head did not arrive in time"), true);
        } else {
            channel.close();
        }
    }

    /** Whether the latest answer has ended, for us: it may still be on its way. */
    private boolean answered() {
        return betweenRequests() || state == State.LINGER;
    }

    private boolean betweenRequests() {
        return state == State.OPEN && reader.betweenRequests();
    }

    // ---- the channel's events

    @Override
    public void channelReadComplete(ChannelHandlerContext handler) {
        if (request != null) {
            request.flushRequest();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext handler) {
        if (request != null) {
            request.clientWritable(channel.isWritable());
        } else if (betweenRequests() && channel.isWritable()) {
            flow.ahead(0);
            processUnread();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext handler) {
        state = State.CLOSED;
        patience.end();
        writer.release();
        unread.release();
        reader.release();
        ClientRequest running = request;
        request = null;
        if (running != null) {
            running.clientGone();
        }
        handler.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext handler, Object event) {
        if (event == Drain.EVENT && betweenRequests() && !reader.insideHead()) {
            state = State.CLOSED;
            // An answer may still be on its way to a slow client.
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A reset or a failed TLS record: the client is gone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            FailedExchange.log(request, cause);
        }
        channel.close();
    }
}
