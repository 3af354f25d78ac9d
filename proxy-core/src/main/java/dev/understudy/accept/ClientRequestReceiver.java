package dev.understudy.accept;

import dev.understudy.connect.Deadlines.Deadline;
import dev.understudy.connect.Loop;
import dev.understudy.forward.ClientRequest;
import dev.understudy.forward.LiveError;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyReader;
import dev.understudy.http.HeadReader;
import dev.understudy.http.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads requests from an HTTP/1 client, one exchange after the other; requests sent ahead wait in our buffer, so they are
 * answered in order. Reading goes on while an answer is under way, because that is how we learn that the client left.
 * Event loop only.
 */
final class ClientRequestReceiver extends ChannelInboundHandlerAdapter {
    /** How much of requests sent ahead is kept before the client is no longer read. */
    private static final int PIPELINE_LIMIT = 64 << 10;

    /** Longest pause inside a request body. */
    private static final long BODY_SILENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** How long a client may take nothing at all of an answer that has ended. */
    private static final long STALLED_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(ClientRequestReceiver.class);

    private enum State {
        HEAD,
        /** A chunked request whose first size line is not there yet: nothing is forwarded before it proved valid. */
        FIRST_CHUNK,
        BODY,
        /** The request is complete, its answer is not. */
        ANSWER,
        TUNNEL,
        /** The last answer is on its way: what still comes is thrown away. */
        LINGER,
        CLOSED
    }

    private final AcceptContext context;
    private final Channel channel;
    private final Loop loop;
    private final HeadReader heads;
    private final BodyReader body = new BodyReader();
    private final ClientResponseWriter writer;
    private final Deadline deadline;

    private State state = State.HEAD;
    private boolean processing;
    private boolean first = true;
    private boolean upstreamTakes = true;
    private boolean tooFarAhead;
    private long unsent;
    /** Bytes not consumed yet. Ours. */
    private @Nullable ByteBuf pending;

    /** The bytes of an incomplete first size line: scanned, but not forwarded yet. Ours. */
    private @Nullable ByteBuf scanned;

    private @Nullable RequestHead head;
    private @Nullable ClientRequest request;
    private long headNanos;

    ClientRequestReceiver(AcceptContext context, Channel channel) {
        this.context = context;
        this.channel = channel;
        this.loop = context.loops().of(channel);
        this.heads = new HeadReader((int) context.listen().headLimit().bytes());
        this.writer = new ClientResponseWriter(context, channel, this);
        this.deadline = loop.deadlines().add(this::expired);
        awaitRequest();
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
        ByteBuf in = (ByteBuf) message;
        ByteBuf held = pending;
        if (held != null) {
            pending = null;
            held.writeBytes(in);
            in.release();
            in = held;
        }
        process(in, in == held);
    }

    private void processPending() {
        ByteBuf rest = pending;
        if (rest != null && !processing) {
            pending = null;
            process(rest, true);
            if (request != null) {
                request.flushRequest();
            }
        }
    }

    /** Consumes what can be consumed; owns the buffer, and may go on using one of our own. */
    private void process(ByteBuf in, boolean ours) {
        processing = true;
        try {
            while (step(in)) {}
        } catch (BadMessageException e) {
            malformed(e);
        } finally {
            processing = false;
            keepRest(in, ours);
        }
    }

    private boolean step(ByteBuf in) throws BadMessageException {
        return switch (state) {
            // Who takes no answers gets no more requests served, or answers would pile up here.
            case HEAD -> channel.isWritable() && readHead(in);
            case FIRST_CHUNK, BODY -> readBody(in);
            case TUNNEL -> {
                if (in.isReadable() && request != null) {
                    request.requestBody(in.readRetainedSlice(in.readableBytes()));
                }
                yield false;
            }
            case ANSWER -> false;
            case LINGER, CLOSED -> {
                in.skipBytes(in.readableBytes());
                yield false;
            }
        };
    }

    private boolean readHead(ByteBuf in) throws BadMessageException {
        if (!in.isReadable()) {
            return false;
        }
        boolean started = heads.started();
        byte[] bytes = heads.read(in);
        if (bytes == null) {
            if (!started && heads.started()) {
                deadline.set(System.nanoTime(), context.listen().headTimeout().toNanos());
            }
            return false;
        }
        if (first && Http2Preface.startsWith(bytes)) {
            becomeHttp2(bytes, in);
            return false;
        }
        first = false;
        headNanos = System.nanoTime();
        RequestHead parsed = RequestHead.parse(bytes);
        head = parsed;
        body.start(parsed.bodyFraming(), parsed.contentLength());
        writer.begin(parsed);
        int length = body.take(in);
        if (!body.begun() && (length > 0 || !parsed.expectsContinue())) {
            state = State.FIRST_CHUNK;
            hold(in, length);
            return false;
        }
        begin(parsed, length == 0 ? null : in.readRetainedSlice(length));
        return true;
    }

    private void hold(ByteBuf in, int length) {
        if (length > 0) {
            ByteBuf before = scanned == null ? channel.alloc().buffer(64) : scanned;
            scanned = before.writeBytes(in, length);
        }
    }

