package dev.understudy.variant;

import dev.understudy.dialect.Dialect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Puts a candidate's own path in the place of the usual target. */
final class CandidatePath {
    private CandidatePath() {}

    /**
     * @param template as configured, or null for the usual target
     * @param target the usual one, which may name the model and the action
     */
    static String of(@Nullable String template, String target, ObjectNode body, Dialect dialect)
            throws VariantException {
        if (template == null) {
            return target;
        }
        String path = template;
        if (path.contains("{model}")) {
            String model = dialect.facts(target, body).model();
            if (model == null) {
                throw new VariantException("path: the request names no model");
            }
            path = path.replace(
                    "{model}", URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return path.replace("{action}", target.substring(target.lastIndexOf(':') + 1));
    }
}
