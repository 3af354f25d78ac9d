package dev.understudy.dialect.openai;

import dev.understudy.dialect.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the core needs to know of a request to Responses; odd shapes give empty answers. */
final class ResponsesFacts {
    private ResponsesFacts() {}

    static Dialect.RequestFacts of(ObjectNode request) {
        JsonNode stream = request.get("stream");
        return new Dialect.RequestFacts(
                ChatFacts.text(request, "model"),
                stream != null && stream.isBoolean() && stream.booleanValue(),
                () -> conversationText(request),
                ChatFacts.caller(request));
    }

    /** Instructions, and the input up to and with the first user message: later turns repeat both word for word. */
    private static String conversationText(ObjectNode request) {
        StringBuilder text = new StringBuilder();
        append(text, "instructions", request.get("instructions"));
        JsonNode input = request.get("input");
        if (input == null || !input.isArray()) {
            append(text, "user", input);
            return text.toString();
        }
        for (JsonNode item : input) {
            String role = ChatFacts.text(item, "role");
            if ("user".equals(role) || ChatSystemPrompt.isSystem(item)) {
                append(text, role, item.get("content"));
            }
            if ("user".equals(role)) {
                break;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable String what, @Nullable JsonNode content) {
        if (content != null && (content.isString() || content.isArray())) {
            text.append(what).append('\n');
            ChatFacts.appendContent(text, content);
            text.append('\n');
        }
    }
}
