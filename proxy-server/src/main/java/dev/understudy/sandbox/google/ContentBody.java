package dev.understudy.sandbox.google;

import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.provider.Bodies;
import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Answer.Ending;
import dev.understudy.sandbox.studio.Generation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A {@code GenerateContentResponse}, whole or a chunk of it: both have the same shape. */
final class ContentBody {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Generation generation;
    private final String id;
    private final String signature;

    ContentBody(Generation generation) {
        Ids ids = new Ids(generation.draw());
        this.generation = generation;
        this.id = ids.letters("", 23);
        this.signature = ids.letters("CoUB", 120);
    }

    String whole() {
        ArrayNode candidates = JSON.arrayNode();
        int spoken = 0;
        for (Answer answer : generation.answers()) {
            ArrayNode parts = JSON.arrayNode();
            if (!answer.thoughts().isEmpty()) {
                parts.add(thought(answer.thoughts()));
            }
            if (!answer.words().isEmpty() && answer.refusal() == null) {
                parts.add(text(answer.words()));
            }
            answer.calls().forEach(call -> add(parts, call));
            candidates.add(candidate(candidates.size(), parts, finishReason(answer)));
            spoken += answer.outputTokens() - answer.reasoningTokens();
        }
        return response(candidates, spoken).toString();
    }

    /** @param spokenTokens of what was said so far, thoughts apart */
    ObjectNode chunk(int index, ArrayNode parts, @Nullable String finishReason, int spokenTokens) {
        return response(JSON.arrayNode().add(candidate(index, parts, finishReason)), spokenTokens);
    }

    private ObjectNode response(ArrayNode candidates, int spokenTokens) {
        ObjectNode response = JSON.objectNode();
        response.set("candidates", candidates);
        response.set("usageMetadata", usage(spokenTokens));
        return response.put("modelVersion", generation.model()).put("responseId", id);
    }

    private static ObjectNode candidate(int index, ArrayNode parts, @Nullable String finishReason) {
        ObjectNode candidate = JSON.objectNode();
        ObjectNode content = candidate.putObject("content");
        if (!parts.isEmpty()) {
            content.set("parts", parts);
        }
        content.put("role", "model");
        if (finishReason != null) {
            candidate.put("finishReason", finishReason);
        }
        return candidate.put("index", index);
    }

    static ObjectNode text(String text) {
        return JSON.objectNode().put("text", text);
    }

    static ObjectNode thought(String text) {
        return text(text).put("thought", true);
    }

    /** A call comes in one piece. One that was cut off is no JSON, and is left out. */
    void add(ArrayNode parts, Call call) {
        Bodies.value(call.arguments()).filter(JsonNode::isObject).ifPresent(arguments -> {
            ObjectNode part = parts.addObject();
            part.putObject("functionCall").put("name", call.name()).set("args", arguments);
            if (generation.reasoningTokens() > 0) {
                part.put("thoughtSignature", signature);
            }
        });
    }

    static String finishReason(Answer answer) {
        if (answer.refusal() != null) {
            return "SAFETY";
        }
        return answer.ending() == Ending.LENGTH ? "MAX_TOKENS" : "STOP";
    }

    /** Thoughts are counted apart from what was said. */
    private ObjectNode usage(int spokenTokens) {
        int prompt = generation.promptTokens();
        int thoughts = generation.reasoningTokens();
        ObjectNode usage = JSON.objectNode().put("promptTokenCount", prompt);
        if (spokenTokens > 0) {
            usage.put("candidatesTokenCount", spokenTokens);
        }
        usage.put("totalTokenCount", prompt + spokenTokens + thoughts);
        if (generation.cachedTokens() > 0) {
            usage.put("cachedContentTokenCount", generation.cachedTokens());
        }
        usage.putArray("promptTokensDetails")
                .addObject()
                .put("modality", "TEXT")
                .put("tokenCount", prompt);
        if (thoughts > 0) {
            usage.put("thoughtsTokenCount", thoughts);
        }
        return usage;
    }

    static int tokens(Call call) {
        return Tokens.count(call.name()) + Tokens.count(call.arguments());
    }
}
