package dev.understudy.dialect.wire;

import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pieces of requests that several dialects spell alike. What is read is taken out of the {@link Fields}. */
public final class RequestPieces {
    private RequestPieces() {}

    /** A list of turns; where there is none, its spelling is {@code absent}. */
    public static List<Turn> turns(Fields fields, String name, Function<JsonNode, Turn> reader) {
        List<Turn> turns = new ArrayList<>();
        if (fields.peek(name) instanceof ArrayNode messages) {
            fields.take(name);
            messages.forEach(message -> turns.add(reader.apply(message)));
        } else {
            fields.spell(name, "absent");
        }
        return turns;
    }

    /**
     * All calls of {@code tool_calls}, or none of them where one is odd.
     *
     * @param reader gives null for an odd one
     */
    public static List<Part> toolCalls(Fields fields, Function<Fields, @Nullable Part> reader) {
        List<Part> uses = new ArrayList<>();
        JsonNode calls = fields.peek("tool_calls");
        for (JsonNode call : calls != null && calls.isArray() ? calls : List.<JsonNode>of()) {
            Part use = call instanceof ObjectNode object ? reader.apply(new Fields(object)) : null;
            if (use == null) {
                return List.of();
            }
            uses.add(use);
        }
        if (!uses.isEmpty()) {
            fields.take("tool_calls");
        }
        return uses;
    }

    /** A function that is declared as {@code {"type": "function", "function": {…}}}, or a tool of the provider's own. */
    public static Tool tool(JsonNode node, @Nullable Boolean strict) {
        Tool function = node instanceof ObjectNode object ? function(new Fields(object), strict) : null;
        return function != null ? function : new Tool.Provider(node.path("type").asString(""), node);
    }

    private static @Nullable Tool function(Fields outer, @Nullable Boolean strict) {
        if (!outer.takeText("type", "function")) {
            return null;
        }
        ObjectNode object = outer.object("function");
        Fields inner = object == null ? Fields.none() : new Fields(object);
        String name = inner.text("name");
        if (name == null) {
            return null;
        }
        String description = inner.text("description");
        ObjectNode parameters = inner.object("parameters");
        outer.leaveRest("function", inner);
        return new Tool.Function(name, description, parameters, strict, outer.rest());
    }

    /** A flag for the chosen token's own, and a count for the alternatives, which means nothing without the flag. */
    public static @Nullable Long logprobs(Fields fields, String flag, String count) {
        JsonNode wanted = fields.peek(flag);
        if (wanted == null || !wanted.isBoolean() || !wanted.booleanValue()) {
            return null;
        }
        fields.take(flag);
        Long alternatives = fields.count(count);
        if (alternatives != null) {
            fields.spell(count, "count");
        }
        return alternatives == null ? Long.valueOf(0) : alternatives;
    }
}
