package dev.understudy.accept;

import dev.understudy.connect.Deadlines.Deadline;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends HTTP/2 connections that are idle or draining; the streams in them end by themselves. Event loop only. */
final class Http2ConnectionGuard extends ChannelInboundHandlerAdapter {
    private final AcceptContext context;
    private final Channel channel;
    private final Deadline idle;
    private final Set<Channel> open = new HashSet<>();

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

    void streamOpened(Channel stream) {
        open.add(stream);
        idle.clear();
    }

    void streamClosed(Channel stream) {
        open.remove(stream);
        if (!open.isEmpty()) {
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
            if (open.isEmpty()) {
                channel.close();
            }
        }
        handler.fireUserEventTriggered(event);
    }

    /** A stream that is not being read keeps its frames, and would not notice by itself that its connection is gone. */
    @Override
    public void channelInactive(ChannelHandlerContext handler) {
        List.copyOf(open).forEach(Channel::close);
        idle.remove();
        handler.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext handler, Throwable cause) {
        channel.close();
    }
}
