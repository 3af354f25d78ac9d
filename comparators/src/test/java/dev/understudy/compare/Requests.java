package dev.understudy.compare;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import dev.understudy.exchange.Asked;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for tests. Single quotes in JSON stand for double ones. */
public final class Requests {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Requests() {}

    /** One that wants its answer in a schema. */
    public static Asked wanting(String schema) {
        return wanting(schema, "be kind");
    }

    public static Asked wanting(String schema, String systemPrompt) {
        return asked(systemPrompt, new OutputFormat.JsonSchema("s", null, json(schema), true, Extras.NONE), List.of());
    }

    public static Asked wantingAnyJson() {
        return asked("be kind", new OutputFormat.JsonObject(), List.of());
    }

    /** One that declares tools: names and schemas of their parameters in turn. */
    public static Asked offering(String... namesAndSchemas) {
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            tools.add(new Tool.Function(namesAndSchemas[i], null, json(namesAndSchemas[i + 1]), null, Extras.NONE));
        }
        return asked("be kind", null, tools);
    }

    public static Asked prompted(String systemPrompt, String question) {
        return asked(systemPrompt, question, null, List.of());
    }

    private static Asked asked(String systemPrompt, @Nullable OutputFormat format, List<Tool> tools) {
        return asked(systemPrompt, "hello", format, tools);
    }

    private static Asked asked(String systemPrompt, String question, @Nullable OutputFormat format, List<Tool> tools) {
        ObjectNode body = MAPPER.createObjectNode();
        body.putArray("messages")
                .add(MAPPER.createObjectNode().put("role", "system").put("content", systemPrompt))
                .add(MAPPER.createObjectNode().put("role", "user").put("content", question));
        List<Turn> turns = List.of(
                new Turn(Turn.Role.SYSTEM, List.of(new Part.Text(systemPrompt))),
                new Turn(Turn.Role.USER, List.of(new Part.Text(question))));
        return Asked.of(
                body,
                new GenerationRequest(
                        "test", "m", false, turns, tools, null, null, format, Sampling.NONE, null, null, Extras.NONE));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    }
}
