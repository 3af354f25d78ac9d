package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What all connections to one upstream have in common. Thread-safe; each connection lives on the loop that asked. */
final class UpstreamConnector {
    /** A peer that does not read must not keep the socket for the sake of a polite goodbye. */
    private static final long CLOSE_NOTIFY_MILLIS = 200;

    private final Transport transport;
    private final AddressResolverGroup<InetSocketAddress> resolvers;
    private final UpstreamConfig upstream;
    private final TlsContexts contexts;
    private final int connectionsPerLoop;
    private final ChannelGroup connections;
    /** Null without TLS. */
    private volatile @Nullable SslContext tls;
    /** What takes its place with the next configuration. */
    private volatile @Nullable SslContext prepared;

    /**
     * A connector.
     *
     * @param connections hears of every connection before it is made
     * @throws IllegalStateException when the upstream's CA file cannot be read
     */
    UpstreamConnector(
            Transport transport,
            AddressResolverGroup<InetSocketAddress> resolvers,
            UpstreamConfig upstream,
            TlsContexts contexts,
            int loops,
            ChannelGroup connections) {
        this.transport = transport;
        this.resolvers = resolvers;
        this.upstream = upstream;
        this.contexts = contexts;
        this.connections = connections;
        this.connectionsPerLoop = Math.max(1, upstream.maxConnections() / loops);
        prepare();
        renew();
    }

    /**
     * Reads the CA file, which may have been renewed under its name.
     *
     * @throws IllegalStateException when it cannot be read; nothing has changed then
     */
    void prepare() {
        prepared = upstream.secure() ? contexts.of(upstream) : null;
    }

    /** Connections trust what was prepared from now on. */
    void renew() {
        tls = prepared;
    }

    int connectionsPerLoop() {
        return connectionsPerLoop;
    }

    /**
     * Connects on that pool's loop; {@code waiting} hears of it there, exactly once. Behind the events of this turn, not among them: a socket
     * that was closed a moment ago may have one left, and Netty (epoll) would give it to the new socket that got its descriptor.
     */
    void connect(UpstreamPool pool, UpstreamPool.Waiting waiting) {
        if (ends(pool)) {
            waiting.failed(UpstreamFailure.CONNECT_FAILED);
        } else {
            pool.loop().eventLoop().execute(() -> connectNow(pool, waiting));
        }
    }

    /** Then no resolver is to be had any more. */
    private static boolean ends(UpstreamPool pool) {
        return pool.loop().eventLoop().isShuttingDown();
    }

    private void connectNow(UpstreamPool pool, UpstreamPool.Waiting waiting) {
        if (ends(pool)) {
            waiting.failed(UpstreamFailure.CONNECT_FAILED);
            return;
        }
        SslContext context = tls;
        Bootstrap bootstrap = new Bootstrap()
                .group(pool.loop().eventLoop())
                .channel(transport.socketChannel())
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // The attempt's own deadline covers all of it, so the socket needs no timer.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                // Who answers and closes while we still send makes our write fail; the answer is there to be read.
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.add(channel);
                        if (context != null) {
                            channel.pipeline().addLast(tlsHandler(context, channel));
                        }
                        channel.pipeline()
                                .addLast(ConnectAttempt.Handshaking.NAME, ConnectAttempt.Handshaking.INSTANCE);
                    }
                });
        ConnectAttempt.start(bootstrap, resolvers.getResolver(pool.loop().eventLoop()), pool, waiting);
    }

    private SslHandler tlsHandler(SslContext context, Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc(), upstream.host(), upstream.port());
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        return handler;
    }
}
