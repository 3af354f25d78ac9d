package dev.understudy.sandbox.simulator;

import dev.understudy.exchange.Headers;
import dev.understudy.sandbox.provider.Received;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: collects a request, has the stage decide, has a player play; pipelined requests wait their turn.
 * All on the connection's event loop. Reading goes on while a script plays, so that a client that leaves is noticed.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter {
    /** Pipelined messages that may wait before reading pauses. */
    private static final int MOST_WAITING = 256;

    private final SimulatorConfig config;
    private final Stage stage;
    private final Ledger ledger;
    private final AtomicLong numbers;
    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private @Nullable HttpRequest head;
    private @Nullable ScriptPlayer player;
    private long number;
    private boolean deaf;

    ClientConnection(SimulatorConfig config, Stage stage, Ledger ledger, AtomicLong numbers) {
        this.config = config;
        this.stage = stage;
        this.ledger = ledger;
        this.numbers = numbers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ledger.connected();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (deaf) {
            ReferenceCountUtil.release(message);
        } else if (player == null) {
            handle(context, (HttpObject) message);
        } else {
            waiting.add((HttpObject) message);
            if (waiting.size() == MOST_WAITING) {
                context.channel().config().setAutoRead(false);
            }
        }
    }

    private void handle(ChannelHandlerContext context, HttpObject message) {
        try {
            if (message.decoderResult().isFailure()) {
                refuse(context, 400, "request: malformed (expected: HTTP/1.1, RFC 9112)");
                return;
            }
            if (message instanceof HttpRequest request) {
                begin(context, request);
            }
            if (message instanceof HttpContent content && head != null && !deaf) {
                collect(context, content);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = request;
        number = numbers.incrementAndGet();
        if (!control(request)) {
            ledger.began(path(request));
            if (stage.leavesUnread(headers(request), number)) {
                ledger.fault(Fault.of(Fault.Kind.NO_READ));
                deaf = true;
                context.channel().config().setAutoRead(false);
                return;
            }
        }
        if (HttpUtil.is100ContinueExpected(request)) {
            context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void collect(ChannelHandlerContext context, HttpContent content) {
        ByteBuf bytes = content.content();
        if (body.size() + bytes.readableBytes() > config.bodyLimit()) {
            refuse(context, 413, "body: too large (expected: at most " + config.bodyLimit() + " bytes)");
            return;
        }
        byte[] copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        body.write(copy, 0, copy.length);
        if (content instanceof LastHttpContent) {
            answer(context);
        }
    }

    private void answer(ChannelHandlerContext context) {
        HttpRequest request = java.util.Objects.requireNonNull(head);
        Received received =
                new Received(request.method().name(), request.uri(), headers(request), body.toByteArray(), number);
        body.reset();
        play(context, request, stage.script(received));
    }

    private void play(ChannelHandlerContext context, HttpRequest request, Script script) {
        boolean control = control(request);
        ScriptPlayer.Asked asked = new ScriptPlayer.Asked(
                request.method().equals(HttpMethod.HEAD),
                HttpUtil.isKeepAlive(request),
                request.protocolVersion().equals(HttpVersion.HTTP_1_1));
        player = new ScriptPlayer(context, asked, () -> ended(context, control));
        player.play(script);
    }

    private void ended(ChannelHandlerContext context, boolean control) {
        if (!control) {
            ledger.ended();
        }
        player = null;
        head = null;
        while (player == null && !waiting.isEmpty()) {
            handle(context, waiting.remove());
        }
        if (waiting.isEmpty() && !deaf) {
            context.channel().config().setAutoRead(true);
        }
    }

    /** Answers at once, whatever else was to come, and closes. */
    private void refuse(ChannelHandlerContext context, int status, String message) {
        deaf = true;
        boolean counted = head != null && !control(head);
        ScriptPlayer.Asked asked = new ScriptPlayer.Asked(false, false, true);
        player = new ScriptPlayer(context, asked, () -> {
            if (counted) {
                ledger.ended();
            }
            player = null;
            head = null;
        });
        player.play(Script.Play.whole(Stage.plain(status, message)));
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (player != null) {
            player.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        ledger.disconnected();
        if (head != null && !control(head)) {
            ledger.aborted();
        }
        head = null;
        deaf = true;
        if (player != null) {
            player.cancel();
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    /** Resets by clients are daily bread here; the connection ends and is counted in {@link #channelInactive}. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static boolean control(HttpRequest request) {
        return Stage.isControl(path(request));
    }

    private static String path(HttpRequest request) {
        int query = request.uri().indexOf('?');
        return query < 0 ? request.uri() : request.uri().substring(0, query);
    }

    private static Headers headers(HttpRequest request) {
        List<Headers.Field> fields = new ArrayList<>();
        for (Map.Entry<String, String> entry : request.headers()) {
            fields.add(new Headers.Field(entry.getKey(), entry.getValue()));
        }
        return Headers.of(fields);
    }
}
