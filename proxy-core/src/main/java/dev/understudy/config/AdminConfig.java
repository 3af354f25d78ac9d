package dev.understudy.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The admin API, metrics and page.
 *
 * @param token bearer token with the role operate, or null
 * @param tokens more of them; none at all is allowed on a loopback address only
 */
public record AdminConfig(String host, int port, @Nullable String token, List<AdminToken> tokens) {
    /** The name that {@code token} goes by. */
    public static final String TOKEN_NAME = "admin";

    private static final Set<String> LOOPBACK = Set.of("localhost", "::1", "[::1]");
    private static final int MOST_TOKENS = 64;

    public AdminConfig {
        tokens = List.copyOf(tokens);
        ConfigException.check(port >= 0 && port <= 65535, "port", port, "0 to 65535");
        ConfigException.check(
                token == null || !token.isBlank(), "token", "(empty)", "a secret, or no token key at all on loopback");
        ConfigException.check(
                token != null || !tokens.isEmpty() || isLoopback(host),
                "token",
                "(none)",
                "a token, because " + host + " is not loopback");
        ConfigException.check(
                tokens.size() <= MOST_TOKENS, "tokens", tokens.size(), "up to " + MOST_TOKENS + " tokens");
        checkDistinct(token, tokens);
    }

    /** With at most one token. */
    public AdminConfig(String host, int port, @Nullable String token) {
        this(host, port, token, List.of());
    }

    private static void checkDistinct(@Nullable String token, List<AdminToken> tokens) {
        Set<String> names = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        if (token != null) {
            names.add(TOKEN_NAME);
            secrets.add(token);
        }
        for (int i = 0; i < tokens.size(); i++) {
            AdminToken one = tokens.get(i);
            String at = "tokens[" + i + "].";
            ConfigException.check(names.add(one.name()), at + "name", one.name(), "a name no other token has");
            ConfigException.check(
                    secrets.add(one.token()), at + "token", "the same as another's", "a secret of its own");
        }
    }

    /** All tokens, {@code token} among them. */
    public List<AdminToken> allTokens() {
        if (token == null) {
            return tokens;
        }
        List<AdminToken> all = new ArrayList<>(tokens);
        all.add(0, new AdminToken(TOKEN_NAME, token, AdminToken.Role.OPERATE));
        return List.copyOf(all);
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** Never shows a token. */
    @Override
    public String toString() {
        int count = allTokens().size();
        return "AdminConfig[" + host + ":" + port + (count == 0 ? "" : ", tokens=" + count) + "]";
    }
}
