package dev.understudy.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The admin API, metrics and page.
 *
 * @param token bearer token; may be null on a loopback address only
 */
public record AdminConfig(String host, int port, @Nullable String token) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");

    public AdminConfig {
        ConfigException.check(port >= 0 && port <= 65535, "port", port, "0 to 65535");
        ConfigException.check(
                token == null || !token.isBlank(), "token", "(empty)", "a secret, or no token key at all on loopback");
        ConfigException.check(
                token != null || isLoopback(host), "token", "(none)", "a token, because " + host + " is not loopback");
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "AdminConfig[" + host + ":" + port + (token == null ? "" : ", token=***") + "]";
    }
}
