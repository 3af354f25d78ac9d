package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Voice;
import dev.understudy.sandbox.provider.Wording;
import dev.understudy.sandbox.studio.RequestLimiter.Decision;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import dev.understudy.sandbox.studio.Studio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI over HTTP: bearer keys (Azure: {@code api-key}), errors as {@code {"error": {"message", "type", "param", "code"}}}
 * (platform.openai.com/docs/guides/error-codes).
 */
final class OpenAiVoice implements Voice {
    private static final String INVALID = "invalid_request_error";

    private final Studio studio;
    private final OpenAiWording wording = new OpenAiWording();

    OpenAiVoice(Studio studio) {
        this.studio = studio;
    }

    @Override
    public boolean recognises(Received request) {
        return true;
    }

    @Override
    public Wording wording() {
        return wording;
    }

    @Override
    public void authenticate(Received request, String key) {
        String bearer = request.bearer();
        String given = bearer != null ? bearer : request.headers().get("api-key");
        if (given == null) {
            throw new Rejected(
                    401,
                    null,
                    null,
                    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
        }
        if (!given.equals(key)) {
            String shown = given.length() > 8 ? given.substring(0, 3) + "***" : "***";
            throw new Rejected(401, null, "invalid_api_key", "Incorrect API key provided: " + shown + ".");
        }
    }

    @Override
    public String requestId(Ids ids) {
        return ids.hex("req_", 32);
    }

    @Override
    public Reply signed(Reply reply, String requestId) {
        return reply.withHeader("x-request-id", requestId)
                .withHeader("openai-version", "2020-10-01")
                .withHeader("openai-organization", "sim")
                .withHeader("openai-processing-ms", Long.toString(reply.headDelayNanos() / 1_000_000));
    }

    @Override
    public Reply error(Rejected rejected, String requestId) {
        String type = rejected.status() == 429 ? "requests" : INVALID;
        return Reply.json(rejected.status(), body(rejected.message(), type, rejected.parameter(), rejected.code()));
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter, String requestId) {
        Reply reply = Reply.json(status, failed(status));
        if (retryAfter == null) {
            return reply;
        }
        Reply waiting = RateLimitHeaders.retry(reply, retryAfter);
        return status == 429 ? RateLimitHeaders.used(waiting, studio.limiter().limits(), retryAfter) : waiting;
    }

    private static String failed(int status) {
        return switch (status) {
            case 429 ->
                body(
                        "Rate limit reached for requests. Please try again later.",
                        "requests",
                        null,
                        "rate_limit_exceeded");
            case 503, 529 ->
                body("The engine is currently overloaded, please try again later.", "overloaded_error", null, null);
            default -> body(SERVER_ERROR, "server_error", null, null);
        };
    }

    static final String SERVER_ERROR = "The server had an error while processing your request. Sorry about that!";

    static String body(String message, String type, @Nullable String parameter, @Nullable String code) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("message", message).put("type", type).put("param", parameter).put("code", code);
        return JsonNodeFactory.instance.objectNode().set("error", error).toString();
    }

    @Override
    public Reply limited(String model, Limits limits, Decision decision) {
        String message = "Rate limit reached for " + model + " on requests per min (RPM): Limit " + limits.requests()
                + ". Please try again in " + RateLimitHeaders.duration(decision.waitNanos()) + ".";
        Reply reply = Reply.json(429, body(message, "requests", null, "rate_limit_exceeded"));
        // Rounded up: who comes back a moment too early is refused again.
        return RateLimitHeaders.retry(
                reply, Duration.ofNanos(decision.waitNanos()).plusSeconds(1));
    }

    @Override
    public Reply withLimits(Reply reply, Limits limits, Decision decision) {
        return RateLimitHeaders.add(reply, limits, decision);
    }
}
