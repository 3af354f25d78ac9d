package dev.understudy.accept;

import dev.understudy.connect.Deadlines.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;

/** Ends HTTP/2 connections that are idle or draining; the streams in them end by themselves. Event loop only. */
final class Http2ConnectionGuard extends ChannelInboundHandlerAdapter {
    private final AcceptContext context;
    private final Channel channel;
    private final Deadline idle;
    private int open;

    Http2ConnectionGuard(AcceptContext context, Channel channel) {
        this.context = context;
        this.channel = channel;
        this.idle = context.loops().of(channel).deadlines().add(channel::close);
        idle.set(System.nanoTime(), context.listen().keepAlive().toNanos());
    }

    /** A connection that was still on its way when the drain began finds out here. */
    @Override
    public void handlerAdded(ChannelHandlerContext handler) {
        if (context.draining().get()) {
            channel.close();
        }
    }

    void streamOpened() {
        open++;
        idle.clear();
    }

    void streamClosed() {
        open--;
        if (open > 0) {
            return;
        }
        if (context.draining().get()) {
            channel.close();
        } else {
            idle.set(System.nanoTime(), context.listen().keepAlive().toNanos());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext handler, Object event) {
        if (event == Drain.EVENT) {
            channel.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            if (open == 0) {
                channel.close();
            }
        }
        handler.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext handler) {
        idle.remove();
        handler.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        channel.close();
    }
}
