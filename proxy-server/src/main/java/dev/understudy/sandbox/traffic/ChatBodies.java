package dev.understudy.sandbox.traffic;

import dev.understudy.sandbox.traffic.Ask.Kind;
import dev.understudy.sandbox.traffic.Ask.Shape;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bodies that the customers' application sends: OpenAI chat completions. */
final class ChatBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String model;
    private final String systemPrompt;

    ChatBodies(String model, String systemPrompt) {
        this.model = model;
        this.systemPrompt = systemPrompt;
    }

    /** The messages of a conversation's first request. */
    ArrayNode opening(Ask ask) {
        ArrayNode messages = JSON.arrayNode();
        if (ask.kind() == Kind.NO_MESSAGES) {
            return messages;
        }
        String format = ask.shape() == Shape.JSON ? "\nAnswer in JSON: {\"decision\", \"reason\", \"amount\"}." : "";
        messages.add(message("system", systemPrompt + format));
        // The application asks for JSON here too, so that a shadow that swaps the system prompt does not lose it.
        String wish = ask.shape() == Shape.JSON && ask.kind() != Kind.EMPTY_MESSAGE ? "\n(Reply as JSON.)" : "";
        messages.add(message("user", ask.messages().get(0) + wish));
        return messages;
    }

    static ObjectNode message(String role, String content) {
        return JSON.objectNode().put("role", role).put("content", content);
    }

    String body(Ask ask, ArrayNode messages) {
        ObjectNode body = JSON.objectNode().put("model", ask.kind() == Kind.UNKNOWN_MODEL ? model + "-xl" : model);
        body.set("messages", messages);
        body.put("temperature", ask.temperature());
        if (ask.kind() == Kind.WRONG_TYPE) {
            body.put("temperature", "warm");
        }
        if (ask.streamed()) {
            body.put("stream", true);
        }
        addShape(ask.shape(), body);
        String text = body.toString();
        return ask.kind() == Kind.BROKEN_JSON ? text.substring(0, text.length() * 2 / 3) : text;
    }

    private static void addShape(Shape shape, ObjectNode body) {
        switch (shape) {
            case TEXT -> {}
            case JSON -> body.putObject("response_format").put("type", "json_object");
            case TOOLS -> addTools(body.putArray("tools"));
        }
    }

    private static void addTools(ArrayNode tools) {
        ObjectNode refund = function(tools, "issue_refund", "Pays money back to a customer.");
        refund.putObject("order_id").put("type", "string");
        refund.putObject("amount").put("type", "number");
        ObjectNode escalate = function(tools, "escalate", "Hands the request to a person.");
        escalate.putObject("reason").put("type", "string");
    }

    private static ObjectNode function(ArrayNode tools, String name, String description) {
        ObjectNode function =
                tools.addObject().put("type", "function").putObject("function").put("name", name);
        function.put("description", description);
        return function.putObject("parameters").put("type", "object").putObject("properties");
    }
}
