package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the endpoint of a request: exact segments, and {@code {name}} for any one. The first that fits takes it. Built once, then read
 * by the admin loop.
 */
final class Router {
    /** Answers a request. May throw {@link Refusal}. */
    interface Endpoint {
        ApiResponse handle(ApiRequest request);
    }

    /** What a caller needs. */
    enum Need {
        /** It tells nothing, or only that the process lives. */
        NOTHING,
        /** Any token. */
        READ,
        /** One that may switch. */
        OPERATE
    }

    /** Where an endpoint runs. */
    enum Lane {
        /** On the event loop: it does not wait. */
        LOOP,
        /** It may wait for a disk. */
        READS,
        /** It changes something: one at a time. */
        OPERATIONS
    }

    /** @param path as it was given: {@code /api/v1/shadows/{name}} */
    record Route(String method, String path, List<String> pattern, Need need, Lane lane, Endpoint endpoint) {
        private boolean matches(List<String> segments) {
            if (segments.size() != pattern.size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                boolean any = pattern.get(i).startsWith("{") && !segments.get(i).isEmpty();
                if (!any && !pattern.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Route> routes = new ArrayList<>();

    void open(String path, Endpoint endpoint) {
        add("GET", path, Need.NOTHING, Lane.LOOP, endpoint);
    }

    void get(String path, Endpoint endpoint) {
        add("GET", path, Need.READ, Lane.LOOP, endpoint);
    }

    void slowGet(String path, Endpoint endpoint) {
        add("GET", path, Need.READ, Lane.READS, endpoint);
    }

    void post(String path, Endpoint endpoint) {
        add("POST", path, Need.OPERATE, Lane.OPERATIONS, endpoint);
    }

    private void add(String method, String path, Need need, Lane lane, Endpoint endpoint) {
        List<String> pattern = List.of(path.substring(1).split("/", -1));
        routes.add(new Route(method, path, pattern, need, lane, endpoint));
    }

    /** All of them, in order. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** @throws Refusal 404 for a path that is not there, 405 for a method that the path does not take */
    Route find(ApiRequest request) {
        // HEAD is GET without the content (RFC 9110 section 9.3.2); the encoder leaves the content out.
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            if (route.matches(request.segments())) {
                if (route.method().equals(method)) {
                    return route;
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new Refusal(404, "path: nothing here (expected: /, /metrics, /healthz, /readyz or /api/v1/…)");
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String names = String.join(", ", allowed);
        throw new Refusal(405, "method: " + request.method() + " (expected: " + names + ")", Map.of("allow", names));
    }
}
