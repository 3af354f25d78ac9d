package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.wire.Fields;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.Losses;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a chat request. What comes from another dialect is brought into the ranges that OpenAI documents. */
final class ChatRequestWriter {
    private static final String TARGET = "/v1/chat/completions";
    private static final int MOST_STOPS = 4;
    private static final long MOST_LOGPROBS = 20;

    private final GenerationRequest request;
    private final boolean same;
    private final Losses losses = new Losses();
    private final ObjectNode body = Json.newObject();

    ChatRequestWriter(GenerationRequest request) {
        this.request = request;
        this.same = request.dialect().equals(OpenAiChat.NAME);
    }

    Written write() {
        Extras extras = request.extras();
        if (request.model() != null && !(same && extras.isSpelled("model", "target"))) {
            body.put("model", request.model());
        }
        if (!same || extras.spelled("messages") == null) {
            body.set("messages", new ChatTurnWriter(request, losses).write());
        }
        if (request.streamed()) {
            body.put("stream", true);
        }
        tools();
        ChatFormat.write(request, body, same, losses);
        sampling(request.sampling());
        ChatReasoning.write(request, body, same, losses);
        if (request.user() != null) {
            body.put(
                    same && extras.isSpelled("user", "safety_identifier") ? "safety_identifier" : "user",
                    request.user());
        }
        if (same) {
            Fields.putBack(body, extras);
        } else {
            OpenAiExtras.carry(request, body, losses);
        }
        return new Written(TARGET, Map.of(), body.deepCopy(), losses.toList()); // extras are still the request's
    }

    /** A choice without tools is refused. */
    private void tools() {
        boolean any = ChatTools.write(request, body, same, losses);
        if (any || same) {
            ChatToolChoice.write(request, body, same, losses);
            if (request.parallelToolCalls() != null) {
                body.put("parallel_tool_calls", request.parallelToolCalls());
            }
        } else if (request.toolChoice() instanceof ToolChoice.Required
                || request.toolChoice() instanceof ToolChoice.Named
                || request.toolChoice() instanceof ToolChoice.Allowed) {
            losses.dropped("tool_choice", "no tool is left to choose");
        }
    }

    private void sampling(Sampling sampling) {
        number("temperature", within("temperature", sampling.temperature(), 0, 2));
        number("top_p", within("top_p", sampling.topP(), 0, 1));
        topK(sampling.topK());
        number("frequency_penalty", within("frequency_penalty", sampling.frequencyPenalty(), -2, 2));
        number("presence_penalty", within("presence_penalty", sampling.presencePenalty(), -2, 2));
        String limit = same ? request.extras().spelled("max_output_tokens") : null;
        count(limit != null ? limit : "max_completion_tokens", sampling.maxOutputTokens());
        count("seed", sampling.seed());
        count("n", sampling.answers());
        stop(sampling.stop());
        logprobs(sampling.topLogprobs());
    }

    private @Nullable BigDecimal within(String name, @Nullable BigDecimal value, long lowest, long highest) {
        return same ? value : losses.within("sampling." + name, value, lowest, highest);
    }

    /** OpenAI refuses it; some compatible providers take it. */
    private void topK(@Nullable BigDecimal topK) {
        if (same) {
            number("top_k", topK);
        } else if (topK != null) {
            losses.dropped("sampling.top_k", "OpenAI does not have it");
        }
    }

    private void stop(List<String> stop) {
        if (stop.isEmpty()) {
            return;
        }
        if (same && request.extras().isSpelled("stop", "text")) {
            body.put("stop", stop.get(0));
            return;
        }
        int most = same ? stop.size() : Math.min(stop.size(), MOST_STOPS);
        if (most < stop.size()) {
            losses.approximated("sampling.stop", "OpenAI takes " + MOST_STOPS + ": the first ones");
        }
        ArrayNode texts = body.putArray("stop");
        stop.subList(0, most).forEach(texts::add);
    }

    private void logprobs(@Nullable Long alternatives) {
        if (alternatives == null) {
            return;
        }
        body.put("logprobs", true);
        boolean stated = same ? request.extras().spelled("top_logprobs") != null : alternatives > 0;
        if (stated) {
            BigDecimal most = within("top_logprobs", BigDecimal.valueOf(alternatives), 0, MOST_LOGPROBS);
            body.put("top_logprobs", most == null ? alternatives : most.longValue());
        }
    }

    private void number(String name, @Nullable BigDecimal value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private void count(String name, @Nullable Long value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
