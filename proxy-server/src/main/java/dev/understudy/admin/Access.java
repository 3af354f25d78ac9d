package dev.understudy.admin;

import dev.understudy.admin.ApiResponse.Refusal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. With a token: who knows it. Without one the server listens on loopback only, and then the danger is a web
 * page in the operator's own browser: it may not post across origins, and may not come in under a name that its owner
 * pointed at 127.0.0.1 (DNS rebinding).
 */
final class Access {
    private static final Set<String> OWN_FETCHES = Set.of("same-origin", "none");

    private final byte @Nullable [] tokenDigest;

    Access(@Nullable String token) {
        this.tokenDigest = token == null ? null : digest(token);
    }

    /** @throws Refusal 401 or 403 */
    void check(ApiRequest request, boolean open) {
        if (tokenDigest == null) {
            checkHost(request.header("host"));
        } else if (!open) {
            checkToken(tokenDigest, request.header("authorization"));
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            checkOrigin(request);
        }
    }

    private static void checkToken(byte[] expected, @Nullable String authorization) {
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        // Digests are compared, in constant time: neither content nor length of the token shows in how long it takes.
        if (authorization == null
                || !bearer
                || !MessageDigest.isEqual(
                        expected, digest(authorization.substring(7).strip()))) {
            throw new Refusal(
                    401,
                    authorization == null ? "authorization: (none) (expected: Bearer TOKEN)" : "authorization: refused",
                    Map.of("www-authenticate", "Bearer realm=\"understudy\""));
        }
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
