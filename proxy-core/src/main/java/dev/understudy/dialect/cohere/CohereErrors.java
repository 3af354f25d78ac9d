package dev.understudy.dialect.cohere;

import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ErrorClasses;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.StatedError;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Errors of Cohere: {@code {"id", "message"}}; in a stream, the error of its last event.
 *
 * @see <a href="https://docs.cohere.com/reference/errors">Cohere, errors</a>
 */
final class CohereErrors {
    private CohereErrors() {}

    /** Never throws. An empty range or a body that is no JSON is judged by its status alone. */
    static ProviderError read(int status, byte[] body, int from, int to) {
        return StatedError.read(status, body, from, to, root -> read(status, message(root)));
    }

    private static ProviderError read(int status, String message) {
        return new ProviderError(ErrorClasses.of(status, words(message), message), StatedError.shown(message, status));
    }

    private static String message(JsonNode root) {
        for (JsonNode place : new JsonNode[] {
            root.path("message"),
            root.path("error"),
            root.path("error").path("message"),
            root.path("delta").path("error")
        }) {
            if (place.isString() && !place.stringValue().isBlank()) {
                return place.stringValue();
            }
        }
        return "";
    }

    /** What the message means in the words that others use for it. */
    private static String words(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("too many tokens")) {
            return "context_length";
        }
        if (lower.contains("trial key") || lower.contains("rate limit")) {
            return "rate_limit";
        }
        return lower.contains("invalid api token") ? "invalid_api_key" : "";
    }

    /** An error as Cohere words it. */
    static byte[] body(String message) {
        return Json.bytes(Json.newObject().put("message", message));
    }
}
