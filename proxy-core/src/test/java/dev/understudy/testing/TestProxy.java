package dev.understudy.testing;

import dev.understudy.Proxy;
import dev.understudy.ProxyHooks;
import dev.understudy.config.ByteSize;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.ListenConfig.ServerTls;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.forward.LiveEvents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A whole proxy with one route {@code /**} on a free port of the loopback, on one live loop unless told otherwise. */
public final class TestProxy implements AutoCloseable {
    private final Proxy proxy;
    private final ProxyConfig config;

    private TestProxy(ProxyConfig config, ProxyHooks hooks) {
        this.config = config;
        this.proxy = Proxy.start(config, hooks);
    }

    public static TestProxy start(String upstreamUrl) {
        return to(upstreamUrl).start();
    }

    public static Builder to(String upstreamUrl) {
        return new Builder(upstreamUrl);
    }

    public Proxy proxy() {
        return proxy;
    }

    public ProxyConfig config() {
        return config;
    }

    public InetSocketAddress address() {
        return proxy.address();
    }

    public String url() {
        return "http://127.0.0.1:" + address().getPort();
    }

    public RawConnection connect() throws IOException {
        return RawConnection.to(address());
    }

    /** A connection whose first bytes are there before the proxy sees it, so that no timeout runs out between the two. */
    public RawConnection sending(String first) throws Exception {
        return beforeItIsSeen(() -> connect().send(first));
    }

    /** What is done while the proxy's one live loop stands still: the kernel takes connections and bytes meanwhile. */
    public <T> T beforeItIsSeen(Callable<T> done) throws Exception {
        Gate still = new Gate();
        Gate go = new Gate();
        var held = proxy.eventLoops().get(0).submit(() -> {
            still.open();
            go.await();
            return null;
        });
        still.await();
        try {
            return done.call();
        } finally {
            go.open();
            held.sync();
        }
    }

    @Override
    public void close() {
        proxy.close();
    }

    /** What differs from the defaults. */
    public static final class Builder {
        public static final String ROUTE = "live";

        private final String upstreamUrl;
        private Duration connectTimeout = UpstreamConfig.CONNECT_TIMEOUT;
        private Duration responseTimeout = UpstreamConfig.RESPONSE_TIMEOUT;
        private Duration idleTimeout = UpstreamConfig.IDLE_TIMEOUT;
        private Duration upstreamKeepAlive = UpstreamConfig.KEEP_ALIVE;
        private int maxConnections = UpstreamConfig.MAX_CONNECTIONS;
        private Path ca;
        private ServerTls tls;
        private ByteSize headLimit = new ByteSize(64 << 10);
        private Duration headTimeout = Duration.ofSeconds(30);
        private Duration keepAlive = Duration.ofSeconds(75);
        private MatchConfig match = MatchConfig.everything();
        private VariantConfig live;
        private CredentialsConfig credentials;
        private ByteSize liveBodyLimit = ProxyConfig.LIVE_BODY_LIMIT;
        private ByteSize captureBudget = ProxyConfig.CAPTURE_BUDGET;
        private RuntimeConfig.Transport transport = RuntimeConfig.Transport.AUTO;
        private int loops = 1;
        private final List<ShadowConfig> shadows = new ArrayList<>();
        private ProxyHooks hooks = ProxyHooks.NONE;

        private Builder(String upstreamUrl) {
            this.upstreamUrl = upstreamUrl;
        }

        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        public Builder responseTimeout(Duration value) {
            responseTimeout = value;
            return this;
        }

        public Builder idleTimeout(Duration value) {
            idleTimeout = value;
            return this;
        }

        public Builder upstreamKeepAlive(Duration value) {
            upstreamKeepAlive = value;
            return this;
        }

        public Builder maxConnections(int value) {
            maxConnections = value;
            return this;
        }

        public Builder ca(Path value) {
            ca = value;
            return this;
        }

        public Builder tls(Path certificate, Path key) {
            tls = new ServerTls(certificate, key);
            return this;
        }

        public Builder headLimit(long bytes) {
            headLimit = new ByteSize(bytes);
            return this;
        }

        public Builder headTimeout(Duration value) {
            headTimeout = value;
            return this;
        }

        /** Of client connections. */
        public Builder keepAlive(Duration value) {
            keepAlive = value;
            return this;
        }

        public Builder match(String path) {
            match = new MatchConfig(path, null, Map.of());
            return this;
        }

        public Builder live(VariantConfig value) {
            live = value;
            return this;
        }

        public Builder credentials(Map<String, String> headers) {
            credentials = new CredentialsConfig(false, headers);
            return this;
        }

        public Builder liveBodyLimit(long bytes) {
            liveBodyLimit = new ByteSize(bytes);
            return this;
        }

        public Builder captureBudget(long bytes) {
            captureBudget = new ByteSize(bytes);
            return this;
        }

        public Builder transport(RuntimeConfig.Transport value) {
            transport = value;
            return this;
        }

        public Builder loops(int value) {
            loops = value;
            return this;
        }

        /** Of route {@link #ROUTE}. */
        public Builder shadow(ShadowConfig value) {
            shadows.add(value);
            return this;
        }

        public Builder hooks(ProxyHooks value) {
            hooks = value;
            return this;
        }

        public Builder events(LiveEvents events) {
            return hooks(new ProxyHooks(hooks.sink(), hooks.mirrorEvents(), events, hooks.pseudonymisers()));
        }

        public UpstreamConfig upstream() {
            return new UpstreamConfig(
                    java.net.URI.create(upstreamUrl),
                    connectTimeout,
                    responseTimeout,
                    idleTimeout,
                    upstreamKeepAlive,
                    maxConnections,
                    ca);
        }

        public ProxyConfig config() {
            ListenConfig listen = new ListenConfig("127.0.0.1", 0, tls, headLimit, headTimeout, keepAlive);
            RouteConfig route = new RouteConfig(ROUTE, match, upstream(), live, credentials, null);
            return ProxyConfig.of(listen, List.of(route))
                    .captureBudget(captureBudget)
                    .liveBodyLimit(liveBodyLimit)
                    .shadows(shadows)
                    .runtime(new RuntimeConfig(transport, loops, 1, 1, Duration.ofSeconds(30)))
                    .build();
        }

        public TestProxy start() {
            return new TestProxy(config(), hooks);
        }
    }
}
