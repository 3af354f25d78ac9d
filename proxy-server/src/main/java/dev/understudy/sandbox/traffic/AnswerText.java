package dev.understudy.sandbox.traffic;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The assistant's message for the next turn, from an answer streamed or not. */
final class AnswerText {
    private static final JsonMapper MAPPER = new JsonMapper();

    private AnswerText() {}

    /** Null text becomes empty; tool calls are kept, because the next turn must answer them. */
    static ObjectNode message(String body, boolean streamed) {
        try {
            return streamed ? assembled(body) : whole(body);
        } catch (JacksonException unreadable) {
            return ChatBodies.message("assistant", "");
        }
    }

    private static ObjectNode whole(String body) {
        JsonNode message = MAPPER.readTree(body).at("/choices/0/message");
        ObjectNode turn =
                ChatBodies.message("assistant", message.path("content").asString(""));
        if (message.path("tool_calls").isArray()) {
            turn.set("tool_calls", message.get("tool_calls"));
        }
        return turn;
    }

    private static ObjectNode assembled(String body) {
        StringBuilder text = new StringBuilder();
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> MAPPER.readTree(line.substring("data: ".length())))
                .forEach(chunk -> {
                    JsonNode delta = chunk.at("/choices/0/delta");
                    text.append(delta.path("content").asString(""));
                    delta.path("tool_calls").forEach(part -> addTo(calls, part));
                });
        ObjectNode turn = ChatBodies.message("assistant", text.toString());
        if (!calls.isEmpty()) {
            turn.set("tool_calls", calls);
        }
        return turn;
    }

    private static void addTo(ArrayNode calls, JsonNode part) {
        String arguments = part.at("/function/arguments").asString("");
        if (part.has("id")) {
            ObjectNode call =
                    calls.addObject().put("id", part.path("id").asString("")).put("type", "function");
            call.putObject("function")
                    .put("name", part.at("/function/name").asString(""))
                    .put("arguments", arguments);
        } else if (calls.path(calls.size() - 1).path("function") instanceof ObjectNode function) {
            function.put("arguments", function.path("arguments").asString("") + arguments);
        }
    }
}
