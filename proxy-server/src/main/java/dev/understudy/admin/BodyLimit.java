package dev.understudy.admin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;

/** Puts requests together, up to 64 KiB of content; no request of the API needs any. */
final class BodyLimit extends HttpObjectAggregator {
    private static final int LIMIT = 64 << 10;

    BodyLimit() {
        super(LIMIT, true);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        RequestHandler.tooLarge(context);
    }
}
