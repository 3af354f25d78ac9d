package dev.understudy.accept;

import dev.understudy.forward.ClientStream;
import dev.understudy.forward.LiveError;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ChunkScanner;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import dev.understudy.http.ResponseHead.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers to an HTTP/1 client, one exchange after the other. Bodies go out as the bytes they came in; only an
 * HTTP/1.0 client, which knows no chunks, gets them without framing. Event loop only.
 */
final class ClientResponseWriter implements ClientStream {
    /** Small bodies ride in the head's buffer: one entry, one copy, one system call. */
    private static final int COPY_BELOW = 4 << 10;

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AcceptContext context;
    private final Channel channel;
    private final ClientRequestReceiver receiver;

    private @Nullable RequestHead request;
    /** A head that waits for the first piece of its body. Ours. */
    private @Nullable ByteBuf heldHead;
    /** Set while chunks have to be taken apart. */
    private @Nullable ChunkScanner unchunk;

    private BodyFraming framing = BodyFraming.NONE;
    private boolean begun;
    private boolean over;
    private boolean keep;

    ClientResponseWriter(AcceptContext context, Channel channel, ClientRequestReceiver receiver) {
        this.context = context;
        this.channel = channel;
        this.receiver = receiver;
    }

    /** A new exchange; null for a request whose head could not be read. */
    void begin(@Nullable RequestHead head) {
        request = head;
        begun = false;
        over = false;
        keep = head != null && head.keepAlive();
        unchunk = null;
    }

    /** Whether any part of a final response was written. */
    boolean begun() {
        return begun;
    }

    private boolean http10() {
        return request != null && request.minorVersion() == 0;
    }

    @Override
    public void informational(ResponseHead head) {
        if (!http10()) {
            ByteBuf out = channel.alloc().buffer(head.size());
            head.writeTo(out, false, Persistence.UNSAID);
            channel.write(out, channel.voidPromise());
        }
    }

    @Override
    public void proceed() {
        if (!http10()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
        }
    }

    @Override
    public void head(ResponseHead head, BodyFraming bodyFraming, boolean last) {
        begun = true;
        framing = bodyFraming;
        boolean takeApart = bodyFraming == BodyFraming.CHUNKED && http10();
        unchunk = takeApart ? new ChunkScanner() : null;
        keep = keep
                && !last
                && !takeApart
                && bodyFraming != BodyFraming.UNTIL_CLOSE
                && !context.draining().get();
        ByteBuf out = channel.alloc().buffer(head.size() + COPY_BELOW / 2);
        head.writeTo(out, !http10(), persistence(head));
        heldHead = out;
    }

    private Persistence persistence(ResponseHead head) {
        if (head.status() == 101) {
            return Persistence.UPGRADE;
        }
        if (!keep) {
            return Persistence.CLOSE;
        }
        return http10() ? Persistence.KEEP_ALIVE : Persistence.UNSAID;
    }

    @Override
    public void body(ByteBuf wire) {
        ChunkScanner scanner = unchunk;
        if (scanner != null) {
            writeContent(wire, scanner);
            return;
        }
        ByteBuf head = heldHead;
        if (head != null && wire.readableBytes() <= COPY_BELOW) {
            heldHead = null;
            head.writeBytes(wire);
            wire.release();
            channel.write(head, channel.voidPromise());
            return;
        }
        writeHead();
        channel.write(wire, channel.voidPromise());
    }

    private void writeContent(ByteBuf wire, ChunkScanner scanner) {
        writeHead();
        try {
            scanner.scan(
                    wire,
                    wire.readerIndex(),
                    wire.writerIndex(),
                    (in, from, length) -> channel.write(in.retainedSlice(from, length), channel.voidPromise()));
        } catch (BadMessageException e) {
            throw new IllegalStateException("framing that passed once does not pass again", e);
        } finally {
            wire.release();
        }
    }

    private void writeHead() {
        ByteBuf head = heldHead;
        if (head != null) {
            heldHead = null;
            channel.write(head, channel.voidPromise());
        }
    }

    @Override
    public void flush() {
        writeHead();
        channel.flush();
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        flush();
        receiver.exchangeEnded(keep);
    }

    @Override
    public void refuse(LiveError error) {
        refuse(error, false);
    }

    void refuse(LiveError error, boolean close) {
        if (over) {
            return;
        }
        over = true;
        begun = true;
        keep = keep && !close && receiver.requestWhole() && !context.draining().get();
        boolean headOnly = request != null && request.method().equals("HEAD");
        String id = ErrorResponse.id(error, context.ids());
        byte[] body = context.errors().body(request, error);
        channel.write(ErrorResponse.http1(channel.alloc(), error, id, body, keep, headOnly), channel.voidPromise());
        channel.flush();
        receiver.exchangeEnded(keep);
    }

    /**
     * A body with a length or chunks is broken by closing before its end. A body until close has no end that could be
     * missed, so only a reset tells the client.
     */
    @Override
    public void breakOff() {
        over = true;
        release();
        receiver.closed();
        boolean endless = framing == BodyFraming.UNTIL_CLOSE || unchunk != null;
        channel.flush();
        if (endless) {
            reset();
        } else {
            channel.close();
        }
    }

    /** Beneath TLS, whose goodbye would make the end look clean. */
    private void reset() {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls != null) {
            tls.close();
        } else {
            channel.close();
        }
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void reading(boolean wanted) {
        receiver.reading(wanted);
    }

    @Override
    public void tunnel() {
        flush();
        receiver.tunnel();
    }

    void release() {
        ByteBuf head = heldHead;
        heldHead = null;
        if (head != null) {
            head.release();
        }
    }
}
