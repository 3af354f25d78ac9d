package dev.understudy.admin;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.util.Map;

/** Puts requests together, up to 64 KiB of content; the longest that the API takes are lines for the audit. */
final class BodyLimit extends HttpObjectAggregator {
    private static final int LIMIT = 64 << 10;

    BodyLimit() {
        super(LIMIT, true);
    }

    /** Says so and closes: the rest of it is not read. */
    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        ApiResponse.Whole refusal = ApiResponse.error(413, "body: too large (expected: at most 64KiB)", Map.of());
        context.writeAndFlush(HttpResponses.of(refusal, false)).addListener(ChannelFutureListener.CLOSE);
    }
}
