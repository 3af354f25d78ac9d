package dev.understudy.connect;

import dev.understudy.connect.Deadlines.Deadline;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * One connection on its way: name resolution, TCP and TLS handshake, all within the one connect timeout. Tells the asker
 * exactly once. Event loop only.
 */
final class ConnectAttempt {
    private final UpstreamPool pool;
    private final UpstreamPool.Waiting waiting;
    private final Deadline deadline;
    private @Nullable Channel channel;
    private boolean over;

    private ConnectAttempt(UpstreamPool pool, UpstreamPool.Waiting waiting) {
        this.pool = pool;
        this.waiting = waiting;
        this.deadline = pool.loop().deadlines().add(() -> fail(UpstreamFailure.CONNECT_TIMEOUT));
        deadline.set(System.nanoTime(), pool.upstream().connectTimeout().toNanos());
    }

    static void start(Bootstrap bootstrap, UpstreamPool pool, UpstreamPool.Waiting waiting) {
        ConnectAttempt attempt = new ConnectAttempt(pool, waiting);
        ChannelFuture connecting = bootstrap.connect(InetSocketAddress.createUnresolved(
                pool.upstream().host(), pool.upstream().port()));
        attempt.channel = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                attempt.connected(connecting.channel());
            } else {
                attempt.fail(classify(done.cause()));
            }
        });
    }

    private void connected(Channel connected) {
        SslHandler tls = connected.pipeline().get(SslHandler.class);
        if (tls == null) {
            opened(connected);
            return;
        }
        tls.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                opened(connected);
            } else {
                fail(UpstreamFailure.TLS_FAILED);
            }
        });
    }

    private void opened(Channel opened) {
        if (over) {
            return;
        }
        if (!opened.isActive()) {
            fail(UpstreamFailure.CONNECT_FAILED);
            return;
        }
        end();
        UpstreamConnection connection = new UpstreamConnection(opened, pool);
        opened.pipeline().replace(Handshaking.NAME, null, connection);
        waiting.connected(connection);
    }

    private void fail(UpstreamFailure failure) {
        if (over) {
            return;
        }
        end();
        if (channel != null) {
            channel.close();
        }
        waiting.failed(failure);
    }

    private void end() {
        over = true;
        deadline.remove();
    }

    private static UpstreamFailure classify(@Nullable Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return UpstreamFailure.NAME_NOT_RESOLVED;
        }
        // The kernel gave up before we did.
        boolean late = cause instanceof ConnectException
                && String.valueOf(cause.getMessage()).contains("timed out");
        return late ? UpstreamFailure.CONNECT_TIMEOUT : UpstreamFailure.CONNECT_FAILED;
    }

    /** Keeps the place of the {@link UpstreamConnection}; a failed handshake is told by its future and needs no log. */
    @ChannelHandler.Sharable
    static final class Handshaking extends ChannelInboundHandlerAdapter {
        static final String NAME = "handshaking";
        static final Handshaking INSTANCE = new Handshaking();

        private Handshaking() {}

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
