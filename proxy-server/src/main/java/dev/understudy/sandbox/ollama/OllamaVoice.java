package dev.understudy.sandbox.ollama;

import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Rejected;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.provider.Voice;
import dev.understudy.sandbox.provider.Wording;
import dev.understudy.sandbox.studio.RequestLimiter.Decision;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Ollama over HTTP: errors as {@code {"error": "…"}} (docs.ollama.com/api/errors), and no headers of its own. */
final class OllamaVoice implements Voice {
    static final OllamaWording WORDING = new OllamaWording();

    @Override
    public boolean recognises(Received request) {
        return request.path().matches(".*/api/(chat|generate|tags|version)");
    }

    @Override
    public Wording wording() {
        return WORDING;
    }

    @Override
    public void authenticate(Received request, String key) {
        if (!key.equals(request.bearer())) {
            throw new Rejected(401, null, null, "unauthorized");
        }
    }

    @Override
    public String requestId(Ids ids) {
        return "";
    }

    @Override
    public Reply signed(Reply reply, String requestId) {
        return reply;
    }

    @Override
    public Reply error(Rejected rejected, String requestId) {
        return Reply.json(rejected.status(), body(rejected.message()));
    }

    @Override
    public Reply failure(int status, @Nullable Duration retryAfter, String requestId) {
        Reply reply = Reply.json(status, body(failed(status)));
        return retryAfter == null ? reply : reply.withHeader("retry-after", Long.toString(retryAfter.toSeconds()));
    }

    static String failed(int status) {
        return switch (status) {
            case 429 -> "too many requests";
            case 503, 529 -> "server busy, please try again.  maximum pending requests exceeded";
            default -> "llama runner process has terminated: exit status 2";
        };
    }

    static String body(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message).toString();
    }

    @Override
    public Reply limited(String model, Limits limits, Decision decision) {
        Duration wait = Duration.ofNanos(decision.waitNanos()).plusSeconds(1);
        return failure(429, wait, "");
    }

    @Override
    public Reply withLimits(Reply reply, Limits limits, Decision decision) {
        return reply;
    }
}
