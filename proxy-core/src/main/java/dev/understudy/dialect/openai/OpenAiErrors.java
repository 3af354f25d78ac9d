package dev.understudy.dialect.openai;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ErrorClasses;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.StatedError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors of OpenAI and of the many that answer in its dialect, each with a shape of its own:
 * {@code {"error": {"message", "type", "code"}}}, {@code {"error": "…"}}, {@code {"message", "code"}},
 * {@code {"detail": …}}, {@code [{"error": …}]}, or no JSON at all.
 */
final class OpenAiErrors {
    private OpenAiErrors() {}

    /** Never throws. An empty range or a body that is no JSON is judged by its status alone. */
    static ProviderError read(int status, byte[] body, int from, int to) {
        return StatedError.read(status, body, from, to, root -> read(status, StatedError.first(root)));
    }

    private static ProviderError read(int status, JsonNode root) {
        JsonNode error = root.path("error");
        if (!isSomething(error)) {
            error = root.path("x_groq").path("error");
        }
        if (!isSomething(error)) {
            error = root.path("response").path("error");
        }
        if (!isSomething(error)) {
            error = root.path("choices").path(0).path("error");
        }
        JsonNode from = error.isObject() ? error : root;
        String message = message(error, from, root);
        String words = words(error, from);
        int stated = statedStatus(from);
        int effective = status >= 200 && status < 300 && stated > 0 ? stated : status;
        return new ProviderError(ErrorClasses.of(effective, words, message), StatedError.shown(message, effective));
    }

    private static boolean isSomething(JsonNode node) {
        return !node.isMissingNode()
                && !node.isNull()
                && !(node.isString() && node.stringValue().isEmpty());
    }

    private static String message(JsonNode error, JsonNode from, JsonNode root) {
        for (JsonNode candidate : new JsonNode[] {
            from.path("message"),
            root.path("message"),
            root.path("error_description"),
            root.path("detail"),
            error.isObject() ? Json.newObject().path("none") : error
        }) {
            if (isSomething(candidate)) {
                return candidate.isString() ? candidate.stringValue() : candidate.toString();
            }
        }
        return "";
    }

    /** Everything short that names the error: code, type, status, Azure's inner code, OpenRouter's reasons. */
    private static String words(JsonNode error, JsonNode from) {
        StringBuilder words = new StringBuilder();
        for (JsonNode word : new JsonNode[] {
            from.path("code"),
            from.path("type"),
            from.path("status"),
            from.path("innererror").path("code"),
            from.path("metadata").path("error_type"),
            from.path("metadata").has("reasons") ? Json.newObject().stringNode("moderation") : from.path("none"),
            error.isString() ? error : from.path("none")
        }) {
            if (word.isString()) {
                words.append(word.stringValue().toLowerCase(Locale.ROOT)).append(' ');
            }
        }
        return words.toString();
    }

    /** The HTTP status inside an error that came in a stream: {@code "code": 429}, {@code "status_code": 400}. */
    private static int statedStatus(JsonNode from) {
        for (String field : new String[] {"code", "status_code", "status", "statusCode"}) {
            JsonNode value = from.path(field);
            if (value.isIntegralNumber()
                    && value.canConvertToInt()
                    && value.intValue() >= 400
                    && value.intValue() < 600) {
                return value.intValue();
            }
            if (value.isString() && value.stringValue().matches("[45]\\d\\d")) {
                return Integer.parseInt(value.stringValue());
            }
        }
        return 0;
    }

    /** An error as OpenAI words it. */
    static byte[] body(int status, ErrorKind kind, String message) {
        ObjectNode root = Json.newObject();
        root.putObject("error")
                .put("message", message)
                .put("type", type(status, kind))
                .putNull("param")
                .put("code", code(kind));
        return Json.bytes(root);
    }

    private static String type(int status, ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> "rate_limit_error";
            case QUOTA_EXHAUSTED -> "insufficient_quota";
            case AUTH -> "authentication_error";
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED, NOT_FOUND -> "invalid_request_error";
            case OVERLOADED, TIMEOUT, CONNECTION, MALFORMED, TRUNCATED, OTHER ->
                status >= 400 && status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static @Nullable String code(ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> "rate_limit_exceeded";
            case QUOTA_EXHAUSTED -> "insufficient_quota";
            case AUTH -> "invalid_api_key";
            case NOT_FOUND -> "not_found";
            case CONTEXT_TOO_LONG -> "context_length_exceeded";
            case CONTENT_FILTERED -> "content_filter";
            case TIMEOUT -> "upstream_timeout";
            case CONNECTION -> "upstream_unreachable";
            case OVERLOADED -> "overloaded";
            case MALFORMED, TRUNCATED -> "upstream_invalid_response";
            case INVALID_REQUEST, OTHER -> null;
        };
    }
}
