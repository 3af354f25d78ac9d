package dev.understudy.variant;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Edits request targets (origin form). */
final class Targets {
    /** Query parameters that providers take credentials from. */
    private static final Set<String> CREDENTIALS = Set.of(
            "key",
            "api_key",
            "api-key",
            "apikey",
            "access_token",
            "token",
            "code",
            "sig",
            "signature",
            "subscription-key");

    private Targets() {}

    /** The target without credentials in its query; all else stays byte for byte. */
    static String withoutCredentials(String target) {
        int query = target.indexOf('?');
        if (query < 0) {
            return target;
        }
        String kept = Arrays.stream(target.substring(query + 1).split("&", -1))
                .filter(parameter -> !isCredential(parameter))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? target.substring(0, query) : target.substring(0, query + 1) + kept;
    }

    private static boolean isCredential(String parameter) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        return CREDENTIALS.contains(decoded(name).toLowerCase(Locale.ROOT));
    }

    /** A name that cannot be decoded is nobody's parameter, so nothing is lost by taking it as it is. */
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }
}
