package dev.understudy.sandbox.provider;

import dev.understudy.exchange.Headers;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request as the simulator got it, framing removed. The body is not copied and must not be changed.
 *
 * @param number counts up with each request of a simulator; the source of chance for this one
 */
public record Received(String method, String target, Headers headers, byte[] body, long number) {
    private static final String BEARER = "bearer ";

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The token of a bearer's authorization (RFC 6750 section 2.1); null where there is none. */
    public @Nullable String bearer() {
        String authorization = headers.get("authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        return authorization.substring(BEARER.length()).strip();
    }

    /** The first value of a query parameter, decoded; null where there is none. */
    public @Nullable String parameter(String name) {
        int query = target.indexOf('?');
        String all = query < 0 ? "" : target.substring(query + 1);
        for (String pair : all.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return null;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfAnEscape) {
            return value;
        }
    }
}
