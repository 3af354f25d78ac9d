package dev.understudy.variant;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Azure names the model in the path and ignores the one in the body. */
    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/[^/?]+/");

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

    /** The target with another Azure deployment; one without a deployment stays as it is. */
    static String withDeployment(String target, String model) {
        if (!target.contains("/deployments/")) {
            return target; // nearly always, and a matcher is the dearest object of the whole derivation
        }
        String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return DEPLOYMENT.matcher(target).replaceFirst(Matcher.quoteReplacement("/deployments/" + name + "/"));
    }
}
