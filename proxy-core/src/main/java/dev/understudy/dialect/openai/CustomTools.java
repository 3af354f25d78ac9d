package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.Tool;
import dev.understudy.dialect.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Custom tools (free text in, not JSON) are OpenAI's own, but both of its dialects have them: chat one object deeper than
 * Responses.
 */
final class CustomTools {
    static final String KIND = "custom";

    private CustomTools() {}

    /** A custom tool of Responses as chat declares it, or null when it is something else. */
    static @Nullable ObjectNode toChat(String source, Tool.Provider tool) {
        if (!source.equals("openai-responses") || !tool.kind().equals(KIND)) {
            return null;
        }
        ObjectNode inner = ((ObjectNode) tool.value()).deepCopy();
        inner.remove("type");
        if (inner.get("format") instanceof ObjectNode format && "grammar".equals(ChatFacts.text(format, "type"))) {
            ObjectNode grammar = format.deepCopy();
            grammar.remove("type");
            inner.putObject("format").put("type", "grammar").set("grammar", grammar);
        }
        ObjectNode wire = Json.newObject().put("type", KIND);
        wire.set(KIND, inner);
        return wire;
    }

    /** A custom tool of chat as Responses declares it, or null when it is something else. */
    static @Nullable ObjectNode toResponses(String source, Tool.Provider tool) {
        if (!source.equals(OpenAiChat.NAME) || !(tool.value().get(KIND) instanceof ObjectNode inner)) {
            return null;
        }
        ObjectNode wire = Json.newObject().put("type", KIND);
        wire.setAll(inner.deepCopy());
        if (wire.get("format") instanceof ObjectNode format && format.get("grammar") instanceof ObjectNode grammar) {
            format.remove("grammar");
            format.setAll(grammar);
        }
        return wire;
    }
}
