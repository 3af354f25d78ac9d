package dev.understudy.dialect.ollama;

import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ErrorClasses;
import dev.understudy.dialect.wire.Json;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Errors of Ollama: {@code {"error": "…"}}, also as a line of a stream that had begun well. There are no codes. */
final class OllamaErrors {
    private static final int MAX_MESSAGE = 2_000;

    private OllamaErrors() {}

    /** Never throws. An empty range or a body that is no JSON is judged by its status alone. */
    static ProviderError read(int status, byte[] body, int from, int to) {
        try {
            JsonNode root = to > from ? Json.tree(body, from, to) : Json.newObject();
            JsonNode error = root.path("error");
            String message = error.isString()
                    ? error.stringValue()
                    : error.path("message").asString("");
            String shown = message.isBlank() ? "HTTP " + status : message;
            return new ProviderError(
                    ErrorClasses.of(status, words(message), message),
                    shown.length() <= MAX_MESSAGE ? shown : shown.substring(0, MAX_MESSAGE) + "…");
        } catch (JacksonException notJson) {
            return new ProviderError(ErrorClasses.ofStatus(status), "HTTP " + status);
        }
    }

    /** What the message means in the words that others use for it. */
    private static String words(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("exceeds the context length") || lower.contains("exceeds maximum context")) {
            return "context_length";
        }
        if (lower.contains("server busy") || lower.contains("maximum pending requests")) {
            return "overloaded";
        }
        if (lower.contains("usage limit")) {
            return "rate_limit";
        }
        return lower.startsWith("model") && lower.contains("not found") ? "not_found" : "";
    }

    /** An error as Ollama words it. */
    static byte[] body(String message) {
        return Json.bytes(Json.newObject().put("error", message));
    }
}
