package dev.understudy.dialect.openai;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azure's deployment in the path, {@code /openai/deployments/NAME/chat/completions}: it names the model, and the one in
 * the body is ignored.
 */
final class Deployment {
    private static final String PLACE = "/deployments/";
    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/[^/?]+/");

    private Deployment() {}

    /** The deployment that a target names, or null. */
    static @Nullable String of(String target) {
        int start = target.indexOf(PLACE);
        int name = start + PLACE.length();
        int end = start < 0 ? -1 : target.indexOf('/', name);
        int query = target.indexOf('?');
        if (end <= name || (query >= 0 && end > query)) {
            return null;
        }
        try {
            return URLDecoder.decode(target.substring(name, end).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return target.substring(name, end);
        }
    }

    /** The target with another Azure deployment; one without a deployment stays as it is. */
    static String replaced(String target, String model) {
        if (!target.contains(PLACE)) {
            return target; // nearly always, and a matcher is the dearest object of the whole derivation
        }
        String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return DEPLOYMENT.matcher(target).replaceFirst(Matcher.quoteReplacement("/deployments/" + name + "/"));
    }
}
