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
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    private enum State {
        HEAD,
        /** A chunked request whose first size line is not there yet: nothing is forwarded before it proved valid. */
        FIRST_CHUNK,
        BODY,
        /** The request is complete, its answer is not. */
        ANSWER,
        TUNNEL,
        /** An answer was sent before the request was complete: what still comes is thrown away. */
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
        process(in);
    }

    /** Consumes what can be consumed; owns the buffer. */
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
            case HEAD -> readHead(in);
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
            if (!started) {
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
        if (!body.begun() && !parsed.expectsContinue()) {
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
        if (body.done()) {
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
        begun.start();
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

    private void keepRest(ByteBuf in) {
        if (in.isReadable() && state != State.CLOSED && state != State.LINGER) {
            int length = in.readableBytes();
            pending = channel.alloc().buffer(Math.max(512, length * 2)).writeBytes(in);
            if (state == State.ANSWER && length > PIPELINE_LIMIT) {
                channel.config().setAutoRead(false);
            }
        }
        in.release();
    }

    // ---- the writer's calls

    /** The answer is out; {@code keep} says whether the connection serves another request. */
    void exchangeEnded(boolean keep) {
        boolean requestWhole = state == State.ANSWER;
        request = null;
        head = null;
        if (!keep || !requestWhole || context.draining().get()) {
            closeAfterFlush(requestWhole || state == State.TUNNEL);
            return;
        }
        state = State.HEAD;
        awaitRequest();
        channel.config().setAutoRead(true);
        ByteBuf rest = pending;
        if (rest != null && !processing) {
            pending = null;
            process(rest);
            if (request != null) {
                request.flushRequest();
            }
        }
    }

    /**
     * Closing while the client still sends would reset the connection and could destroy our answer on its way
     * (RFC 9112 section 9.6): so half-close, read on for a while, then close.
     */
    private void closeAfterFlush(boolean requestWhole) {
        if (requestWhole) {
            state = State.CLOSED;
            channel.writeAndFlush(channel.alloc().buffer(0)).addListener(done -> channel.close());
            return;
        }
        state = State.LINGER;
        channel.config().setAutoRead(true);
        deadline.set(System.nanoTime(), LINGER_NANOS);
        channel.writeAndFlush(channel.alloc().buffer(0)).addListener(done -> {
            if (channel instanceof io.netty.channel.socket.DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
    }

    void tunnel() {
        state = State.TUNNEL;
        deadline.clear();
        ByteBuf rest = pending;
        if (rest != null && !processing) {
            pending = null;
            process(rest);
        }
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
        if (state == State.HEAD && heads.started()) {
            writer.begin(null);
            writer.refuse(new LiveError(408, "request_timeout", "the request head did not arrive in time"), true);
        } else {
            channel.close();
        }
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
            channel.close();
        }
    }

    /** A reset or a failed TLS record: the client is gone. */
    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        channel.close();
    }
}
