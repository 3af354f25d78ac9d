package dev.understudy.accept;

import dev.understudy.config.ListenConfig;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The socket that clients connect to. Thread-safe. */
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final Channel server;
    private final @Nullable SslContext tls;
    private final AtomicBoolean closed = new AtomicBoolean();
    /** Who is accepted after they were all closed is closed at once. */
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /**
     * Binds and starts to accept.
     *
     * @throws IllegalStateException when the address cannot be bound or the certificate cannot be read
     */
    public Listener(AcceptContext context) {
        ListenConfig listen = context.listen();
        tls = listen.tls() == null ? null : ServerTlsContext.of(listen.tls());
        ChannelFuture bound = new ServerBootstrap()
                .group(context.loops().group())
                .channel(context.loops().transport().serverSocketChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        clients.add(channel);
                        accept(context, tls, channel);
                    }
                })
                .bind(new InetSocketAddress(listen.host(), listen.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            ReferenceCountUtil.release(tls);
            throw BindFailure.of(listen, bound.cause());
        }
        server = bound.channel();
    }

    private static void accept(AcceptContext context, @Nullable SslContext tls, Channel channel) {
        if (tls == null) {
            channel.pipeline().addLast(new ClientRequestReceiver(context, channel));
        } else {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new ClientProtocolChooser(context));
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    /** Connections open at this moment. */
    public int connections() {
        return clients.size();
    }

    /** Stops accepting and lets every connection end with the exchange it is in; true when all did in time. */
    public boolean drain(long millis) throws InterruptedException {
        server.close().awaitUninterruptibly();
        for (Channel client : clients) {
            client.eventLoop().execute(() -> client.pipeline().fireUserEventTriggered(Drain.EVENT));
        }
        return clients.newCloseFuture().await(millis, TimeUnit.MILLISECONDS);
    }

    /** Closes everything at once. Idempotent. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        clients.close().awaitUninterruptibly();
        if (closed.compareAndSet(false, true)) {
            ReferenceCountUtil.release(tls);
        }
    }
}
