package dev.understudy.dialect.google;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.ErrorClasses;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.StatedError;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors of Google's APIs: {@code {"error": {"code", "message", "status", "details": [{"reason"}]}}}, in an array of one
 * where the answer would have been an array, and HTML from the servers in front.
 *
 * @see <a href="https://cloud.google.com/apis/design/errors">Google Cloud, API design guide, errors</a>
 */
final class GeminiErrors {
    private GeminiErrors() {}

    /** Never throws. An empty range or a body that is no JSON is judged by its status alone. */
    static ProviderError read(int status, byte[] body, int from, int to) {
        return StatedError.read(status, body, from, to, root -> read(status, StatedError.first(root)));
    }

    private static ProviderError read(int status, JsonNode root) {
        JsonNode error = root.path("error");
        String message = error.isString() ? error.stringValue() : text(error, "message");
        int code = error.path("code").isInt() ? error.path("code").intValue() : 0;
        int effective = status >= 200 && status < 300 && code >= 400 && code < 600 ? code : status;
        return new ProviderError(
                ErrorClasses.of(effective, words(error, message), message), StatedError.shown(message, effective));
    }

    /** Status and reasons, in lower case; where a reason goes by other words than elsewhere, those as well. */
    private static String words(JsonNode error, String message) {
        StringBuilder words = new StringBuilder(text(error, "status"));
        for (JsonNode detail : error.path("details")) {
            words.append(' ').append(text(detail, "reason"));
        }
        String lower = words.toString().toLowerCase(Locale.ROOT);
        if (lower.contains("api_key_")) {
            return "invalid_api_key"; // an invalid key is an INVALID_ARGUMENT by its status
        }
        if (message.contains("token count") && message.contains("exceeds the maximum number of tokens")) {
            return lower + " context_length";
        }
        // "Your prepayment credits are depleted", beside the RESOURCE_EXHAUSTED of every rate limit
        return message.contains("credits are depleted") ? lower + " insufficient_quota" : lower;
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    /** An error as Google words it. */
    static byte[] body(int status, ErrorKind kind, String message) {
        ObjectNode root = Json.newObject();
        root.putObject("error").put("code", status).put("message", message).put("status", name(status, kind));
        return Json.bytes(root);
    }

    /** The names of google.rpc.Code. */
    private static String name(int status, ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED, QUOTA_EXHAUSTED -> "RESOURCE_EXHAUSTED";
            case OVERLOADED, CONNECTION -> "UNAVAILABLE";
            case TIMEOUT -> "DEADLINE_EXCEEDED";
            case AUTH -> status == 403 ? "PERMISSION_DENIED" : "UNAUTHENTICATED";
            case NOT_FOUND -> "NOT_FOUND";
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED -> "INVALID_ARGUMENT";
            case MALFORMED, TRUNCATED, OTHER -> status >= 400 && status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
    }
}
