package dev.understudy.admin;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection may be idle, take to send a request, and take to read the answer; beyond it the connection is
 * closed. A byte now and then does not buy time. First in the pipeline, on the admin loop.
 */
final class Patience extends ChannelInboundHandlerAdapter {
    /** The three limits. */
    record Limits(Duration idle, Duration request, Duration answer) {
        static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(90), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    private final Limits limits;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean idle;

    Patience(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        idle();
        active.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object bytes) {
        if (idle) {
            idle = false;
            expect(limits.request());
        }
        reading.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        streaming();
        closed.fireChannelInactive();
    }

    /** The last answer is out. */
    void idle() {
        idle = true;
        expect(limits.idle());
    }

    /** The request is complete; the answer must be written, and read, in time. */
    void answering() {
        idle = false;
        expect(limits.answer());
    }

    /** The answer has no end; it minds its reader itself. */
    void streaming() {
        idle = false;
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void expect(Duration limit) {
        boolean wasIdle = idle;
        streaming();
        idle = wasIdle;
        ChannelHandlerContext here = context;
        if (here != null && here.channel().isActive()) {
            deadline = here.executor().schedule(() -> here.close(), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
