package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens connections to one upstream: resolve, connect, TLS. Thread-safe; each connection lives on the loop that asked. */
final class UpstreamConnector {
    private final Transport transport;
    private final AddressResolverGroup<InetSocketAddress> resolvers;
    private final UpstreamConfig upstream;
    private final @Nullable SslContext tls;
    private final int connectionsPerLoop;

    UpstreamConnector(
            Transport transport,
            AddressResolverGroup<InetSocketAddress> resolvers,
            UpstreamConfig upstream,
            int loops) {
        this.transport = transport;
        this.resolvers = resolvers;
        this.upstream = upstream;
        this.tls = upstream.secure() ? UpstreamTls.context(upstream) : null;
        this.connectionsPerLoop = Math.max(1, upstream.maxConnections() / loops);
    }

    int connectionsPerLoop() {
        return connectionsPerLoop;
    }

    /** Connects on that loop; {@code waiting} hears of it there, exactly once. */
    void connect(UpstreamPool pool, UpstreamPool.Waiting waiting) {
        int millis = (int) Math.min(Integer.MAX_VALUE, upstream.connectTimeout().toMillis());
        ChannelFuture connecting = new Bootstrap()
                .group(pool.loop().eventLoop())
                .channel(transport.socketChannel())
                .resolver(resolvers)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(tlsHandler(tls, channel, millis));
                        }
                    }
                })
                .connect(InetSocketAddress.createUnresolved(upstream.host(), upstream.port()));
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                waiting.failed(classify(done.cause()));
            } else {
                secured(connecting.channel(), pool, waiting);
            }
        });
    }

    private SslHandler tlsHandler(SslContext context, Channel channel, long millis) {
        SslHandler handler = context.newHandler(channel.alloc(), upstream.host(), upstream.port());
        handler.setHandshakeTimeout(millis, TimeUnit.MILLISECONDS);
        return handler;
    }

    private static void secured(Channel channel, UpstreamPool pool, UpstreamPool.Waiting waiting) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            opened(channel, pool, waiting);
            return;
        }
        tls.handshakeFuture().addListener(handshake -> {
            if (handshake.isSuccess()) {
                opened(channel, pool, waiting);
            } else {
                channel.close();
                boolean late = handshake.cause() instanceof SslHandshakeTimeoutException;
                waiting.failed(late ? UpstreamFailure.CONNECT_TIMEOUT : UpstreamFailure.TLS_FAILED);
            }
        });
    }

    private static void opened(Channel channel, UpstreamPool pool, UpstreamPool.Waiting waiting) {
        if (!channel.isActive()) {
            waiting.failed(UpstreamFailure.CONNECT_FAILED);
            return;
        }
        UpstreamConnection connection = new UpstreamConnection(channel, pool);
        channel.pipeline().addLast(connection);
        waiting.connected(connection);
    }

    private static UpstreamFailure classify(@Nullable Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return UpstreamFailure.NAME_NOT_RESOLVED;
        }
        return cause instanceof ConnectTimeoutException
                ? UpstreamFailure.CONNECT_TIMEOUT
                : UpstreamFailure.CONNECT_FAILED;
    }
}
