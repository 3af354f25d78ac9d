package dev.understudy;

import dev.understudy.accept.AcceptContext;
import dev.understudy.accept.DialectErrors;
import dev.understudy.accept.ExchangeIds;
import dev.understudy.accept.Listener;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.connect.EventLoops;
import dev.understudy.connect.LoopWatch;
import dev.understudy.connect.Transport;
import dev.understudy.forward.RewriteBudget;
import dev.understudy.forward.VariantRewriter;
import dev.understudy.mirror.Headroom;
import dev.understudy.mirror.Mirror;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.route.Router;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.NettyArmCaller;
import dev.understudy.send.Niceness;
import dev.understudy.tee.CaptureBudget;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The running proxy: live loops in front, workers and shadow loops behind, and a configuration that is swapped whole.
 * Thread-safe.
 */
public final class Proxy implements AutoCloseable {
    private final EventLoops liveLoops;
    private final EventLoops shadowLoops;
    private final CaptureBudget copies;
    private final CaptureBudget answers;
    private final ArmCaller caller;
    private final Mirror mirror;
    private final VariantRewriter rewriter = new VariantRewriter();
    private final Listener listener;
    private volatile ProxyConfig config;
    private volatile Router router;
    private volatile boolean draining;

    private Proxy(ProxyConfig config, ProxyHooks hooks, Resolvers resolvers) {
        RuntimeConfig runtime = config.runtime();
        Transport transport = Transport.of(runtime.transport());
        this.config = config;
        this.copies = new CaptureBudget(share(config));
        this.answers = new CaptureBudget(share(config));
        this.liveLoops = new EventLoops("live", transport, runtime.liveLoops(), resolvers.over(transport));
        this.shadowLoops = new EventLoops("shadow", transport, runtime.shadowLoops(), resolvers.over(transport));
        shadowLoops.group().forEach(loop -> loop.execute(Niceness.SHADOW_LOOP::applyToThisThread));
        this.caller = new NettyArmCaller(shadowLoops, answers);
        this.mirror = new Mirror(
                runtime, caller, hooks.sink(), hooks.mirrorEvents(), hooks.pseudonymisers(), hooks.recorders());
        liveLoops.onLate(mirror::liveWasLate);
        try {
            eachUpstream(config, EventLoops::prepare);
            this.router = Router.of(config, mirror.apply(config));
            this.listener = new Listener(context(hooks));
        } catch (RuntimeException e) {
            closeLoops();
            throw e;
        }
    }

    private AcceptContext context(ProxyHooks hooks) {
        return new AcceptContext(
                config.listen(),
                liveLoops,
                () -> router,
                new GuardedLiveEvents(hooks.liveEvents()),
                copies,
                rewriter,
                new RewriteBudget(() -> config.liveBodyLimit().bytes()),
                new DialectErrors(),
                new ExchangeIds(),
                () -> draining);
    }

    /**
     * Binds and serves.
     *
     * @throws IllegalStateException when the address, the transport or a certificate cannot be used
     * @throws dev.understudy.config.ConfigException when a {@code when} does not compile
     */
    public static Proxy start(ProxyConfig config, ProxyHooks hooks) {
        return start(config, hooks, EventLoops::systemResolvers);
    }

    /** As {@link #start(ProxyConfig, ProxyHooks)}, with other name servers than the system's. */
    static Proxy start(ProxyConfig config, ProxyHooks hooks, Resolvers resolvers) {
        return new Proxy(config, hooks, resolvers);
    }

    /** Makes what names are looked up with, once for each set of loops. */
    @FunctionalInterface
    interface Resolvers {
        AddressResolverGroup<InetSocketAddress> over(Transport transport);
    }

    /**
     * Swaps the configuration: requests that are under way keep the old one, the next has the new one. What shadows that
     * changed or went had under way is cancelled. New connections to upstreams trust what their CA files say now. The address, its TLS
     * and {@code runtime} stay until a restart.
     *
     * @throws dev.understudy.config.ConfigException before anything has changed
     * @throws IllegalStateException when a CA file cannot be read, before anything has changed
     */
    public synchronized void apply(ProxyConfig changed) {
        eachUpstream(changed, EventLoops::prepare);
        Router next = Router.of(changed, mirror.apply(changed));
        copies.limit(share(changed));
        answers.limit(share(changed));
        config = changed;
        router = next;
        eachUpstream(changed, EventLoops::renew);
    }

    /** Begins a shadow anew: its counts are at zero, and what it has under way is called off. The budget that it spent stays spent. */
    public synchronized void reset(String shadow) {
        router = Router.of(config, mirror.reset(shadow));
    }

    /** Half for copies of live traffic, half for what arms answer: a talkative candidate takes nothing from the copies. */
    private static long share(ProxyConfig config) {
        return CaptureBudget.affordable(config.captureBudget().bytes()) / 2;
    }

    private void eachUpstream(ProxyConfig wanted, BiConsumer<EventLoops, UpstreamConfig> task) {
        wanted.routes().forEach(route -> task.accept(liveLoops, route.upstream()));
        for (ShadowConfig shadow : wanted.shadows()) {
            task.accept(shadowLoops, shadow.candidate().upstream());
            task.accept(shadowLoops, wanted.route(shadow.route()).upstream()); // its control's
            if (shadow.judge() != null) {
                task.accept(shadowLoops, shadow.judge().upstream());
            }
        }
    }

    /** Makes calls on the shadow loops, for whoever else has something to ask a provider; ends with this. */
    public ArmCaller caller() {
        return caller;
    }

    /** What is known of the spare room of an origin: who asks it for less than live does yields to live. */
    public Headroom headroom(String origin) {
        return mirror.headroom(origin);
    }

    /** The kernel interface in use. */
    public Transport transport() {
        return liveLoops.transport();
    }

    /** Where it listens; the port is the real one when 0 was asked for. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Client connections open now. */
    public int connections() {
        return listener.connections();
    }

    /** The event loops, live ones first: for meters, not to run anything on. */
    public List<EventExecutor> eventLoops() {
        List<EventExecutor> loops = new ArrayList<>();
        liveLoops.group().forEach(loops::add);
        shadowLoops.group().forEach(loops::add);
        return loops;
    }

    /** A watch over the loops that serve live traffic. */
    public LoopWatch watchLive() {
        return liveLoops.watch();
    }

    /** A watch over the loops that candidates and controls are called on. */
    public LoopWatch watchShadows() {
        return shadowLoops.watch();
    }

    /** Bytes that captures may hold. */
    public long captureLimit() {
        return copies.limit() + answers.limit();
    }

    /** Bytes that captures hold now. */
    public long captureBytes() {
        return copies.used() + answers.used();
    }

    /** Every shadow, in the order of the configuration. */
    public List<ShadowStatus> shadows() {
        return mirror.status();
    }

    public boolean draining() {
        return draining;
    }

    /**
     * Stops accepting, lets live requests and then shadows finish, and closes.
     *
     * @return whether everything finished in time
     */
    public boolean drain(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        draining = true;
        boolean finished = listener.drain(limit.toMillis());
        long left = Math.max(0, end - System.nanoTime());
        finished &= mirror.drain(Duration.ofNanos(left));
        close();
        return finished;
    }

    /** Ends everything at once. Idempotent. */
    @Override
    public void close() {
        draining = true;
        listener.close();
        closeLoops();
    }

    private void closeLoops() {
        mirror.close();
        rewriter.close();
        liveLoops.close();
        shadowLoops.close();
    }
}
