package dev.understudy.dialect.openai;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Azure's deployment in the path, {@code /openai/deployments/NAME/chat/completions}: it names the model, and the one in
 * the body is ignored.
 */
final class Deployment {
    private static final Pattern DEPLOYMENT = Pattern.compile("/deployments/[^/?]+/");

    private Deployment() {}

    /** The target with another Azure deployment; one without a deployment stays as it is. */
    static String replaced(String target, String model) {
        if (!target.contains("/deployments/")) {
            return target; // nearly always, and a matcher is the dearest object of the whole derivation
        }
        String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return DEPLOYMENT.matcher(target).replaceFirst(Matcher.quoteReplacement("/deployments/" + name + "/"));
    }
}
