package dev.understudy.connect;

import dev.understudy.config.UpstreamConfig;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.RoundRobinDnsAddressResolverGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * A set of event loops with their pools. Live and shadow traffic have one each, so that neither ever waits for the
 * other's connections or threads. Thread-safe.
 */
public final class EventLoops implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final Transport transport;
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventLoop, Loop> loops = new IdentityHashMap<>();
    private final List<Loop> inOrder = new ArrayList<>();
    private final AddressResolverGroup<InetSocketAddress> resolvers;
    private final Map<UpstreamConfig, UpstreamConnector> connectors = new ConcurrentHashMap<>();
    private final TlsContexts contexts = new TlsContexts();
    /** A connection that is added after they were all closed is closed at once. */
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    private final AtomicInteger turn = new AtomicInteger();
    private volatile LongConsumer late = nanos -> {};

    public EventLoops(String name, Transport transport, int count) {
        this(name, transport, count, systemResolvers(transport));
    }

    /** @param resolvers closed with the loops */
    public EventLoops(String name, Transport transport, int count, AddressResolverGroup<InetSocketAddress> resolvers) {
        this.transport = transport;
        this.group =
                new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, false), transport.ioHandlers());
        this.resolvers = resolvers;
        for (EventExecutor executor : group) {
            EventLoop eventLoop = (EventLoop) executor;
            Loop loop = new Loop(this, eventLoop);
            loops.put(eventLoop, loop);
            inOrder.add(loop);
        }
    }

    /**
     * Asks the name servers that the system is set up with. Answers are cached for their time to live, so a changed record is
     * seen with the next connection after it.
     */
    public static AddressResolverGroup<InetSocketAddress> systemResolvers(Transport transport) {
        return new RoundRobinDnsAddressResolverGroup(
                new DnsNameResolverBuilder().datagramChannelType(transport.datagramChannel()));
    }

    public Transport transport() {
        return transport;
    }

    /** Tells somebody how many nanoseconds late loops come to their regular work. Called on the loops, some twenty times a second. */
    public void onLate(LongConsumer observer) {
        late = observer;
    }

    void late(long nanos) {
        late.accept(nanos);
    }

    public MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /** The loop that a channel runs on; it must be one of these. */
    public Loop of(Channel channel) {
        Loop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalArgumentException("channel of another set of event loops");
        }
        return loop;
    }

    /** The loops in turn. */
    public Loop next() {
        return inOrder.get(Math.floorMod(turn.getAndIncrement(), inOrder.size()));
    }

    /** A watch over these loops; it ends with them. */
    public LoopWatch watch() {
        return new LoopWatch(inOrder);
    }

    /**
     * Reads what connections to that upstream need, so that a CA file that is no good is refused now and not by the first
     * request. One that was renewed under its name is in use after {@link #renew}.
     *
     * @throws IllegalStateException when the CA file cannot be read
     */
    public void prepare(UpstreamConfig upstream) {
        connector(upstream).prepare();
    }

    /** Connections to that upstream trust what was {@linkplain #prepare prepared} from now on. */
    public void renew(UpstreamConfig upstream) {
        connector(upstream).renew();
    }

    UpstreamConnector connector(UpstreamConfig upstream) {
        return connectors.computeIfAbsent(
                upstream,
                key -> new UpstreamConnector(transport, resolvers, key, contexts, inOrder.size(), connections));
    }

    /** Closes every connection and waits up to a few seconds for the threads to end. */
    @Override
    public void close() {
        // While the loops still run: a resolver's socket has a read under way, and io_uring must see it end.
        resolvers.close();
        // A loop that is told to end between looking whether it was told and ending closes none of its channels.
        connections.close().awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
        connectors.clear();
        contexts.close();
    }
}
