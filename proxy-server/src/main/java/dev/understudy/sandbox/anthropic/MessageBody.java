package dev.understudy.sandbox.anthropic;

import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.provider.Bodies;
import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Generation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A message, as it begins and as a whole. Not thread-safe: it deals ids. */
final class MessageBody {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LEAST_CACHED = 1024;
    private static final int STEP = 128;

    private final Generation generation;
    private final Answer answer;
    private final boolean caches;
    private final Ids ids;
    private final String id;
    private final String signature;

    MessageBody(MessagesRequest request, Generation generation) {
        this.generation = generation;
        this.answer = generation.answers().get(0);
        this.caches = request.caches();
        this.ids = new Ids(generation.draw());
        this.id = ids.letters("msg_01", 22);
        this.signature = ids.letters("ErUB", 160);
    }

    String signature() {
        return signature;
    }

    String whole() {
        ObjectNode message = head(content());
        message.put("stop_reason", stopReason()).put("stop_sequence", answer.stoppedBy());
        message.set("usage", usage(answer.outputTokens()));
        return message.toString();
    }

    /** The message before anything was said. */
    ObjectNode begun() {
        ObjectNode message = head(JSON.arrayNode());
        message.putNull("stop_reason").putNull("stop_sequence").set("usage", usage(1));
        return message;
    }

    private ObjectNode head(ArrayNode content) {
        ObjectNode message = JSON.objectNode();
        message.put("id", id).put("type", "message").put("role", "assistant").put("model", generation.model());
        message.set("content", content);
        return message;
    }

    private ArrayNode content() {
        ArrayNode content = JSON.arrayNode();
        if (!answer.thoughts().isEmpty()) {
            content.addObject()
                    .put("type", "thinking")
                    .put("thinking", answer.thoughts())
                    .put("signature", signature);
        }
        if (!answer.words().isEmpty()) {
            content.addObject().put("type", "text").put("text", answer.words());
        }
        for (Call call : answer.calls()) {
            ObjectNode use = call(call);
            Bodies.value(call.arguments()).filter(JsonNode::isObject).ifPresent(input -> use.set("input", input));
            content.add(use);
        }
        return content;
    }

    /** A call as it begins: its input follows, or was cut off. */
    ObjectNode call(Call call) {
        ObjectNode use = JSON.objectNode().put("type", "tool_use").put("id", ids.letters("toolu_01", 22));
        use.put("name", call.name()).putObject("input");
        return use;
    }

    @Nullable
    String stoppedBy() {
        return answer.stoppedBy();
    }

    String stopReason() {
        if (answer.refusal() != null) {
            return "refusal";
        }
        return switch (answer.ending()) {
            case DONE -> "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case CALLS -> "tool_use";
        };
    }

    private ObjectNode usage(int outputTokens) {
        ObjectNode usage = counts(outputTokens);
        usage.putObject("cache_creation")
                .put(
                        "ephemeral_5m_input_tokens",
                        usage.path("cache_creation_input_tokens").asInt(0))
                .put("ephemeral_1h_input_tokens", 0);
        return usage.put("service_tier", "standard");
    }

    /** What the stream says at its end. */
    ObjectNode finalCounts() {
        return counts(answer.outputTokens());
    }

    /** Input is counted apart from what was read from the cache or written to it. */
    private ObjectNode counts(int outputTokens) {
        int all = generation.promptTokens();
        int read = caches ? Math.min(all, generation.cachedTokens()) : 0;
        int written = caches && read == 0 && all >= LEAST_CACHED ? all / STEP * STEP : 0;
        ObjectNode usage = JSON.objectNode().put("input_tokens", all - read - written);
        usage.put("cache_creation_input_tokens", written).put("cache_read_input_tokens", read);
        return usage.put("output_tokens", outputTokens);
    }
}
