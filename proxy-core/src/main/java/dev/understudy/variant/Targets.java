package dev.understudy.variant;

import dev.understudy.privacy.Pseudonymiser;
import java.net.URLDecoder;
import java.net.URLEncoder;
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
            "subscription-key",
            "x-amz-credential",
            "x-amz-security-token",
            "x-amz-signature");

    /** The next segment names a model, or where it runs: long numbers, some of which look like a card's. */
    private static final Set<String> MODEL_FOLLOWS =
            Set.of("deployments", "model", "models", "tunedModels", "endpoints", "projects");

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

    /**
     * The target without personal data: each path segment and each query parameter is looked at by itself, decoded, and
     * written anew only where something was found. Left alone: credentials that are there to be passed on, and the names
     * of models, as in the body.
     */
    static String pseudonymised(String target, Pseudonymiser privacy) {
        if (privacy == Pseudonymiser.OFF) {
            return target;
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            if (!MODEL_FOLLOWS.contains(segments[i - 1])) {
                segments[i] = pseudonymisedSegment(segments[i], privacy);
            }
        }
        String cleanPath = String.join("/", segments);
        return query < 0 ? cleanPath : cleanPath + "?" + pseudonymisedQuery(target.substring(query + 1), privacy);
    }

    private static String pseudonymisedQuery(String query, Pseudonymiser privacy) {
        return Arrays.stream(query.split("&", -1))
                .map(parameter -> pseudonymisedParameter(parameter, privacy))
                .collect(Collectors.joining("&"));
    }

    private static String pseudonymisedSegment(String segment, Pseudonymiser privacy) {
        // A plus is a plus in a path; only a form reads it as a space.
        String text = decoded(segment.replace("+", "%2B"));
        String clean = privacy.value("", text);
        return clean.equals(text) ? segment : encoded(clean);
    }

    private static String pseudonymisedParameter(String parameter, Pseudonymiser privacy) {
        if (isCredential(parameter)) {
            return parameter;
        }
        int equals = parameter.indexOf('=');
        String rawName = equals < 0 ? parameter : parameter.substring(0, equals);
        String name = decoded(rawName);
        String cleanName = privacy.value("", name);
        String shownName = cleanName.equals(name) ? rawName : encoded(cleanName);
        if (equals < 0) {
            return shownName;
        }
        String value = decoded(parameter.substring(equals + 1));
        String clean = privacy.value(name, value);
        return shownName + "=" + (clean.equals(value) ? parameter.substring(equals + 1) : encoded(clean));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What cannot be decoded means what it says. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