    private boolean readBody(ByteBuf in) throws BadMessageException {
        if (!in.isReadable()) {
            return false;
        }
        int length = body.take(in);
        RequestHead current = head;
        if (state == State.FIRST_CHUNK && current != null) {
            hold(in, length);
            if (!body.begun()) {
                return false;
            }
            ByteBuf held = scanned;
            scanned = null;
            begin(current, held);
            return true;
        }
        ClientRequest running = request;
        deadline.set(System.nanoTime(), BODY_SILENCE_NANOS);
        if (running != null && length > 0) {
            running.requestBody(in.readRetainedSlice(length));
        }
        if (state == State.BODY && body.done()) {
            complete();
        }
        return true;
    }

    private void begin(RequestHead parsed, @Nullable ByteBuf firstPiece) {
        boolean whole = body.done();
        state = whole ? State.ANSWER : State.BODY;
        deadline.set(System.nanoTime(), BODY_SILENCE_NANOS);
        ClientRequest begun = context.begin(writer, parsed, loop, headNanos);
        if (begun == null) {
            // Refused, and the exchange has ended already.
            released(firstPiece);
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

    private void complete() {
        ClientRequest running = request;
        state = State.ANSWER;
        deadline.clear();
        if (running != null) {
            running.requestComplete();
            running.flushRequest();
        }
    }

    private void becomeHttp2(byte[] start, ByteBuf in) {
        state = State.CLOSED;
        deadline.remove();
        ByteBuf all = channel.alloc()
                .buffer(start.length + in.readableBytes())
                .writeBytes(start)
                .writeBytes(in);
        Http2ClientPipeline.install(context, channel.pipeline());
        ChannelHandlerContext here = channel.pipeline().context(this);
        here.fireChannelRead(all);
        here.fireChannelReadComplete();
        channel.pipeline().remove(this);
    }

    private void malformed(BadMessageException e) {
        ClientRequest running = request;
        request = null;
        if (head == null) {
            writer.begin(null);
        }
        boolean forwarded = running != null;
        if (running != null) {
            running.requestBroken();
        }
        if (writer.begun()) {
            writer.breakOff();
        } else {
            writer.refuse(new LiveError(e.status(), forwarded ? "bad_request_body" : "bad_request", e.reason()), true);
        }
    }

    private void keepRest(ByteBuf in, boolean ours) {
        if (!in.isReadable() || state == State.CLOSED || state == State.LINGER) {
            in.release();
            return;
        }
        int length = in.readableBytes();
        if (ours && in.refCnt() == 1) {
            pending = in;
        } else {
            pending = channel.alloc().buffer(Math.max(512, length * 2)).writeBytes(in);
            in.release();
        }
        tooFarAhead = length > PIPELINE_LIMIT;
        applyReading();
    }

    /** The upstream's wish; what the client sent ahead has a say too. */
    void reading(boolean wanted) {
        upstreamTakes = wanted;
        applyReading();
    }

    private void applyReading() {
        channel.config().setAutoRead(upstreamTakes && !tooFarAhead);
    }

    // ---- the writer's calls

    /** Whether all of the request has arrived. */
    boolean requestWhole() {
        return state == State.ANSWER;
    }

    /** The answer is out; {@code keep} says whether the connection serves another request. */
    void exchangeEnded(boolean keep) {
        boolean whole = requestWhole();
        request = null;
        head = null;
        upstreamTakes = true;
        tooFarAhead = false;
        if (!keep || !whole || context.draining().get()) {
            linger();
            return;
        }
        state = State.HEAD;
        awaitRequest();
        applyReading();
        processPending();
    }

    /**
     * Closing while the client still sends would reset the connection and could destroy our answer on its way
     * (RFC 9112 section 9.6): so half-close, read on for a while, then close.
     */
    private void linger() {
        state = State.LINGER;
        applyReading();
        deadline.set(System.nanoTime(), LINGER_NANOS);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            deadline.set(System.nanoTime(), LINGER_NANOS);
            halfClose();
        });
    }

    private void halfClose() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    void tunnel() {
        state = State.TUNNEL;
        deadline.clear();
        tooFarAhead = false;
        applyReading();
        processPending();
    }

    /** Ends the connection so that the client sees the break. */
    void closed() {
        state = State.CLOSED;
        request = null;
    }

    private void awaitRequest() {
        deadline.set(System.nanoTime(), context.listen().keepAlive().toNanos());
    }

    private void expired() {
        if (stillTaking()) {
            deadline.set(System.nanoTime(), STALLED_NANOS);
        } else if (state == State.HEAD && heads.started()) {
            writer.begin(null);
            writer.refuse(new LiveError(408, "request_timeout", "the request head did not arrive in time"), true);
        } else {
            channel.close();
        }
    }

    /** Whether an answer is still on its way to a client that takes it, however slowly. */
    private boolean stillTaking() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        long before = unsent;
        unsent = out == null ? 0 : out.totalPendingWriteBytes();
        return unsent > 0 && unsent != before && (state == State.HEAD || state == State.LINGER);
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
        } else if (state == State.HEAD && channel.isWritable()) {
            tooFarAhead = false;
            applyReading();
            processPending();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext handler) {
        state = State.CLOSED;
        deadline.remove();
        writer.release();
        pending = released(pending);
        scanned = released(scanned);
        ClientRequest running = request;
        request = null;
        if (running != null) {
            running.clientGone();
        }
        handler.fireChannelInactive();
    }

    private static @Nullable ByteBuf released(@Nullable ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
        return null;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext handler, Object event) {
        if (event == Drain.EVENT && state == State.HEAD && !heads.started()) {
            state = State.CLOSED;
            // An answer may still be on its way to a slow client.
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A reset or a failed TLS record: the client is gone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            LOG.error("exchange failed", cause);
        }
        channel.close();
    }
}
