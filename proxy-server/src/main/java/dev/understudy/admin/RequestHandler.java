package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.admin.Router.Lane;
import dev.understudy.admin.Router.Route;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request at a time per connection: the next one is read once the answer is out. On the admin loop; only slow
 * endpoints run elsewhere.
 */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Router router;
    private final Access access;
    private final Executor operations;
    private final Executor reads;
    private final Patience patience;
    private final EventWriter.Factory events;
    private boolean waiting;
    private boolean reading;

    RequestHandler(
            Router router,
            Access access,
            Executor operations,
            Executor reads,
            Patience patience,
            EventWriter.Factory events) {
        this.router = router;
        this.access = access;
        this.operations = operations;
        this.reads = reads;
        this.patience = patience;
        this.events = events;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        want(context);
        context.fireChannelActive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        waiting = false;
        patience.answering();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (request.decoderResult().isFailure()) {
            respond(context, ApiResponse.error(400, "request: malformed HTTP", Map.of()), false);
            return;
        }
        try {
            ApiRequest asked = ApiRequest.of(request, actor(context));
            Route route = router.find(asked);
            Caller caller = access.check(asked, route.need());
            run(context, request, route, asked.by(caller), keepAlive);
        } catch (Refusal refusal) {
            respond(context, refusal.response(), keepAlive);
        }
    }

    private void run(
            ChannelHandlerContext context, FullHttpRequest request, Route route, ApiRequest asked, boolean keepAlive) {
        HttpVersion version = request.protocolVersion();
        if (route.lane() == Lane.LOOP) {
            answer(context, version, handle(route, asked), keepAlive);
            return;
        }
        try {
            (route.lane() == Lane.READS ? reads : operations).execute(() -> {
                ApiResponse response = handle(route, asked);
                context.executor().execute(() -> answer(context, version, response, keepAlive));
            });
        } catch (RejectedExecutionException full) {
            throw new Refusal(503, "too many operations are waiting", Map.of("retry-after", "1"));
        }
    }

    private static ApiResponse handle(Route route, ApiRequest asked) {
        try {
            return route.endpoint().handle(asked);
        } catch (Refusal refusal) {
            return refusal.response();
        } catch (RuntimeException fault) {
            LOG.error("{} {} failed", asked.method(), asked.segments(), fault);
            return ApiResponse.error(500, "internal error; the log says more", Map.of());
        }
    }

    private void answer(ChannelHandlerContext context, HttpVersion version, ApiResponse response, boolean keepAlive) {
        if (response instanceof ApiResponse.Whole whole) {
            respond(context, whole, keepAlive);
        } else if (response instanceof ApiResponse.Events wanted) {
            EventWriter writer = events.open(context, wanted);
            if (writer == null) {
                Refusal full = new Refusal(503, "too many readers of the stream", Map.of("retry-after", "5"));
                respond(context, full.response(), keepAlive);
            } else {
                patience.streaming();
                writer.start(this, context.pipeline(), version);
            }
        }
    }

    private void respond(ChannelHandlerContext context, ApiResponse.Whole whole, boolean keepAlive) {
        context.writeAndFlush(HttpResponses.of(whole, keepAlive)).addListener(written -> {
            if (!keepAlive || !written.isSuccess()) {
                context.close();
            } else {
                patience.idle();
                want(context);
            }
        });
    }

    private void want(ChannelHandlerContext context) {
        waiting = true;
        readSoon(context);
    }

    /**
     * Reads in a turn of its own: this is often called while a request is being delivered, and answering one from within
     * another would let a client who pipelines a thousand of them overflow the stack.
     */
    private void readSoon(ChannelHandlerContext context) {
        if (!reading) {
            reading = true;
            context.executor().execute(() -> {
                reading = false;
                if (waiting) {
                    context.read();
                }
            });
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // A read may bring less than a request.
        if (waiting) {
            readSoon(context);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException) {
            // Somebody sends what is no HTTP, or without end; one line, since he decides how often.
            LOG.info(
                    "admin connection from {} closed: {}",
                    actor(context),
                    Printable.line(String.valueOf(cause.getMessage())));
        } else if (!(cause instanceof IOException)) {
            LOG.warn("admin connection from {} closed", actor(context), cause);
        }
        context.close();
    }

    private static String actor(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "unknown";
    }
}
