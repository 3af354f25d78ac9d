package dev.understudy.dialect.ollama;

import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ErrorClasses;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.StatedError;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Errors of Ollama: {@code {"error": "…"}}, also as a line of a stream that had begun well. There are no codes. */
final class OllamaErrors {
    private OllamaErrors() {}

    /** Never throws. An empty range or a body that is no JSON is judged by its status alone. */
    static ProviderError read(int status, byte[] body, int from, int to) {
        return StatedError.read(status, body, from, to, root -> read(status, message(root.path("error"))));
    }

    private static String message(JsonNode error) {
        return error.isString() ? error.stringValue() : error.path("message").asString("");
    }

    private static ProviderError read(int status, String message) {
        return new ProviderError(ErrorClasses.of(status, words(message), message), StatedError.shown(message, status));
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
