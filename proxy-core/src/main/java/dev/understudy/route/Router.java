package dev.understudy.route;

import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.http.RequestHead;
import dev.understudy.tee.MirrorIntake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request: the first that matches. Immutable; a new configuration is a new router. */
public final class Router {
    private final List<Entry> entries;

    private record Entry(PathPattern path, @Nullable String host, Map<String, String> headers, RouteTarget target) {}

    private Router(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * A router over a configuration's routes.
     *
     * @param mirrors by route name; a route without an enabled shadow has none
     */
    public static Router of(ProxyConfig config, Map<String, MirrorIntake> mirrors) {
        List<Entry> entries = new ArrayList<>();
        for (RouteConfig route : config.routes()) {
            MatchConfig match = route.match();
            String host = match.host() == null ? null : match.host().toLowerCase(Locale.ROOT);
            entries.add(new Entry(
                    PathPattern.of(match.path()),
                    host,
                    match.headers(),
                    RouteTarget.of(route, mirrors.get(route.name()))));
        }
        return new Router(entries);
    }

    /** The route of a request, or null when none takes it. */
    public @Nullable RouteTarget route(RequestHead head) {
        String path = head.path();
        for (Entry entry : entries) {
            if (entry.path().matches(path) && hostMatches(entry.host(), head) && headersMatch(entry.headers(), head)) {
                return entry.target();
            }
        }
        return null;
    }

    /**
     * What each route says to a request, in order.
     *
     * @param objection why it does not take it, or null where it would
     */
    public record Say(RouteTarget target, @Nullable String objection) {}

    /** Every route's say, for people; the first without an objection is the one that {@link #route} gives. */
    public List<Say> explain(RequestHead head) {
        return entries.stream()
                .map(entry -> new Say(entry.target(), objection(entry, head)))
                .toList();
    }

    private static @Nullable String objection(Entry entry, RequestHead head) {
        MatchConfig match = entry.target().config().match();
        if (!entry.path().matches(head.path())) {
            return "path " + head.path() + " is not " + match.path();
        }
        if (!hostMatches(entry.host(), head)) {
            return "host " + head.authority() + " is not " + match.host();
        }
        if (!headersMatch(entry.headers(), head)) {
            return "headers " + match.headers().keySet() + " do not all have the wanted values";
        }
        return null;
    }

    private static boolean hostMatches(@Nullable String wanted, RequestHead head) {
        if (wanted == null) {
            return true;
        }
        String authority = head.authority();
        if (authority == null) {
            return false;
        }
        int port = authority.lastIndexOf(':');
        boolean hasPort = port >= 0 && authority.indexOf(']', port) < 0;
        String host = (hasPort ? authority.substring(0, port) : authority).toLowerCase(Locale.ROOT);
        return wanted.startsWith("*.") ? host.endsWith(wanted.substring(1)) : host.equals(wanted);
    }

    private static boolean headersMatch(Map<String, String> wanted, RequestHead head) {
        for (Map.Entry<String, String> header : wanted.entrySet()) {
            String value = head.field(header.getKey().toLowerCase(Locale.ROOT));
            if (!header.getValue().equals(value)) {
                return false;
            }
        }
        return true;
    }
}
