package dev.understudy.sandbox.simulator;

import dev.understudy.exchange.Headers;
import dev.understudy.sandbox.provider.Piece;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.simulator.Script.Ending;
import dev.understudy.sandbox.simulator.Script.Play;
import dev.understudy.sandbox.simulator.Script.Raw;
import dev.understudy.sandbox.simulator.Script.Silence;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plays one script on one connection, piece by piece, on the connection's event loop: waiting is a timer, a full socket
 * buffer a pause, so an open stream costs no thread and an endless one no memory.
 */
final class ScriptPlayer {
    private final ChannelHandlerContext context;
    private final Channel channel;
    private final Asked asked;
    private final Runnable done;
    private Iterator<Piece> pieces = Collections.emptyIterator();
    private Ending ending = Ending.COMPLETE;
    private boolean pausedByReader;
    private @Nullable Future<?> timer;

    /** What of the request decides the response's framing. */
    record Asked(boolean head, boolean keepAlive, boolean http11) {}

    /** @param done called once, after the last byte of a complete response was handed to the socket; not after others */
    ScriptPlayer(ChannelHandlerContext context, Asked asked, Runnable done) {
        this.context = context;
        this.channel = context.channel();
        this.asked = asked;
        this.done = done;
    }

    void play(Script script) {
        if (script instanceof Play play) {
            after(play.reply().headDelayNanos(), () -> begin(play));
        } else if (script instanceof Raw raw) {
            after(raw.bytes().delayNanos(), () -> raw(raw));
        } else if (!(script instanceof Silence)) {
            throw new IllegalStateException(script.toString());
        }
    }

    /** The client is gone. */
    void cancel() {
        if (timer != null) {
            timer.cancel(false);
        }
        pieces = Collections.emptyIterator();
    }

    /** The socket takes bytes again. Through the executor, because this may be called from within our own flush. */
    void writable() {
        if (pausedByReader) {
            pausedByReader = false;
            context.executor().execute(this::pump);
        }
    }

    private void after(long nanos, Runnable next) {
        if (nanos <= 0) {
            next.run();
        } else {
            timer = context.executor().schedule(next, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void begin(Play play) {
        Reply reply = play.reply();
        ending = play.ending();
        HttpResponse head = new DefaultHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), unvalidated());
        for (Headers.Field field : reply.headers()) {
            head.headers().add(field.name(), field.value());
        }
        frame(head.headers(), play);
        context.write(head, context.voidPromise());
        pieces = asked.head() ? Collections.emptyIterator() : reply.pieces().iterator();
        pump();
    }

    private static HttpHeaders unvalidated() {
        return io.netty.handler.codec.http.DefaultHttpHeadersFactory.headersFactory()
                .withValidation(false)
                .newHeaders();
    }

    private void frame(HttpHeaders headers, Play play) {
        if (!play.reply().streamed() || play.extraLength() > 0) {
            long length = play.extraLength();
            for (Piece piece : play.reply().pieces()) {
                length += piece.bytes().length;
            }
            headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        } else if (asked.http11()) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (!asked.keepAlive()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void pump() {
        while (channel.isActive()) {
            if (!channel.isWritable()) {
                pausedByReader = true;
                context.flush();
                return;
            }
            if (!pieces.hasNext()) {
                end();
                return;
            }
            Piece piece = pieces.next();
            if (piece.delayNanos() > 0) {
                context.flush();
                after(piece.delayNanos(), () -> {
                    write(piece);
                    pump();
                });
                return;
            }
            write(piece);
        }
    }

    private void write(Piece piece) {
        context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(piece.bytes())), context.voidPromise());
    }

    private void end() {
        if (ending != Ending.COMPLETE) {
            stop(ending);
            return;
        }
        boolean close = !asked.keepAlive();
        context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(written -> {
            if (written.isSuccess()) {
                done.run();
            }
            if (close) {
                channel.close();
            }
        });
    }

    /** Past the codec: what is written from its own context goes straight to the socket. */
    private void raw(Raw raw) {
        ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
        if (codec != null) {
            codec.writeAndFlush(Unpooled.wrappedBuffer(raw.bytes().bytes()));
        }
        stop(raw.ending());
    }

    /** After all that was written has left. SO_LINGER 0 makes the close a reset. */
    private void stop(Ending how) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) flushed -> {
            done.run();
            if (how == Ending.RESET) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.close();
        });
    }
}
