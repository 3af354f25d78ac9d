package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the endpoint of a request: exact segments, and {@code *} for a name. Built once, then read by the admin loop. */
final class Router {
    /** Answers a request. May throw {@link Refusal}. */
    interface Endpoint {
        ApiResponse handle(ApiRequest request);
    }

    /**
     * @param open needs no token: it tells nothing, or tells only that the process lives
     * @param slow may take long or block, so it runs off the event loop
     */
    record Route(String method, List<String> pattern, boolean open, boolean slow, Endpoint endpoint) {
        private boolean matches(List<String> segments) {
            if (segments.size() != pattern.size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                if (!pattern.get(i).equals("*") && !pattern.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Route> routes = new ArrayList<>();

    void open(String path, Endpoint endpoint) {
        routes.add(new Route("GET", split(path), true, false, endpoint));
    }

    void get(String path, Endpoint endpoint) {
        routes.add(new Route("GET", split(path), false, false, endpoint));
    }

    void post(String path, Endpoint endpoint) {
        routes.add(new Route("POST", split(path), false, true, endpoint));
    }

    private static List<String> split(String path) {
        return List.of(path.substring(1).split("/", -1));
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
