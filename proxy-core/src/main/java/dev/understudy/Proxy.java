package dev.understudy;

import dev.understudy.accept.AcceptContext;
import dev.understudy.accept.DialectErrors;
import dev.understudy.accept.ExchangeIds;
import dev.understudy.accept.Listener;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.connect.EventLoops;
import dev.understudy.connect.Transport;
import dev.understudy.forward.VariantRewriter;
import dev.understudy.route.Router;
import dev.understudy.tee.CaptureBudget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/** The running proxy: live loops in front, shadows behind, and a configuration that is swapped whole. Thread-safe. */
public final class Proxy implements AutoCloseable {
    private final EventLoops liveLoops;
    private final EventLoops shadowLoops;
    private final CaptureBudget budget;
    private final VariantRewriter rewriter = new VariantRewriter();
    private final Listener listener;
    private volatile ProxyConfig config;
    private volatile Router router;
    private volatile boolean draining;

    private Proxy(ProxyConfig config, ProxyHooks hooks) {
        RuntimeConfig runtime = config.runtime();
        Transport transport = Transport.of(runtime.transport());
        this.config = config;
        this.budget = new CaptureBudget(config.captureBudget().bytes());
        this.liveLoops = new EventLoops("live", transport, runtime.liveLoops());
        this.shadowLoops = new EventLoops("shadow", transport, runtime.shadowLoops());
        this.router = Router.of(config, Map.of());
        this.listener = new Listener(new AcceptContext(
                config.listen(),
                liveLoops,
                () -> router,
                hooks.liveEvents(),
                budget,
                rewriter,
                () -> this.config.liveBodyLimit().bytes(),
                new DialectErrors(),
                new ExchangeIds(),
                () -> draining));
    }

    public static Proxy start(ProxyConfig config, ProxyHooks hooks) {
        return new Proxy(config, hooks);
    }

    public void apply(ProxyConfig changed) {
        config = changed;
        budget.limit(changed.captureBudget().bytes());
        router = Router.of(changed, Map.of());
    }

    public InetSocketAddress address() {
        return listener.address();
    }

    public boolean drain(Duration limit) throws InterruptedException {
        draining = true;
        return listener.drain(limit.toMillis());
    }

    @Override
    public void close() {
        listener.close();
        rewriter.close();
        liveLoops.close();
        shadowLoops.close();
    }
}
