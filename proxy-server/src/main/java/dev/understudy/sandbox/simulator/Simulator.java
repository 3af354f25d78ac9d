package dev.understudy.sandbox.simulator;

import dev.understudy.sandbox.anthropic.AnthropicApi;
import dev.understudy.sandbox.google.GeminiApi;
import dev.understudy.sandbox.ollama.OllamaApi;
import dev.understudy.sandbox.openai.OpenAiApi;
import dev.understudy.sandbox.provider.Provider;
import dev.understudy.sandbox.studio.Studio;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider simulator on a port: OpenAI's, Anthropic's, Google's and Ollama's APIs on their own paths, and for tests
 * {@code GET /__sim/stats} and {@code /__sim/requests}. Faults on request, see {@link Fault}. Thread-safe. Serves until
 * closed; thousands of streams at once are fine.
 */
public final class Simulator implements AutoCloseable {
    private static final int LINE_LIMIT = 16 << 10;
    private static final int HEAD_LIMIT = 64 << 10;
    private static final int CHUNK = 64 << 10;
    private static final int BACKLOG = 4_096;

    private final EventLoopGroup loops;
    private final ChannelGroup clients;
    private final Channel server;
    private final Ledger ledger;

    private Simulator(EventLoopGroup loops, ChannelGroup clients, Channel server, Ledger ledger) {
        this.loops = loops;
        this.clients = clients;
        this.server = server;
        this.ledger = ledger;
    }

    /** On the loopback address. */
    public static Simulator start(int port, SimulatorConfig config) throws IOException {
        return start("127.0.0.1", port, config);
    }

    /**
     * @param port 0 lets the system choose
     * @throws BindException when the address cannot be bound
     */
    public static Simulator start(String host, int port, SimulatorConfig config) throws IOException {
        Ledger ledger = new Ledger(config.keepRequests(), config.keepBytes());
        Studio studio = new Studio(config.cast(), config.seed(), config.limits(), config.clock());
        // OpenAI comes last: it takes what nobody else recognises.
        List<Provider> providers = List.of(
                GeminiApi.of(studio, config.key()),
                AnthropicApi.of(studio, config.key()),
                OllamaApi.of(studio, config.key()),
                OpenAiApi.of(studio, config.key()));
        Stage stage = new Stage(config, providers, ledger);
        ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        boolean epoll = Epoll.isAvailable();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                config.loops(),
                new DefaultThreadFactory("simulator", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        AtomicLong numbers = new AtomicLong();
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(type)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        clients.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec(LINE_LIMIT, HEAD_LIMIT, CHUNK))
                                .addLast(new ClientConnection(config, stage, ledger, numbers));
                    }
                });
        return new Simulator(loops, clients, bind(bootstrap, host, port, loops), ledger);
    }

    private static Channel bind(ServerBootstrap bootstrap, String host, int port, EventLoopGroup loops)
            throws IOException {
        var bound = bootstrap.bind(host, port).awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        BindException failure = new BindException("port: " + port + " (expected: a free port on " + host + ")");
        failure.initCause(bound.cause());
        throw failure;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    public int port() {
        return address().getPort();
    }

    /** {@code http://127.0.0.1:PORT}, without a path. */
    public String url() {
        return "http://" + address().getAddress().getHostAddress() + ":" + port();
    }

    /** The last requests that were read whole, oldest first. */
    public List<SeenRequest> requests() {
        return ledger.requests();
    }

    public Stats stats() {
        return ledger.stats();
    }

    /** Closes every connection at once. */
    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        clients.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
