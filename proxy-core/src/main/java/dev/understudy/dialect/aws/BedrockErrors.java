package dev.understudy.dialect.aws;

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
 * Errors as Bedrock words them: {@code {"message": …}}, with the exception's name in {@code __type} or, in a stream, in a
 * header of the message.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/troubleshooting-api-error-codes.html">Error codes</a>
 */
final class BedrockErrors {
    private BedrockErrors() {}

    /** Never throws. An empty range or a body that is no JSON is judged by its status alone. */
    static ProviderError read(int status, byte[] body, int from, int to) {
        return StatedError.read(status, body, from, to, root -> read(status, root));
    }

    private static ProviderError read(int status, JsonNode root) {
        JsonNode error = root.path("error").isObject() ? root.path("error") : root;
        String name = error.path("__type").asString("");
        String type = name.substring(name.lastIndexOf('#') + 1);
        String message = message(error);
        int effective = status >= 200 && status < 300 ? statusOf(type) : status;
        ErrorKind kind = type.toLowerCase(Locale.ROOT).contains("quota")
                ? ErrorKind.QUOTA_EXHAUSTED
                : ErrorClasses.of(effective, type.toLowerCase(Locale.ROOT), message == null ? "" : message);
        return new ProviderError(
                kind, StatedError.shown(message == null || message.isBlank() ? type : message, status));
    }

    /** Services write it small, some in front of them large. */
    static @Nullable String message(JsonNode error) {
        JsonNode message = error.has("message") ? error.path("message") : error.path("Message");
        return message.isString() ? message.stringValue() : null;
    }

    /** The status that an exception has outside of a stream. */
    private static int statusOf(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "validationexception" -> 400;
            case "accessdeniedexception" -> 403;
            case "resourcenotfoundexception" -> 404;
            case "modeltimeoutexception" -> 408;
            case "throttlingexception" -> 429;
            case "modelnotreadyexception", "serviceunavailableexception" -> 503;
            default -> 500;
        };
    }

    /** An error under its name. */
    static ObjectNode stated(String type, String message) {
        return Json.newObject().put("__type", type).put("message", message);
    }

    /** An error as Bedrock words it. */
    static byte[] body(int status, ErrorKind kind, String message) {
        return Json.bytes(stated(type(status, kind), message));
    }

    private static String type(int status, ErrorKind kind) {
        return switch (kind) {
            case RATE_LIMITED -> "ThrottlingException";
            case QUOTA_EXHAUSTED -> "ServiceQuotaExceededException";
            case OVERLOADED, CONNECTION -> "ServiceUnavailableException";
            case AUTH -> "AccessDeniedException";
            case NOT_FOUND -> "ResourceNotFoundException";
            case TIMEOUT -> "ModelTimeoutException";
            case INVALID_REQUEST, CONTEXT_TOO_LONG, CONTENT_FILTERED -> "ValidationException";
            case MALFORMED, TRUNCATED, OTHER ->
                status >= 400 && status < 500 ? "ValidationException" : "InternalServerException";
        };
    }
}
