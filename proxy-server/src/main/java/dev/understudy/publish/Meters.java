package dev.understudy.publish;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The meters of the routes and shadows that are configured: an immutable snapshot, replaced whole on a reload. What a
 * reload takes away loses its series; what is still in flight for it then counts under {@code (other)}, a name that
 * configuration cannot give, so that totals stay whole and the number of series stays bounded.
 */
final class Meters {
    static final String OTHER = "(other)";

    private final Map<String, RouteMeters> routes;
    private final Map<String, ShadowMeters> shadows;
    private final RouteMeters otherRoute;
    private final ShadowMeters otherShadow;

    private Meters(
            Map<String, RouteMeters> routes,
            Map<String, ShadowMeters> shadows,
            RouteMeters otherRoute,
            ShadowMeters otherShadow) {
        this.routes = routes;
        this.shadows = shadows;
        this.otherRoute = otherRoute;
        this.otherShadow = otherShadow;
    }

    static Meters none() {
        return new Meters(Map.of(), Map.of(), new RouteMeters(OTHER), new ShadowMeters(OTHER));
    }

    /** These meters for other names; names that stay keep their counts. */
    Meters with(Set<String> routeNames, Set<String> shadowNames) {
        return new Meters(
                carry(routes, routeNames, RouteMeters::new),
                carry(shadows, shadowNames, ShadowMeters::new),
                otherRoute,
                otherShadow);
    }

    private static <M> Map<String, M> carry(Map<String, M> old, Set<String> names, Function<String, M> create) {
        // Not Map.copyOf: HashMap finds a string in fewer nanoseconds, and the live loop pays for them.
        Map<String, M> next = new HashMap<>();
        for (String name : names) {
            M kept = old.get(name);
            next.put(name, kept == null ? create.apply(name) : kept);
        }
        return next;
    }

    RouteMeters route(String name) {
        RouteMeters meters = routes.get(name);
        return meters == null ? otherRoute : meters;
    }

    ShadowMeters shadow(String name) {
        ShadowMeters meters = shadows.get(name);
        return meters == null ? otherShadow : meters;
    }

    boolean hasShadow(String name) {
        return shadows.containsKey(name);
    }

    void collect(Samples samples) {
        routes.values().forEach(route -> route.collect(samples));
        shadows.values().forEach(shadow -> shadow.collect(samples));
        if (otherRoute.used()) {
            otherRoute.collect(samples);
        }
        if (otherShadow.used()) {
            otherShadow.collect(samples);
        }
    }
}
