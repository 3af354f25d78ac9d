package dev.understudy.sandbox.ollama;

import dev.understudy.sandbox.model.Utterance.Call;
import dev.understudy.sandbox.ollama.OllamaWire.Kind;
import dev.understudy.sandbox.provider.Bodies;
import dev.understudy.sandbox.provider.EventWriter;
import dev.understudy.sandbox.studio.Answer;
import dev.understudy.sandbox.studio.Answer.Ending;
import dev.understudy.sandbox.studio.Beat;
import dev.understudy.sandbox.studio.Generation;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The lines of an answer; the last one is done and has the counts. An answer in one piece is one line with everything. */
final class OllamaWriter implements EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Generation generation;
    private final Kind kind;

    OllamaWriter(Generation generation, Kind kind) {
        this.generation = generation;
        this.kind = kind;
    }

    String whole() {
        Answer answer = generation.answers().get(0);
        ObjectNode line = line(answer.words(), answer.thoughts(), answer.calls());
        return ended(line, answer).toString();
    }

    @Override
    public void write(Beat beat, Consumer<String> events) {
        if (beat instanceof Beat.Thought thought) {
            events.accept(going(line("", thought.part(), List.of())));
        } else if (beat instanceof Beat.Words words) {
            events.accept(going(line(words.part(), "", List.of())));
        } else if (beat instanceof Beat.Refused refused) {
            events.accept(going(line(refused.part(), "", List.of())));
        } else if (beat instanceof Beat.CallOpened opened) {
            events.accept(going(line("", "", List.of(opened.call()))));
        } else if (beat instanceof Beat.Ended ended) {
            events.accept(ended(line("", "", List.of()), ended.answer()) + "\n");
        }
    }

    private ObjectNode line(String words, String thoughts, List<Call> calls) {
        ObjectNode line = JSON.objectNode().put("model", generation.model());
        line.put(
                "created_at", Instant.ofEpochSecond(generation.createdSeconds()).toString());
        ObjectNode said = line;
        if (kind == Kind.CHAT) {
            said = line.putObject("message").put("role", "assistant").put("content", words);
        } else {
            line.put("response", words);
        }
        if (!thoughts.isEmpty()) {
            said.put("thinking", thoughts);
        }
        if (!calls.isEmpty()) {
            var list = said.putArray("tool_calls");
            calls.forEach(call -> list.add(call(call)));
        }
        return line;
    }

    /** A call comes in one piece; what was cut off of its arguments is left out. */
    private static ObjectNode call(Call call) {
        ObjectNode node = JSON.objectNode();
        JsonNode arguments =
                Bodies.value(call.arguments()).filter(JsonNode::isObject).orElseGet(JSON::objectNode);
        node.putObject("function").put("name", call.name()).set("arguments", arguments);
        return node;
    }

    private static String going(ObjectNode line) {
        return line.put("done", false) + "\n";
    }

    /** Times are in nanoseconds. */
    private ObjectNode ended(ObjectNode line, Answer answer) {
        long total = generation.wholeNanos();
        long prompt = total / 10;
        return line.put("done", true)
                .put("done_reason", answer.ending() == Ending.LENGTH ? "length" : "stop")
                .put("total_duration", total)
                .put("load_duration", 0)
                .put("prompt_eval_count", generation.promptTokens())
                .put("prompt_eval_duration", prompt)
                .put("eval_count", answer.outputTokens())
                .put("eval_duration", total - prompt);
    }
}
