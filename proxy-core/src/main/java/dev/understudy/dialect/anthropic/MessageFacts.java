package dev.understudy.dialect.anthropic;

import dev.understudy.dialect.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the core needs to know of a messages request; odd shapes give empty answers. */
final class MessageFacts {
    private MessageFacts() {}

    static Dialect.RequestFacts of(String target, ObjectNode request) {
        JsonNode stream = request.get("stream");
        String named = MessagesPath.model(target);
        String user = text(request.path("metadata"), "user_id");
        return new Dialect.RequestFacts(
                named != null ? named : text(request, "model"),
                MessagesPath.streams(target) || (stream != null && stream.isBoolean() && stream.booleanValue()),
                () -> conversationText(request),
                user == null || user.isEmpty() ? null : user);
    }

    static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** The system prompt and everything up to and with the first user message: later turns repeat it word for word. */
    private static String conversationText(ObjectNode request) {
        StringBuilder text = new StringBuilder();
        JsonNode system = request.get("system");
        if (system != null && !system.isNull()) {
            append(text, "system", system);
        }
        JsonNode messages = request.path("messages");
        for (int i = 0; messages.isArray() && i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String role = text(message, "role");
            if (role != null && message.has("content")) {
                append(text, role, message.get("content"));
            }
            if ("user".equals(role)) {
                break;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String role, JsonNode content) {
        text.append(role).append('\n');
        if (content.isString()) {
            text.append(content.stringValue());
        } else {
            content.forEach(block -> appendBlock(text, block));
        }
        text.append('\n');
    }

    /** The words alone: a cache_control mark wanders from turn to turn. */
    private static void appendBlock(StringBuilder text, JsonNode block) {
        String words = text(block, "text");
        // Images are megabytes of base64: their hash tells conversations apart as well.
        JsonNode rest = block.path("source").isMissingNode() ? block : block.path("source");
        text.append(words != null ? words : Integer.toHexString(rest.toString().hashCode()));
        text.append('\n');
    }
}
