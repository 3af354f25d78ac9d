package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Answer.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The items that an answer is made of, with ids dealt once, so that every event names the same: reasoning, then a message or
 * the calls. An item can be written as it begins (empty) and as it ends.
 */
final class OutputItems {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int ID_LENGTH = 50;

    private final Answer answer;
    private final boolean sealed;
    private final String reasoningId;
    private final String secret;
    private final String messageId;
    private final List<String> itemIds = new ArrayList<>();
    private final List<String> callIds = new ArrayList<>();

    /** @param sealed whether reasoning comes with {@code encrypted_content} */
    OutputItems(Answer answer, boolean sealed, Ids ids) {
        this.answer = answer;
        this.sealed = sealed;
        this.reasoningId = ids.hex("rs_", ID_LENGTH);
        this.messageId = ids.hex("msg_", ID_LENGTH);
        this.secret = ids.letters("gAAAAAB", 120);
        for (int i = 0; i < answer.calls().size(); i++) {
            itemIds.add(ids.hex("fc_", ID_LENGTH));
            callIds.add(OpenAiNames.call(ids));
        }
    }

    Answer answer() {
        return answer;
    }

    boolean reasons() {
        return answer.reasoningTokens() > 0;
    }

    boolean speaks() {
        return answer.calls().isEmpty() && !(answer.words().isEmpty() && answer.ending() == Ending.LENGTH);
    }

    String reasoningId() {
        return reasoningId;
    }

    String messageId() {
        return messageId;
    }

    String itemId(int call) {
        return itemIds.get(call);
    }

    List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        if (reasons()) {
            all.add(reasoning(true));
        }
        if (speaks()) {
            all.add(message(true));
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            all.add(call(i, true));
        }
        return all;
    }

    ObjectNode reasoning(boolean ended) {
        ObjectNode item = JSON.objectNode().put("id", reasoningId).put("type", "reasoning");
        if (sealed) {
            item.put("encrypted_content", secret);
        }
        var summary = item.putArray("summary");
        if (ended && !answer.thoughts().isEmpty()) {
            summary.add(summaryPart(answer.thoughts()));
        }
        return item;
    }

    static ObjectNode summaryPart(String text) {
        return JSON.objectNode().put("type", "summary_text").put("text", text);
    }

    ObjectNode message(boolean ended) {
        ObjectNode item = JSON.objectNode().put("id", messageId).put("type", "message");
        item.put("status", status(ended));
        var content = item.putArray("content");
        if (ended) {
            content.add(part(answer.words()));
        }
        return item.put("role", "assistant");
    }

    /** The one part of the message, words or refusal, with these words. */
    ObjectNode part(String words) {
        if (answer.refusal() != null) {
            return JSON.objectNode().put("type", "refusal").put("refusal", words);
        }
        ObjectNode part = JSON.objectNode().put("type", "output_text");
        part.putArray("annotations");
        part.putArray("logprobs");
        return part.put("text", words);
    }

    ObjectNode call(int number, boolean ended) {
        Call call = answer.calls().get(number);
        return JSON.objectNode()
                .put("id", itemIds.get(number))
                .put("type", "function_call")
                .put(
                        "status",
                        status(ended && (answer.ending() != Ending.LENGTH || number < itemIds.size() - 1), ended))
                .put("arguments", ended ? call.arguments() : "")
                .put("call_id", callIds.get(number))
                .put("name", call.name());
    }

    private String status(boolean ended) {
        return status(answer.ending() != Ending.LENGTH, ended);
    }

    private static String status(boolean whole, boolean ended) {
        return !ended ? "in_progress" : whole ? "completed" : "incomplete";
    }

    @Nullable
    String incomplete() {
        return answer.ending() == Ending.LENGTH ? "max_output_tokens" : null;
    }
}
