package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.EventWriter;
import dev.understudy.sandbox.provider.Ids;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Beat;
import dev.understudy.sandbox.studio.Generation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A legacy completion, whole or in chunks of the same shape. */
final class CompletionsWriter implements EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Generation generation;
    private final boolean usageInStream;
    private final String id;

    CompletionsWriter(Generation generation, boolean usageInStream) {
        this.generation = generation;
        this.usageInStream = usageInStream;
        this.id = new Ids(generation.draw()).letters("cmpl-", 29);
    }

    String whole() {
        ObjectNode body = head();
        ArrayNode choices = body.putArray("choices");
        for (Answer answer : generation.answers()) {
            String reason = ChatBody.finishReason(answer.ending());
            choices.add(choice(choices.size(), answer.words(), reason));
        }
        body.set("usage", usage());
        return body.toString();
    }

    @Override
    public void write(Beat beat, Consumer<String> events) {
        if (beat instanceof Beat.Words words) {
            events.accept(chunk(choice(words.index(), words.part(), null)));
        } else if (beat instanceof Beat.Ended ended) {
            String reason = ChatBody.finishReason(ended.answer().ending());
            events.accept(chunk(choice(ended.index(), "", reason)));
        } else if (beat instanceof Beat.Over) {
            if (usageInStream) {
                ObjectNode last = head();
                last.putArray("choices");
                last.set("usage", usage());
                events.accept("data: " + last + "\n\n");
            }
            events.accept("data: [DONE]\n\n");
        }
    }

    private String chunk(ObjectNode choice) {
        ObjectNode body = head();
        body.putArray("choices").add(choice);
        return "data: " + body + "\n\n";
    }

    private ObjectNode head() {
        return JSON.objectNode()
                .put("id", id)
                .put("object", "text_completion")
                .put("created", generation.createdSeconds())
                .put("model", generation.model());
    }

    private static ObjectNode choice(int index, String text, @Nullable String finishReason) {
        return JSON.objectNode()
                .put("text", text)
                .put("index", index)
                .putNull("logprobs")
                .put("finish_reason", finishReason);
    }

    private ObjectNode usage() {
        return JSON.objectNode()
                .put("prompt_tokens", generation.promptTokens())
                .put("completion_tokens", generation.outputTokens())
                .put("total_tokens", generation.promptTokens() + generation.outputTokens());
    }
}
