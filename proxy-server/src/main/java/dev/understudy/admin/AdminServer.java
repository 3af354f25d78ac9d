package dev.understudy.admin;

import dev.understudy.config.AdminConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.publish.EventStream;
import dev.understudy.publish.Publisher;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The admin HTTP server: API, metrics, health and page, on an event loop of its own, so that neither live traffic nor
 * shadows notice a scrape. Connections, request sizes, waiting operations and times are bounded. Its address and tokens are
 * those of the start; changing them needs a restart.
 */
public final class AdminServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 128;
    private static final int MAX_WAITING_OPERATIONS = 16;
    private static final int MAX_WAITING_READS = 64;
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEAD = 16_384;

    private final EventLoopGroup loop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("admin", true), NioIoHandler.newFactory());
    private final ExecutorService operations = lane("admin-operations", MAX_WAITING_OPERATIONS);
    private final ExecutorService reads = lane("admin-reads", MAX_WAITING_READS);
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final Channel listener;

    private AdminServer(AdminConfig config, Router router, EventWriter.Factory events, Patience.Limits limits) {
        ConnectionLimit connections = new ConnectionLimit(MAX_CONNECTIONS);
        Access access = new Access(config, System::nanoTime);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        clients.add(channel);
                        Patience patience = new Patience(limits);
                        channel.pipeline()
                                .addLast(connections, patience)
                                .addLast(new HttpServerCodec(MAX_LINE, MAX_HEAD, 8192))
                                .addLast(new BodyLimit(), new FlowControlHandler())
                                .addLast(new RequestHandler(router, access, operations, reads, patience, events));
                    }
                });
        this.listener = bind(bootstrap, config);
    }

    /** One thread and a short queue. */
    private static ExecutorService lane(String name, int waiting) {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), new DefaultThreadFactory(name, true));
    }

    /**
     * Starts to listen.
     *
     * @throws ConfigException when the address cannot be bound
     */
    public static AdminServer start(AdminConfig config, AdminParts parts) {
        return start(config, parts, Patience.Limits.DEFAULT, Duration.ofSeconds(15));
    }

    static AdminServer start(AdminConfig config, AdminParts parts, Patience.Limits limits, Duration heartbeat) {
        EventStream stream = parts.publisher().stream();
        return new AdminServer(
                config,
                router(parts),
                (context, wanted) -> EventWriter.open(stream, context, wanted, heartbeat),
                limits);
    }

    /** Everything that can be asked for. */
    static Router router(AdminParts parts) {
        Router router = new Router();
        Publisher publisher = parts.publisher();
        new PageEndpoints().addTo(router);
        new OperationEndpoints(parts.actions(), publisher.metrics()).addTo(router);
        new AuditEndpoints(parts.audit()).addTo(router);
        ShadowEndpoints shadows = new ShadowEndpoints(parts.actions(), publisher.statistics(), parts.clock());
        shadows.addTo(router);
        new SwitchEndpoints(parts.actions(), shadows, parts.audit()).addTo(router);
        new DriftEndpoints(parts.actions(), shadows, parts.audit()).addTo(router);
        new ComparisonEndpoints(parts.kept()).addTo(router);
        return router;
    }

    private Channel bind(ServerBootstrap bootstrap, AdminConfig config) {
        String host = config.host().replaceAll("[\\[\\]]", "");
        ChannelFuture bound = bootstrap.bind(host, config.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close(loop);
            operations.shutdownNow();
            reads.shutdownNow();
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
        clients.close().awaitUninterruptibly();
        operations.shutdown();
        reads.shutdown();
        close(loop);
    }

    private static void close(EventLoopGroup loop) {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
