package dev.understudy.admin;

import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonJson;
import dev.understudy.publish.EventStream;
import dev.understudy.publish.Subscription;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes comparisons to one reader as server-sent events (WHATWG HTML section 9.2). On the admin loop; writes only while
 * the connection is writable, so what a slow reader has not read waits in its bounded subscription and then is lost to it,
 * which an event {@code missed} says. A reader that takes nothing between two heartbeats is gone.
 */
final class EventWriter extends ChannelInboundHandlerAdapter {
    /** Opens streams; null when there are too many. */
    interface Factory {
        @Nullable
        EventWriter open(ChannelHandlerContext context, ApiResponse.Events wanted);
    }

    private final Subscription subscription;
    private final boolean content;
    private final Duration heartbeat;
    private boolean stalled;

    private EventWriter(Subscription subscription, boolean content, Duration heartbeat) {
        this.subscription = subscription;
        this.content = content;
        this.heartbeat = heartbeat;
    }

    /** Subscribes for the connection of {@code handler}; null when there are too many readers. Admin loop. */
    static @Nullable EventWriter open(
            EventStream stream, ChannelHandlerContext handler, ApiResponse.Events wanted, Duration heartbeat) {
        ChannelPipeline pipeline = handler.pipeline();
        // The bell rings on a mirror worker, at any time; what it asks for runs on this loop, after this turn of it.
        Subscription subscription =
                stream.subscribe(wanted.filter(), () -> handler.executor().execute(() -> drain(pipeline)));
        return subscription == null ? null : new EventWriter(subscription, wanted.content(), heartbeat);
    }

    private static void drain(ChannelPipeline pipeline) {
        EventWriter writer = pipeline.get(EventWriter.class);
        ChannelHandlerContext context = pipeline.context(EventWriter.class);
        if (writer != null && context != null) {
            writer.drain(context);
        }
    }

    /** Takes the place of {@code handler} on its connection and begins to write. */
    void start(ChannelHandler handler, ChannelPipeline pipeline, HttpVersion version) {
        pipeline.replace(handler, "events", this);
        ChannelHandlerContext context = pipeline.context(this);
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        HttpResponses.secure(head.headers());
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        // HTTP/1.0 knows no chunks: there the end of the connection is the end of the stream.
        HttpUtil.setTransferEncodingChunked(head, version.isKeepAliveDefault());
        context.write(head);
        write(context, ": comparisons as they come\n\n");
        context.flush();
        ScheduledFuture<?> beating = context.executor()
                .scheduleAtFixedRate(
                        () -> beat(context), heartbeat.toMillis(), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener(closed -> {
            subscription.close();
            beating.cancel(false);
        });
        // From here on reads only tell that the reader has left.
        context.channel().config().setAutoRead(true);
        drain(context);
    }

    private void beat(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            stalled = false;
            write(context, ": still here\n\n");
            context.flush();
        } else if (stalled) {
            context.close();
        } else {
            stalled = true;
        }
    }

    private void drain(ChannelHandlerContext context) {
        boolean wrote = false;
        while (context.channel().isWritable()) {
            ComparisonEntry entry = subscription.poll();
            if (entry == null) {
                break;
            }
            long missed = subscription.takeMissed();
            if (missed > 0) {
                write(context, "event: missed\ndata: {\"missed\":" + missed + "}\n\n");
            }
            write(
                    context,
                    "event: comparison\nid: " + entry.sequence() + "\ndata: " + ComparisonJson.of(entry, content)
                            + "\n\n");
            wrote = true;
        }
        if (wrote) {
            context.flush();
        }
    }

    private static void write(ChannelHandlerContext context, String text) {
        ByteBuf bytes = ByteBufUtil.writeUtf8(context.alloc(), text);
        context.write(new DefaultHttpContent(bytes));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        drain(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        // Nothing more may come on a connection that is a stream now.
        ReferenceCountUtil.release(message);
        context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The reader broke off; there is nobody left to tell.
        context.close();
    }
}
