package dev.understudy.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a route takes. All parts given must hold.
 *
 * @param path a glob on the path: {@code *} within a segment, {@code **} across segments at the end
 * @param host the Host without port, exact, without case; or {@code *.example.com}; null for any
 * @param headers header names and exact values
 */
public record MatchConfig(String path, @Nullable String host, Map<String, String> headers) {
    public MatchConfig {
        ConfigException.check(
                path.startsWith("/") && path.indexOf("**") == path.lastIndexOf("**") && !midway(path),
                "path",
                path,
                "a path such as /v1/** or /v1/chat/completions, with ** only at its end");
        headers = Map.copyOf(headers);
    }

    private static boolean midway(String path) {
        int at = path.indexOf("**");
        return at >= 0 && at != path.length() - 2;
    }

    public static MatchConfig everything() {
        return new MatchConfig("/**", null, Map.of());
    }
}
