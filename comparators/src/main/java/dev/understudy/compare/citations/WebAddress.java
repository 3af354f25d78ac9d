package dev.understudy.compare.citations;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page's address in the form in which two ways to write it are one: without scheme, {@code www.}, the port that goes
 * without saying, fragment, trailing slash, and the parameters that only say who sent the reader ({@code utm_source=openai}).
 */
final class WebAddress {
    /** Google's links of this kind are new with every answer, and lead to a page that only their title names. */
    private static final String GROUNDING_REDIRECT = "vertexaisearch.cloud.google.com/grounding-api-redirect";

    private WebAddress() {}

    /** Whether it is written as one of the web. */
    static boolean isLink(String text) {
        return behindScheme(text) >= 0;
    }

    /** Null where it is not the address of a page, or does not tell which. */
    static @Nullable String of(String written) {
        String text = written.strip();
        int hostFrom = behindScheme(text);
        if (hostFrom < 0) {
            return null;
        }
        int end = firstOf(text, hostFrom, "#");
        int pathFrom = Math.min(end, firstOf(text, hostFrom, "/?"));
        String host = host(text.substring(hostFrom, pathFrom), text.charAt(4) == ':');
        int queryFrom = Math.min(end, firstOf(text, pathFrom, "?"));
        String path = text.substring(pathFrom, queryFrom);
        String address = host + withoutSlash(path) + query(text.substring(queryFrom, end));
        return host.isEmpty() || address.startsWith(GROUNDING_REDIRECT) ? null : address;
    }

    private static int behindScheme(String text) {
        for (String scheme : new String[] {"https://", "http://"}) {
            if (text.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return -1;
    }

    private static int firstOf(String text, int from, String marks) {
        int at = from;
        while (at < text.length() && marks.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static String host(String written, boolean plain) {
        String host = written.toLowerCase(Locale.ROOT);
        String port = plain ? ":80" : ":443";
        host = host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
        return host.startsWith("www.") ? host.substring("www.".length()) : host;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** @param query with its question mark, or empty */
    private static String query(String query) {
        StringBuilder kept = new StringBuilder();
        for (String parameter :
                query.isEmpty() ? new String[0] : query.substring(1).split("&")) {
            if (!parameter.isEmpty() && !parameter.regionMatches(true, 0, "utm_", 0, "utm_".length())) {
                kept.append(kept.length() == 0 ? '?' : '&').append(parameter);
            }
        }
        return kept.toString();
    }
}
