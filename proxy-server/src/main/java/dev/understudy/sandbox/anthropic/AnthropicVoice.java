package dev.understudy.sandbox.anthropic;

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
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anthropic over HTTP: keys in {@code x-api-key}, errors as {@code {"type": "error", "error": {"type", "message"}}}
 * (docs.anthropic.com/en/api/errors), limits as {@code anthropic-ratelimit-*} (docs.anthropic.com/en/api/rate-limits).
 */
final class AnthropicVoice implements Voice {
    private static final AnthropicWording WORDING = new AnthropicWording();

    private final Studio studio;

    AnthropicVoice(Studio studio) {
        this.studio = studio;
    }

    @Override
    public boolean recognises(Received request) {
        return MessagesWire.isMessages(request.path())
                || request.path().endsWith("/messages/count_tokens")
                || request.headers().contains("anthropic-version");
    }

    @Override
    public Wording wording() {
        return WORDING;
    }

    @Override
    public void authenticate(Received request, String key) {
        String bearer = request.bearer();
        String given = bearer != null ? bearer : request.headers().get("x-api-key");
        if (given == null) {
            throw new Rejected(401, null, null, "x-api-key header is required");
        }
        if (!given.equals(key)) {
            throw new Rejected(401, null, null, bearer != null ? "Invalid bearer token" : "invalid x-api-key");
        }
    }

    @Override
    public String requestId(Ids ids) {
        return ids.letters("req_011C", 20);
    }

    @Override
    public Reply signed(Reply reply, String requestId) {
        return reply.withHeader("request-id", requestId)
                .withHeader("anthropic-organization-id", "00000000-0000-4000-8000-000000000000");
    }

    @Override
    public Reply error(Rejected rejected, String requestId) {
        return Reply.json(rejected.status(), body(rejected.status(), rejected.message(), requestId));
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter, String requestId) {
        Reply reply = Reply.json(status, body(status, failed(status), requestId));
        if (retryAfter == null) {
            return reply;
        }
        Reply waiting = reply.withHeader("retry-after", Long.toString(retryAfter.toSeconds()));
        Limits limits = studio.limiter().limits();
        long wait = retryAfter.toNanos();
        return status == 429
                ? withLimits(waiting, limits, new Decision(false, 0, limits.tokens(), wait, 0, wait))
                : waiting;
    }

    private static String failed(int status) {
        return switch (status) {
            case 429 -> "This request would exceed your account's rate limit. Please try again later.";
            case 503, 529 -> "Overloaded";
            default -> "Internal server error";
        };
    }

    /** The status decides the type. */
    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    static String body(int status, String message, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", type(status)).put("message", message);
        return (requestId.isEmpty() ? body : body.put("request_id", requestId)).toString();
    }

    @Override
    public Reply limited(String model, Limits limits, Decision decision) {
        String message = "This request would exceed your organization's rate limit of " + limits.requests()
                + " requests per minute (model: " + model + ").";
        long seconds = Duration.ofNanos(decision.waitNanos()).plusSeconds(1).toSeconds();
        return Reply.json(429, body(429, message, "")).withHeader("retry-after", Long.toString(seconds));
    }

    @Override
    public Reply withLimits(Reply reply, Limits limits, Decision decision) {
        Reply requests =
                limit(reply, "requests", limits.requests(), decision.requestsLeft(), decision.requestsResetNanos());
        Reply tokens = limit(requests, "tokens", limits.tokens(), decision.tokensLeft(), decision.tokensResetNanos());
        return limit(tokens, "input-tokens", limits.tokens(), decision.tokensLeft(), decision.tokensResetNanos());
    }

    /** The reset is a time, in seconds of RFC 3339. */
    private Reply limit(Reply reply, String what, long limit, long left, long resetNanos) {
        String prefix = "anthropic-ratelimit-" + what + "-";
        String reset = studio.now()
                .plusNanos(resetNanos)
                .plus(999, ChronoUnit.MILLIS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return reply.withHeader(prefix + "limit", Long.toString(limit))
                .withHeader(prefix + "remaining", Long.toString(left))
                .withHeader(prefix + "reset", reset);
    }
}
