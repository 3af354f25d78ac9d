package dev.understudy.accept;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;

/** Puts HTTP/2 on a client connection: framing and flow control by Netty, one {@link Http2RequestReceiver} for each request. */
final class Http2ClientPipeline {
    private static final int MAX_STREAMS = 1_000;
    private static final int WINDOW = 1 << 20;

    /** All streams share it, so one whose upstream does not read must not use it up: RFC 9113 section 5.2.2. */
    private static final int CONNECTION_WINDOW = 16 << 20;

    private static final int INITIAL_CONNECTION_WINDOW = 65_535;

    /**
     * A connection with more resets than that, either way, is taken for an attack and closed (CVE-2023-44487, CVE-2025-55163). Netty's own
     * limit, 200 in 30 seconds, is reached by a gateway whose users stop their streams, and by an upstream that fails with all streams
     * under way; then those that are well would break too. A stream that is reset holds nothing of ours any more.
     */
    private static final int MAX_RESETS = 4 * MAX_STREAMS;

    private static final int RESETS_SECONDS = 10;

    private Http2ClientPipeline() {}

    /**
     * Takes a connection over from the handler that read its first bytes, and reads them itself.
     *
     * @param start what that handler has consumed
     * @param rest what it has not; stays its own
     */
    static void takeOver(AcceptContext context, ChannelHandlerContext reader, byte[] start, ByteBuf rest) {
        ByteBuf all = reader.alloc()
                .buffer(start.length + rest.readableBytes())
                .writeBytes(start)
                .writeBytes(rest);
        install(context, reader.pipeline());
        reader.fireChannelRead(all);
        reader.fireChannelReadComplete();
        reader.pipeline().remove(reader.handler());
    }

    static void install(AcceptContext context, ChannelPipeline pipeline) {
        Http2FrameCodec frames = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(context.listen().headLimit().bytes()))
                .gracefulShutdownTimeoutMillis(0)
                .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESETS_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESETS_SECONDS)
                .build();
        pipeline.addLast(frames);
        pipeline.addLast(new Http2MultiplexHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel stream) {
                stream.pipeline().addLast(new Http2RequestReceiver(context, stream));
            }
        }));
        pipeline.addLast(new Http2ConnectionGuard(context, pipeline.channel()));
        pipeline.channel()
                .writeAndFlush(new DefaultHttp2WindowUpdateFrame(CONNECTION_WINDOW - INITIAL_CONNECTION_WINDOW));
    }
}
