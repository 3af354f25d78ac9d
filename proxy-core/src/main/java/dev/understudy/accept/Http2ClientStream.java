package dev.understudy.accept;

import dev.understudy.exchange.RequestId;
import dev.understudy.forward.ClientRequest;
import dev.understudy.forward.ClientStream;
import dev.understudy.forward.LiveError;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ChunkScanner;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request of an HTTP/2 client: frames in, frames out, HTTP/1.1 framing in between. A child channel of its connection,
 * on the same event loop.
 */
final class Http2ClientStream extends ChannelInboundHandlerAdapter implements ClientStream {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Logger LOG = LoggerFactory.getLogger(Http2ClientStream.class);

    private final AcceptContext context;
    private final Channel channel;
    private final @Nullable Http2ConnectionGuard guard;

    private @Nullable RequestHead head;
    private @Nullable ClientRequest request;
    private boolean chunkRequest;
    private @Nullable ChunkScanner unchunk;
    /** All of the request has arrived, whether anybody still wanted it or not. */
    private boolean requestWhole;

    private boolean over;

    Http2ClientStream(AcceptContext context, Channel channel) {
        this.context = context;
        this.channel = channel;
        this.guard = channel.parent().pipeline().get(Http2ConnectionGuard.class);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext handler) {
        if (guard != null) {
            guard.streamOpened(channel);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext handler, Object message) {
        if (message instanceof Http2HeadersFrame headers) {
            requestWhole |= headers.isEndStream();
            if (head == null && !over) {
                begin(headers);
            } else if (headers.isEndStream()) {
                trailers(headers.headers());
            }
        } else if (message instanceof Http2DataFrame data) {
            body(data);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(Http2HeadersFrame frame) {
        Http2Headers headers = frame.headers();
        chunkRequest = !frame.isEndStream() && !headers.contains("content-length");
        long now = System.nanoTime();
        try {
            head = Http2Head.request(headers, chunkRequest);
        } catch (BadMessageException e) {
            refuse(new LiveError(e.status(), "bad_request", e.reason()));
            return;
        }
        ClientRequest started = context.begin(this, head, context.loops().of(channel.parent()), now);
        if (started == null) {
            return;
        }
        request = started;
        started.start();
        if (frame.isEndStream()) {
            complete(LAST_CHUNK);
        }
    }

    private void trailers(Http2Headers trailers) {
        try {
            complete(Http2Head.lastChunk(trailers));
        } catch (BadMessageException e) {
            broken();
        }
    }

    /** What was forwarded has no valid end. */
    private void broken() {
        ClientRequest running = request;
        if (running != null && !over) {
            running.requestBroken();
            breakOff();
        }
    }

    private void body(Http2DataFrame data) {
        ClientRequest running = request;
        ByteBuf content = data.content();
        requestWhole |= data.isEndStream();
        if (running == null || over) {
            data.release();
            return;
        }
        if (content.isReadable()) {
            running.requestBody(chunkRequest ? chunk(content) : content.retain());
        }
        data.release();
        if (data.isEndStream()) {
            complete(LAST_CHUNK);
        }
    }

    private ByteBuf chunk(ByteBuf content) {
        ByteBuf out = channel.alloc().buffer(content.readableBytes() + 20);
        ByteBufUtil.writeAscii(out, Integer.toHexString(content.readableBytes()));
        return out.writeBytes(CRLF).writeBytes(content).writeBytes(CRLF);
    }

    private void complete(byte[] lastChunk) {
        ClientRequest running = request;
        if (running == null || over || running.isRequestComplete()) {
            return;
        }
        if (chunkRequest) {
            running.requestBody(channel.alloc().buffer(lastChunk.length).writeBytes(lastChunk));
        }
        running.requestComplete();
        running.flushRequest();
    }

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

    /** A stream that is not being read would keep the frames it has, for as long as the connection lasts. */
    @Override
    public void userEventTriggered(ChannelHandlerContext handler, Object event) {
        if (event instanceof Http2ResetFrame) {
            gone();
            channel.close();
        }
        ReferenceCountUtil.release(event); // a GOAWAY comes here too, and has a buffer
    }

    @Override
    public void channelInactive(ChannelHandlerContext handler) {
        gone();
        if (guard != null) {
            guard.streamClosed(channel);
        }
    }

    private void gone() {
        ClientRequest running = request;
        request = null;
        if (running != null && !over) {
            over = true;
            running.clientGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof Http2Exception)) {
            ClientRequest running = request;
            String id = running == null ? null : running.id();
            LOG.atError()
                    .addKeyValue("request_id", id == null ? "none" : RequestId.ofExchange(id))
                    .addKeyValue("exchange", id == null ? "none" : id)
                    .setCause(cause)
                    .log("exchange failed");
        }
        channel.close();
    }

    // ---- the answer

    @Override
    public void informational(ResponseHead informational) {
        channel.write(new DefaultHttp2HeadersFrame(Http2Head.response(informational)));
    }

    @Override
    public void proceed() {
        channel.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("100")));
    }

    @Override
    public void head(ResponseHead response, BodyFraming framing, boolean last) {
        unchunk = framing == BodyFraming.CHUNKED ? ChunkScanner.keepingTrailers() : null;
        channel.write(new DefaultHttp2HeadersFrame(Http2Head.response(response)));
    }

    @Override
    public void body(ByteBuf wire) {
        ChunkScanner scanner = unchunk;
        if (scanner == null) {
            channel.write(new DefaultHttp2DataFrame(wire));
            return;
        }
        try {
            scanner.scan(
                    wire,
                    wire.readerIndex(),
                    wire.writerIndex(),
                    (in, from, length) -> channel.write(new DefaultHttp2DataFrame(in.retainedSlice(from, length))));
        } catch (BadMessageException e) {
            throw new IllegalStateException("framing that passed once does not pass again", e);
        } finally {
            wire.release();
        }
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        String trailers = unchunk == null ? "" : unchunk.trailers();
        last(
                trailers.isEmpty()
                        ? new DefaultHttp2DataFrame(true)
                        : new DefaultHttp2HeadersFrame(Http2Head.trailers(trailers), true));
    }

    /** RFC 9113 section 8.1: a complete answer to an incomplete request is followed by a reset with NO_ERROR. */
    private void last(Http2StreamFrame frame) {
        ChannelFuture written = channel.writeAndFlush(frame);
        if (!requestWhole) {
            written.addListener(done -> channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)));
        }
    }

    @Override
    public void refuse(LiveError error) {
        if (over) {
            return;
        }
        over = true;
        byte[] body = context.errors().body(head, error);
        Http2Headers headers = new DefaultHttp2Headers()
                .status(Integer.toString(error.status()))
                .add("content-type", "application/json")
                .addInt("content-length", body.length)
                .add(ErrorResponse.REASON_HEADER, error.reason())
                .add(ErrorResponse.ID_HEADER, ErrorResponse.id(error, context.ids()));
        boolean headOnly = head != null && head.method().equals("HEAD");
        if (headOnly) {
            last(new DefaultHttp2HeadersFrame(headers, true));
            return;
        }
        channel.write(new DefaultHttp2HeadersFrame(headers));
        last(new DefaultHttp2DataFrame(channel.alloc().buffer(body.length).writeBytes(body), true));
    }

    @Override
    public void breakOff() {
        over = true;
        channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR))
                .addListener(done -> channel.close());
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void reading(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    /** Never asked for: HTTP/2 has no Upgrade (RFC 9113 section 8.6). */
    @Override
    public void tunnel() {
        breakOff();
    }
}
