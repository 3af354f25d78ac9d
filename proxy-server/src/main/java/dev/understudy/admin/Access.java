package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import dev.understudy.admin.Router.Need;
import dev.understudy.config.AdminConfig;
import dev.understudy.config.AdminToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for what. With tokens: who knows one, within its role. Without, the server listens on loopback only, and then the
 * danger is a web page in the operator's own browser: it may not post across origins, and may not come in under a name that its
 * owner pointed at 127.0.0.1 (DNS rebinding). Confined to the admin loop.
 */
final class Access {
    private static final Set<String> OWN_FETCHES = Set.of("same-origin", "none");

    private record Known(byte[] digest, Caller caller) {}

    private final List<Known> tokens;
    private final FailedAttempts failures;

    Access(AdminConfig config, LongSupplier nanos) {
        this.tokens = config.allTokens().stream().map(Access::known).toList();
        this.failures = new FailedAttempts(nanos);
    }

    private static Known known(AdminToken token) {
        return new Known(digest(token.token()), new Caller(token.name(), token.role()));
    }

    /**
     * Who asks, if he may.
     *
     * @throws Refusal 401, 403 or 429
     */
    Caller check(ApiRequest request, Need need) {
        Caller caller = Caller.LOCAL;
        if (tokens.isEmpty()) {
            checkHost(request.header("host"));
        } else {
            caller = need == Need.NOTHING ? Caller.NOBODY : identify(request);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            checkOrigin(request);
        }
        if (need == Need.OPERATE && !caller.operates()) {
            throw new Refusal(403, "role: of " + caller.token() + " (expected: operate)");
        }
        return caller;
    }

    private Caller identify(ApiRequest request) {
        String authorization = request.header("authorization");
        if (authorization == null) {
            // A page that is opened has no token yet: that is no attempt.
            throw unauthorised("authorization: (none) (expected: Bearer TOKEN)");
        }
        long wait = failures.waitSeconds(request.actor());
        if (wait > 0) {
            throw new Refusal(429, "authorization: too many wrong ones", Map.of("retry-after", Long.toString(wait)));
        }
        Caller caller = bearer(authorization);
        if (caller == null) {
            failures.failed(request.actor());
            throw unauthorised("authorization: refused");
        }
        return caller;
    }

    private static Refusal unauthorised(String message) {
        return new Refusal(401, message, Map.of("www-authenticate", "Bearer realm=\"understudy\""));
    }

    private @Nullable Caller bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return null;
        }
        byte[] asked = digest(authorization.substring(7).strip());
        Caller found = null;
        // Digests are compared, each in constant time and all of them always: neither a token's content and length nor
        // its place in the list shows in how long it takes.
        for (Known known : tokens) {
            if (MessageDigest.isEqual(known.digest(), asked)) {
                found = known.caller();
            }
        }
        return found;
    }

    private static void checkHost(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
        boolean loopback = name.equals("localhost") || name.equals("[::1]") || name.matches("127(\\.[0-9]{1,3}){3}");
        if (!loopback) {
            throw new Refusal(403, "host: refused (expected: localhost or a loopback address, as there is no token)");
        }
    }

    private static void checkOrigin(ApiRequest request) {
        String site = request.header("sec-fetch-site");
        String origin = request.header("origin");
        boolean foreign = (site != null && !OWN_FETCHES.contains(site))
                || (origin != null && !authority(origin).equalsIgnoreCase(String.valueOf(request.header("host"))));
        if (foreign) {
            throw new Refusal(403, "origin: refused (expected: a request from this server's own page)");
        }
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
