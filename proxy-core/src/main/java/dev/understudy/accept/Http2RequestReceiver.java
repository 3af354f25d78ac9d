package dev.understudy.accept;

import dev.understudy.forward.ClientRequest;
import dev.understudy.forward.LiveError;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request of an HTTP/2 client: frames in, HTTP/1.1 framing on. The handler of a child channel of its connection, on
 * the same event loop; its answer goes out through {@link Http2ResponseWriter}.
 */
final class Http2RequestReceiver extends ChannelInboundHandlerAdapter {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AcceptContext context;
    private final Channel channel;
    private final Http2ResponseWriter writer;
    private final @Nullable Http2ConnectionGuard guard;

    private boolean begun;
    private @Nullable ClientRequest request;
    /** Whether the request has no length of its own, so that it is forwarded in chunks. */
    private boolean chunked;
    /** All of the request has arrived, whether anybody still wanted it or not. */
    private boolean whole;

    Http2RequestReceiver(AcceptContext context, Channel channel) {
        this.context = context;
        this.channel = channel;
        this.writer = new Http2ResponseWriter(context, channel, this);
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
            whole |= headers.isEndStream();
            if (!begun && !writer.over()) {
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
        chunked = !frame.isEndStream() && !headers.contains("content-length");
        long now = System.nanoTime();
        RequestHead head;
        try {
            head = Http2Head.request(headers, chunked);
        } catch (BadMessageException e) {
            writer.refuse(new LiveError(e.status(), "bad_request", e.reason()));
            return;
        }
        begun = true;
        writer.begin(head);
        ClientRequest started = context.begin(writer, head, context.loops().of(channel.parent()), now);
        if (started == null) {
            return;
        }
        request = started;
        started.start();
        if (frame.isEndStream()) {
            complete(LAST_CHUNK);
        }
    }

    private void body(Http2DataFrame data) {
        ClientRequest running = request;
        ByteBuf content = data.content();
        whole |= data.isEndStream();
        if (running == null || writer.over()) {
            data.release();
            return;
        }
        if (content.isReadable()) {
            running.requestBody(chunked ? chunk(content) : content.retain());
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
        if (running != null && !writer.over()) {
            running.requestBroken();
            writer.breakOff();
        }
    }

    private void complete(byte[] lastChunk) {
        ClientRequest running = request;
        if (running == null || writer.over() || running.isRequestComplete()) {
            return;
        }
        if (chunked) {
            running.requestBody(channel.alloc().buffer(lastChunk.length).writeBytes(lastChunk));
        }
        running.requestComplete();
        running.flushRequest();
    }

    /** Whether all of the request has arrived. */
    boolean whole() {
        return whole;
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
        if (running != null && !writer.over()) {
            writer.clientGone();
            running.clientGone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof Http2Exception)) {
            FailedExchange.log(request, cause);
        }
        channel.close();
    }
}
