package dev.understudy.sandbox.google;

import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Voice;
import dev.understudy.sandbox.provider.Wording;
import dev.understudy.sandbox.studio.RequestLimiter.Decision;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google over HTTP: keys in {@code x-goog-api-key} or {@code ?key=} (Vertex: bearer tokens), errors as
 * {@code {"error": {"code", "message", "status", "details"}}} (cloud.google.com/apis/design/errors). There are no headers for
 * limits: a refusal says in its details when to come back.
 */
final class GeminiVoice implements Voice {
    static final GeminiWording WORDING = new GeminiWording();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TYPE = "type.googleapis.com/google.rpc.";

    @Override
    public boolean recognises(Received request) {
        boolean anthropic = request.path().contains("/publishers/anthropic/");
        return !anthropic && (!GeminiPaths.method(request.path()).isEmpty() || GeminiPaths.isModels(request.path()));
    }

    @Override
    public Wording wording() {
        return WORDING;
    }

    @Override
    public void authenticate(Received request, String key) {
        String given = request.headers().get("x-goog-api-key");
        given = given != null ? given : request.parameter("key");
        given = given != null ? given : request.bearer();
        if (given == null) {
            throw new Rejected(
                    403,
                    null,
                    null,
                    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.");
        }
        if (!given.equals(key)) {
            throw Rejected.badRequest(null, "API_KEY_INVALID", "API key not valid. Please pass a valid API key.");
        }
    }

    @Override
    public String requestId(Ids ids) {
        return "";
    }

    @Override
    public Reply signed(Reply reply, String requestId) {
        return reply.withHeader("vary", "Origin, X-Origin, Referer")
                .withHeader("server-timing", "gfet4t7; dur=" + reply.headDelayNanos() / 1_000_000);
    }

    @Override
    public Reply error(Rejected rejected, String requestId) {
        ArrayNode details = JSON.arrayNode();
        if (rejected.code() != null) {
            ObjectNode info = details.addObject().put("@type", TYPE + "ErrorInfo");
            info.put("reason", rejected.code()).put("domain", "googleapis.com");
        }
        if (rejected.parameter() != null) {
            ObjectNode bad = details.addObject().put("@type", TYPE + "BadRequest");
            bad.putArray("fieldViolations")
                    .addObject()
                    .put("field", rejected.parameter())
                    .put("description", rejected.message());
        }
        return Reply.json(rejected.status(), body(rejected.status(), rejected.message(), details));
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter, String requestId) {
        ArrayNode details = status == 429 ? exhausted(retryAfter) : JSON.arrayNode();
        return Reply.json(status, body(status, failed(status), details));
    }

    static String failed(int status) {
        return switch (status) {
            case 429 ->
                "You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.";
            case 503, 529 -> "The model is overloaded. Please try again later.";
            default ->
                "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting";
        };
    }

    /** When to come back stands in {@code RetryInfo} (google/rpc/error_details.proto). */
    private static ArrayNode exhausted(@Nullable Duration wait) {
        ArrayNode details = JSON.arrayNode();
        details.addObject()
                .put("@type", TYPE + "QuotaFailure")
                .putArray("violations")
                .addObject()
                .put("quotaMetric", "generativelanguage.googleapis.com/generate_content_requests")
                .put("quotaId", "GenerateRequestsPerMinutePerProjectPerModel");
        if (wait != null) {
            String seconds =
                    String.format(Locale.ROOT, "%.3f", wait.toMillis() / 1000.0).replaceFirst("\\.?0+$", "");
            details.addObject().put("@type", TYPE + "RetryInfo").put("retryDelay", seconds + "s");
        }
        return details;
    }

    static String body(int status, String message, ArrayNode details) {
        ObjectNode error = JSON.objectNode().put("code", status).put("message", message);
        error.put("status", name(status));
        if (!details.isEmpty()) {
            error.set("details", details);
        }
        return JSON.objectNode().set("error", error).toString();
    }

    /** The canonical code of a status (google/rpc/code.proto). */
    private static String name(int status) {
        return switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 499 -> "CANCELLED";
            case 501 -> "UNIMPLEMENTED";
            case 503, 529 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
        };
    }

    @Override
    public Reply limited(String model, Limits limits, Decision decision) {
        String message = failed(429) + "\n* Quota exceeded for metric: generate_content_requests, limit: "
                + limits.requests() + ", model: " + model;
        Duration wait = Duration.ofNanos(decision.waitNanos()).plusMillis(1);
        return Reply.json(429, body(429, message, exhausted(wait)));
    }

    @Override
    public Reply withLimits(Reply reply, Limits limits, Decision decision) {
        return reply;
    }
}
