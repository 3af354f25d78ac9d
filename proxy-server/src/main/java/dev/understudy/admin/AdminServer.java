package dev.understudy.admin;

import dev.understudy.config.AdminConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.publish.Publisher;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The admin HTTP server: API, metrics, health and page, on an event loop of its own, so that neither live traffic nor
 * shadows notice a scrape. Connections, request sizes, waiting operations and times are bounded. Its address and token are
 * those of the start; changing them needs a restart.
 */
public final class AdminServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 128;
    private static final int MAX_WAITING_ACTIONS = 16;
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEAD = 16_384;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("admin", true), NioIoHandler.newFactory());
    private final ExecutorService operations = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING_ACTIONS),
            new DefaultThreadFactory("admin-operations", true));
    private final Channel listener;

    private AdminServer(AdminConfig config, Router router, EventWriter.Factory events, Patience.Limits limits) {
        ConnectionLimit connections = new ConnectionLimit(MAX_CONNECTIONS);
        Access access = new Access(config.token());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        Patience patience = new Patience(limits);
                        channel.pipeline()
                                .addLast(connections, patience)
                                .addLast(new HttpServerCodec(MAX_LINE, MAX_HEAD, 8192))
                                .addLast(new BodyLimit(), new FlowControlHandler())
                                .addLast(new RequestHandler(router, access, operations, patience, events));
                    }
                });
        this.listener = bind(bootstrap, config);
    }

    /**
     * Starts to listen.
     *
     * @throws ConfigException when the address cannot be bound
     */
    public static AdminServer start(AdminConfig config, AdminActions actions, Publisher publisher, AuditLog audit) {
        return start(config, actions, publisher, audit, Patience.Limits.DEFAULT, Duration.ofSeconds(15));
    }

    static AdminServer start(
            AdminConfig config,
            AdminActions actions,
            Publisher publisher,
            AuditLog audit,
            Patience.Limits limits,
            Duration heartbeat) {
        Router router = new Router();
        new PageEndpoints().addTo(router);
        new OperationEndpoints(actions, publisher.metrics(), audit).addTo(router);
        new ShadowEndpoints(actions, publisher.statistics(), audit).addTo(router);
        new ComparisonEndpoints(publisher.recent()).addTo(router);
        return new AdminServer(
                config,
                router,
                (context, filter) -> EventWriter.open(publisher.stream(), context, filter, heartbeat),
                limits);
    }

    private Channel bind(ServerBootstrap bootstrap, AdminConfig config) {
        String host = config.host().replaceAll("[\\[\\]]", "");
        ChannelFuture bound = bootstrap.bind(host, config.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close(loop);
            operations.shutdownNow();
            throw new ConfigException(
                    "admin.listen",
                    config.host() + ":" + config.port(),
                    "an address that can be bound: " + bound.cause().getMessage());
        }
        return bound.channel();
    }

    /** The port it listens on, also where configuration left the choice to the system. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Stops listening and ends what is under way, streams too. Returns when that is done. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        operations.shutdown();
        close(loop);
    }

    private static void close(EventLoopGroup loop) {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
