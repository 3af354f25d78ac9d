package dev.understudy.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration, checked as a whole: names are unique, every shadow's route exists, credentials are inherited
 * only within one origin. Immutable; swapped atomically (law 8).
 *
 * @param captureBudget bytes that all captures together may hold
 * @param liveBodyLimit largest request body on a route with a live variant, which must be buffered to be rewritten
 * @param samplingKey secret of the sampling hash; replicas that share it decide alike
 * @param privacy how pseudonyms are made, and policies besides the built-in ones
 * @param store where evidence and comparisons are kept over restarts, or null for in memory only
 * @param egress where candidates and judges may be asked
 * @param drift when live traffic counts as changed
 * @param otlp where metrics and traces are sent, or null for nowhere
 */
public record ProxyConfig(
        ListenConfig listen,
        @Nullable AdminConfig admin,
        ByteSize captureBudget,
        ByteSize liveBodyLimit,
        String samplingKey,
        PrivacyConfig privacy,
        Map<String, Price> prices,
        List<RouteConfig> routes,
        List<ShadowConfig> shadows,
        RuntimeConfig runtime,
        @Nullable StoreConfig store,
        EgressConfig egress,
        DriftConfig drift,
        @Nullable OtlpConfig otlp) {

    public static final ByteSize CAPTURE_BUDGET = ByteSize.mebibytes(256);
    public static final ByteSize LIVE_BODY_LIMIT = ByteSize.mebibytes(32);
    public static final String SAMPLING_KEY = "understudy";

    public ProxyConfig {
        prices = Map.copyOf(prices);
        routes = List.copyOf(routes);
        shadows = List.copyOf(shadows);
        ConfigException.check(!routes.isEmpty(), "routes", "[]", "at least one route");
        Set<String> routeNames = new HashSet<>();
        for (int i = 0; i < routes.size(); i++) {
            String name = routes.get(i).name();
            ConfigException.check(routeNames.add(name), "routes[" + i + "].name", name, "a name no other route has");
        }
        Set<String> shadowNames = new HashSet<>();
        for (int i = 0; i < shadows.size(); i++) {
            ShadowConfig shadow = shadows.get(i);
            String at = "shadows[" + i + "].";
            ConfigException.check(
                    shadowNames.add(shadow.name()), at + "name", shadow.name(), "a name no other shadow has");
            ConfigException.check(
                    routeNames.contains(shadow.route()), at + "route", shadow.route(), "one of " + routeNames);
            RouteConfig route = route(routes, shadow.route());
            ConfigException.check(
                    !shadow.candidate().credentials().inherit()
                            || shadow.candidate()
                                    .upstream()
                                    .origin()
                                    .equals(route.upstream().origin()),
                    at + "candidate.credentials",
                    "inherit",
                    "credentials of its own, because the candidate's origin is not the live one");
        }
    }

    private static RouteConfig route(List<RouteConfig> routes, String name) {
        return routes.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    public RouteConfig route(String name) {
        return route(routes, name);
    }

    /** One in the making: every bound the usual one, no admin server, nothing kept, candidates at public addresses only. */
    public static ProxyBuilder of(ListenConfig listen, List<RouteConfig> routes) {
        return new ProxyBuilder(listen, routes);
    }

    /** The same configuration in the making, so that parts of it can be changed. */
    public ProxyBuilder but() {
        return new ProxyBuilder(listen, routes)
                .admin(admin)
                .captureBudget(captureBudget)
                .liveBodyLimit(liveBodyLimit)
                .samplingKey(samplingKey)
                .privacy(privacy)
                .prices(prices)
                .shadows(shadows)
                .runtime(runtime)
                .store(store)
                .egress(egress)
                .drift(drift)
                .otlp(otlp);
    }

    /** The same configuration with other routes. */
    public ProxyConfig withRoutes(List<RouteConfig> others) {
        return but().routes(others).build();
    }

    /** The same configuration with other shadows. */
    public ProxyConfig withShadows(List<ShadowConfig> others) {
        return but().shadows(others).build();
    }
}
