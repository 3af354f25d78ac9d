package dev.understudy.accept;

import dev.understudy.forward.ClientStream;
import dev.understudy.forward.LiveError;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ChunkScanner;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2StreamFrame;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer to one request of an HTTP/2 client: HTTP/1.1 framing in, frames out. One per stream; event loop only.
 */
final class Http2ResponseWriter implements ClientStream {
    private final AcceptContext context;
    private final Channel channel;
    private final Http2RequestReceiver receiver;

    private @Nullable RequestHead request;
    /** Set where chunks have to be taken apart. */
    private @Nullable ChunkScanner unchunk;

    private boolean over;

    Http2ResponseWriter(AcceptContext context, Channel channel, Http2RequestReceiver receiver) {
        this.context = context;
        this.channel = channel;
        this.receiver = receiver;
    }

    /** The request that is answered; one that cannot be read is refused without it. */
    void begin(RequestHead head) {
        request = head;
    }

    /** Whether the exchange has ended, in whatever way. */
    boolean over() {
        return over;
    }

    /** Nobody is there any more to write to. */
    void clientGone() {
        over = true;
    }

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
        Http2Headers trailers = Http2Head.trailers(unchunk == null ? "" : unchunk.trailers());
        last(trailers.isEmpty() ? new DefaultHttp2DataFrame(true) : new DefaultHttp2HeadersFrame(trailers, true));
    }

    /** RFC 9113 section 8.1: a complete answer to an incomplete request is followed by a reset with NO_ERROR. */
    private void last(Http2StreamFrame frame) {
        ChannelFuture written = channel.writeAndFlush(frame);
        if (!receiver.whole()) {
            written.addListener(done -> channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)));
        }
    }

    @Override
    public void refuse(LiveError error) {
        if (over) {
            return;
        }
        over = true;
        byte[] body = context.errors().body(request, error);
        Http2Headers headers = new DefaultHttp2Headers()
                .status(Integer.toString(error.status()))
                .add("content-type", "application/json")
                .addInt("content-length", body.length)
                .add(ErrorResponse.REASON_HEADER, error.reason())
                .add(ErrorResponse.ID_HEADER, ErrorResponse.id(error, context.ids()));
        if (request != null && request.method().equals("HEAD")) {
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
