package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Answer.Ending;
import dev.understudy.sandbox.studio.Generation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every body and chunk of one answer shares, and the body when it is not streamed
 * (platform.openai.com/docs/api-reference/chat/object). Not thread-safe: it deals ids.
 */
final class ChatBody {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Generation generation;
    private final Ids ids;
    private final String id;

    ChatBody(Generation generation) {
        this.generation = generation;
        this.ids = new Ids(generation.draw());
        this.id = ids.letters("chatcmpl-", 29);
    }

    Ids ids() {
        return ids;
    }

    String whole() {
        ObjectNode body = head("chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (Answer answer : generation.answers()) {
            ObjectNode choice = choices.addObject().put("index", choices.size() - 1);
            choice.set("message", message(answer));
            choice.putNull("logprobs").put("finish_reason", finishReason(answer.ending()));
        }
        body.set("usage", usage());
        return marked(body).toString();
    }

    ObjectNode head(String object) {
        return JSON.objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", generation.createdSeconds())
                .put("model", OpenAiNames.snapshot(generation.model()));
    }

    ObjectNode marked(ObjectNode body) {
        return body.put("service_tier", "default")
                .put("system_fingerprint", OpenAiNames.fingerprint(generation.model()));
    }

    static String finishReason(Ending ending) {
        return switch (ending) {
            case DONE, STOP_SEQUENCE -> "stop";
            case LENGTH -> "length";
            case CALLS -> "tool_calls";
        };
    }

    private ObjectNode message(Answer answer) {
        ObjectNode message = JSON.objectNode().put("role", "assistant").put("content", answer.text());
        if (!answer.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            answer.calls().forEach(call -> calls.add(call(call)));
        }
        message.put("refusal", answer.refusal()).putArray("annotations");
        return message;
    }

    private ObjectNode call(Call call) {
        ObjectNode node = JSON.objectNode().put("id", OpenAiNames.call(ids)).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        return node;
    }

    ObjectNode usage() {
        ObjectNode usage = JSON.objectNode()
                .put("prompt_tokens", generation.promptTokens())
                .put("completion_tokens", generation.outputTokens())
                .put("total_tokens", generation.promptTokens() + generation.outputTokens());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", generation.cachedTokens())
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", generation.reasoningTokens())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }
}
