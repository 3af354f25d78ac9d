package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ErrorClasses;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.StatedError;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors as Anthropic words them, in a body or in a stream: {@code {"type": "error", "error": {"type", "message"}}}. In
 * front of it stand Google ({@code {"error": {"code", "message", "status"}}}) and gateways of all kinds.
 *
 * @see <a href="https://docs.anthropic.com/en/api/errors">Errors</a>
 */
final class MessageErrors {
    private MessageErrors() {}

    /** Never throws. An empty range or a body that is no JSON is judged by its status alone. */
    static ProviderError read(int status, byte[] body, int from, int to) {
        return StatedError.read(status, body, from, to, root -> read(status, StatedError.first(root)));
    }

    private static ProviderError read(int status, JsonNode root) {
        JsonNode error = root.path("error");
        JsonNode from = error.isObject() ? error : root;
        String message = error.isString()
                ? error.stringValue()
                : from.path("message").asStringOpt().orElse("");
        String words = word(from, "type") + word(from, "status") + word(from, "code");
        int stated = from.path("code").isIntegralNumber() ? from.path("code").asInt(0) : 0;
        int effective = status < 300 && stated >= 400 && stated < 600 ? stated : status;
        return new ProviderError(ErrorClasses.of(effective, words, message), StatedError.shown(message, effective));
    }

    private static String word(JsonNode error, String field) {
        JsonNode value = error.path(field);
        return value.isString() ? value.stringValue().toLowerCase(Locale.ROOT) + " " : "";
    }

    /** An error as Anthropic words it. */
    static byte[] body(int status, ErrorKind kind, String message) {
        ObjectNode root = Json.newObject().put("type", "error");
        root.putObject("error").put("type", type(status, kind)).put("message", message);
        return Json.bytes(root);
    }

    private static String type(int status, ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> "rate_limit_error";
            case QUOTA_EXHAUSTED -> "billing_error";
            case OVERLOADED -> "overloaded_error";
            case AUTH -> status == 403 ? "permission_error" : "authentication_error";
            case NOT_FOUND -> "not_found_error";
            case TIMEOUT -> "timeout_error";
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED ->
                status == 413 ? "request_too_large" : "invalid_request_error";
            case CONNECTION, MALFORMED, TRUNCATED, OTHER ->
                status >= 400 && status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
