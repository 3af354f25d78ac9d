package dev.understudy.dialect.openai;

import dev.understudy.dialect.Dialect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the core needs to know of a chat request; odd shapes give empty answers. */
final class ChatFacts {
    private static final String[] CALLER_FIELDS = {"user", "safety_identifier", "prompt_cache_key"};

    private ChatFacts() {}

    static Dialect.RequestFacts of(String target, ObjectNode request) {
        String model = text(request, "model");
        JsonNode stream = request.get("stream");
        return new Dialect.RequestFacts(
                model != null ? model : Deployment.of(target),
                stream != null && stream.isBoolean() && stream.booleanValue(),
                () -> conversationText(request),
                caller(request));
    }

    static @Nullable String caller(ObjectNode request) {
        for (String field : CALLER_FIELDS) {
            String value = text(request, field);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }

    static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /** Everything up to and with the first user message: later turns repeat it word for word. */
    private static String conversationText(ObjectNode request) {
        JsonNode messages = request.get("messages");
        if (messages == null || !messages.isArray()) {
            return "";
        }
        StringBuilder text = new StringBuilder(sizeToFirstUser(messages));
        for (JsonNode message : messages) {
            String role = text(message, "role");
            boolean user = "user".equals(role);
            if (user || ChatSystemPrompt.isSystem(message)) {
                text.append(role).append('\n');
                appendContent(text, message.get("content"));
                text.append('\n');
            }
            if (user) {
                break;
            }
        }
        return text.toString();
    }

    /** Prompts are large: a buffer that grows to one copies it several times over. */
    private static int sizeToFirstUser(JsonNode messages) {
        int size = 0;
        for (JsonNode message : messages) {
            String content = text(message, "content");
            size += 16 + (content == null ? 0 : content.length());
            if ("user".equals(text(message, "role"))) {
                break;
            }
        }
        return size;
    }

    static void appendContent(StringBuilder text, @Nullable JsonNode content) {
        if (content == null || content.isNull()) {
            return;
        }
        if (content.isString()) {
            text.append(content.stringValue());
        } else {
            content.forEach(part -> appendPart(text, part));
        }
    }

    private static void appendPart(StringBuilder text, JsonNode part) {
        String words = text(part, "text");
        // Images and sounds are megabytes of base64: their hash tells conversations apart as well.
        text.append(words != null ? words : Integer.toHexString(part.toString().hashCode()));
        text.append('\n');
    }
}
