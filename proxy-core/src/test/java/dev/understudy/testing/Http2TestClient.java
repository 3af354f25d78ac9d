package dev.understudy.testing;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One HTTP/2 connection with prior knowledge, frame by frame: nothing is validated on the way out. */
public final class Http2TestClient implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(RawConnection.PATIENCE_MILLIS);

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Gate goAway = new Gate();
    private final Channel channel;

    public Http2TestClient(InetSocketAddress address) throws InterruptedException {
        channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient()
                                                .validateHeaders(false)
                                                .initialSettings(Http2Settings.defaultSettings()
                                                        .initialWindowSize(1 << 20))
                                                .build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                                        new ConnectionEvents());
                    }
                })
                .connect(address)
                .sync()
                .channel();
    }

    /** Headers with the pseudo-header fields of a request; more are names and values in turn. */
    public static Http2Headers headers(String method, String path, String... more) {
        Http2Headers headers = new DefaultHttp2Headers(false)
                .method(method)
                .path(path)
                .scheme("http")
                .authority("client.test");
        for (int i = 0; i < more.length; i += 2) {
            headers.add(more[i], more[i + 1]);
        }
        return headers;
    }

    /** Opens a stream. */
    public Stream open(Http2Headers headers, boolean end) throws InterruptedException {
        Stream stream = new Stream();
        Http2StreamChannel opened = new Http2StreamChannelBootstrap(channel)
                .handler(stream)
                .open()
                .sync()
                .getNow();
        stream.channel = opened;
        // A stream that is not being read would keep its frames when the connection goes.
        channel.closeFuture().addListener(closed -> opened.close());
        opened.writeAndFlush(new DefaultHttp2HeadersFrame(headers, end));
        return stream;
    }

    public Stream get(String path) throws InterruptedException {
        return open(headers("GET", path), true);
    }

    /** Returns when all that was written before has left. */
    public void awaitSent() throws InterruptedException {
        channel.eventLoop().submit(() -> {}).sync();
    }

    /** The peer said GOAWAY. */
    public void awaitGoAway() throws InterruptedException {
        goAway.await();
    }

    public void awaitClosed() throws InterruptedException {
        if (!channel.closeFuture().await(RawConnection.PATIENCE_MILLIS)) {
            throw new AssertionError("the connection stayed open");
        }
    }

    public boolean isOpen() {
        return channel.isActive();
    }

    /** Breaks the connection off at once: no GOAWAY, no waiting for streams (which {@link #close} does, up to 30 s). */
    public void sever() throws InterruptedException {
        channel.eventLoop()
                .execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
        awaitClosed();
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private final class ConnectionEvents extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Http2GoAwayFrame) {
                goAway.open();
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** One request and what comes back. Thread-safe. */
    public static final class Stream extends ChannelInboundHandlerAdapter {
        private final List<Http2Headers> heads = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private volatile Http2StreamChannel channel;
        private boolean ended;
        private boolean closed;
        private Http2Error reset;

        public Stream data(String text, boolean end) {
            return data(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1), end);
        }

        public Stream data(ByteBuf content, boolean end) {
            channel.writeAndFlush(new DefaultHttp2DataFrame(content, end));
            return this;
        }

        /** Waits until the frame has been taken by flow control. */
        public void dataSync(ByteBuf content, boolean end) throws InterruptedException {
            channel.writeAndFlush(new DefaultHttp2DataFrame(content, end)).sync();
        }

        public Stream trailers(Http2Headers trailers) {
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
            return this;
        }

        public void reset(Http2Error error) {
            channel.writeAndFlush(new DefaultHttp2ResetFrame(error));
        }

        /** Whether what arrives is taken, which opens the flow-control window again. */
        public void reading(boolean wanted) {
            channel.config().setAutoRead(wanted);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            synchronized (this) {
                if (message instanceof Http2HeadersFrame headers) {
                    heads.add(headers.headers());
                    ended |= headers.isEndStream();
                } else if (message instanceof Http2DataFrame data) {
                    byte[] bytes = new byte[data.content().readableBytes()];
                    data.content().readBytes(bytes);
                    body.writeBytes(bytes);
                    ended |= data.isEndStream();
                }
                notifyAll();
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public synchronized void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Http2ResetFrame frame) {
                reset = Http2Error.valueOf(frame.errorCode());
                notifyAll();
            }
            ReferenceCountUtil.release(event); // a GOAWAY comes here too, and has a buffer
        }

        @Override
        public synchronized void channelInactive(ChannelHandlerContext context) {
            closed = true;
            notifyAll();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        /** The first head that is final. */
        public synchronized Http2Headers head() throws InterruptedException, TimeoutException {
            await(() -> finalHead() != null);
            return finalHead();
        }

        public int status() throws InterruptedException, TimeoutException {
            return Integer.parseInt(head().status().toString());
        }

        private Http2Headers finalHead() {
            return heads.stream()
                    .filter(head -> head.status() != null && head.status().charAt(0) != '1')
                    .findFirst()
                    .orElse(null);
        }

        /** Informational heads, the final one, trailers: as far as they came. */
        public synchronized List<Http2Headers> heads() {
            return List.copyOf(heads);
        }

        public synchronized void awaitHeads(int count) throws InterruptedException, TimeoutException {
            await(() -> heads.size() >= count);
        }

        public synchronized void awaitBody(int bytes) throws InterruptedException, TimeoutException {
            await(() -> body.size() >= bytes);
        }

        /** The whole body; fails unless the stream ends as it should. */
        public synchronized byte[] body() throws InterruptedException, TimeoutException {
            await(() -> ended || closed || reset != null);
            if (!ended) {
                throw new AssertionError("the stream did not end; reset: " + reset);
            }
            return body.toByteArray();
        }

        public String text() throws InterruptedException, TimeoutException {
            return new String(body(), StandardCharsets.UTF_8);
        }

        public synchronized int received() {
            return body.size();
        }

        public synchronized boolean ended() {
            return ended;
        }

        public synchronized Http2Error awaitReset() throws InterruptedException, TimeoutException {
            await(() -> reset != null);
            return reset;
        }

        /** The stream is over, one way or another. */
        public synchronized void awaitOver() throws InterruptedException, TimeoutException {
            await(() -> ended || closed || reset != null);
        }

        private void await(java.util.function.BooleanSupplier condition) throws InterruptedException, TimeoutException {
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new TimeoutException(
                            "heads " + heads + ", " + body.size() + " body bytes, ended " + ended + ", reset " + reset);
                }
                wait(left);
            }
        }
    }
}
