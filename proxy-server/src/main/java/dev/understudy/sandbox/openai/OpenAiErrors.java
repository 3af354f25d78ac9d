package dev.understudy.sandbox.openai;

import dev.understudy.exchange.Headers;
import dev.understudy.sandbox.provider.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Error bodies: {@code {"error": {"message", "type", "param", "code"}}} (platform.openai.com/docs/guides/error-codes). */
final class OpenAiErrors {
    private static final String INVALID = "invalid_request_error";

    private OpenAiErrors() {}

    static Reply of(Rejected rejected) {
        String type = rejected.status() == 429 ? "requests" : INVALID;
        return Reply.json(
                rejected.status(),
                Headers.EMPTY,
                0,
                body(rejected.message(), type, rejected.parameter(), rejected.code()));
    }

    static Reply failure(int status, @Nullable Duration retryAfter) {
        Reply reply = Reply.json(status, Headers.EMPTY, 0, body(status));
        if (retryAfter == null) {
            return reply;
        }
        return reply.withHeader("retry-after", Long.toString(Math.max(0, retryAfter.toSeconds())))
                .withHeader("retry-after-ms", Long.toString(Math.max(0, retryAfter.toMillis())));
    }

    private static String body(int status) {
        return switch (status) {
            case 429 ->
                body(
                        "Rate limit reached for requests. Please try again later.",
                        "requests",
                        null,
                        "rate_limit_exceeded");
            case 503, 529 ->
                body("The engine is currently overloaded, please try again later.", "overloaded_error", null, null);
            default ->
                body(
                        "The server had an error while processing your request. Sorry about that!",
                        "server_error",
                        null,
                        null);
        };
    }

    static String body(String message, String type, @Nullable String parameter, @Nullable String code) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("message", message).put("type", type).put("param", parameter).put("code", code);
        return JsonNodeFactory.instance.objectNode().set("error", error).toString();
    }
}
