package dev.understudy.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProxyConfig} in the making, each part by its name. Not thread-safe.
 *
 * @see ProxyConfig for what the parts mean
 */
public final class ProxyBuilder {
    private ListenConfig listen;
    private @Nullable AdminConfig admin;
    private ByteSize captureBudget = ProxyConfig.CAPTURE_BUDGET;
    private ByteSize liveBodyLimit = ProxyConfig.LIVE_BODY_LIMIT;
    private String samplingKey = ProxyConfig.SAMPLING_KEY;
    private PrivacyConfig privacy = PrivacyConfig.DEFAULT;
    private Map<String, Price> prices = Map.of();
    private List<RouteConfig> routes;
    private List<ShadowConfig> shadows = List.of();
    private RuntimeConfig runtime = RuntimeConfig.DEFAULT;
    private @Nullable StoreConfig store;
    private EgressConfig egress = EgressConfig.DEFAULT;
    private DriftConfig drift = DriftConfig.DEFAULT;
    private @Nullable OtlpConfig otlp;

    ProxyBuilder(ListenConfig listen, List<RouteConfig> routes) {
        this.listen = listen;
        this.routes = routes;
    }

    public ProxyBuilder listen(ListenConfig value) {
        listen = value;
        return this;
    }

    public ProxyBuilder admin(@Nullable AdminConfig value) {
        admin = value;
        return this;
    }

    public ProxyBuilder captureBudget(ByteSize value) {
        captureBudget = value;
        return this;
    }

    public ProxyBuilder liveBodyLimit(ByteSize value) {
        liveBodyLimit = value;
        return this;
    }

    public ProxyBuilder samplingKey(String value) {
        samplingKey = value;
        return this;
    }

    public ProxyBuilder privacy(PrivacyConfig value) {
        privacy = value;
        return this;
    }

    public ProxyBuilder prices(Map<String, Price> value) {
        prices = value;
        return this;
    }

    public ProxyBuilder routes(List<RouteConfig> value) {
        routes = value;
        return this;
    }

    public ProxyBuilder shadows(List<ShadowConfig> value) {
        shadows = value;
        return this;
    }

    public ProxyBuilder runtime(RuntimeConfig value) {
        runtime = value;
        return this;
    }

    public ProxyBuilder store(@Nullable StoreConfig value) {
        store = value;
        return this;
    }

    public ProxyBuilder egress(EgressConfig value) {
        egress = value;
        return this;
    }

    public ProxyBuilder drift(DriftConfig value) {
        drift = value;
        return this;
    }

    public ProxyBuilder otlp(@Nullable OtlpConfig value) {
        otlp = value;
        return this;
    }

    /** @throws ConfigException for parts that cannot be, alone or together, under their names in the file */
    public ProxyConfig build() {
        return new ProxyConfig(
                listen,
                admin,
                captureBudget,
                liveBodyLimit,
                samplingKey,
                privacy,
                prices,
                routes,
                shadows,
                runtime,
                store,
                egress,
                drift,
                otlp);
    }
}
