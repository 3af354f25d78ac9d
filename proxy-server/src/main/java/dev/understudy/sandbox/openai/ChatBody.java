package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Utterance.Call;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every body and chunk of one answer shares, and the body when it is not streamed
 * (platform.openai.com/docs/api-reference/chat/object).
 *
 * @param created seconds since 1970
 */
record ChatBody(
        String id, long created, String model, String fingerprint, Ids ids, int promptTokens, int cachedTokens) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    String whole(List<ChatAnswer> answers) {
        ObjectNode body = head("chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < answers.size(); i++) {
            ObjectNode choice = choices.addObject().put("index", i);
            choice.set("message", message(answers.get(i)));
            choice.putNull("logprobs").put("finish_reason", answers.get(i).finishReason());
        }
        body.set("usage", usage(answers));
        body.put("service_tier", "default").put("system_fingerprint", fingerprint);
        return body.toString();
    }

    ObjectNode head(String object) {
        return JSON.objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private ObjectNode message(ChatAnswer answer) {
        ObjectNode message = JSON.objectNode().put("role", "assistant").put("content", answer.text());
        if (!answer.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            answer.calls().forEach(call -> calls.add(call(call)));
        }
        message.put("refusal", answer.refusal()).putArray("annotations");
        return message;
    }

    private ObjectNode call(Call call) {
        ObjectNode node = JSON.objectNode().put("id", ids.call()).put("type", "function");
        node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
        return node;
    }

    ObjectNode usage(List<ChatAnswer> answers) {
        int output = answers.stream().mapToInt(ChatAnswer::outputTokens).sum();
        int reasoning = answers.stream().mapToInt(ChatAnswer::reasoningTokens).sum();
        ObjectNode usage = JSON.objectNode()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", output)
                .put("total_tokens", promptTokens + output);
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", cachedTokens)
                .put("audio_tokens", 0);
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", reasoning)
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }
}
