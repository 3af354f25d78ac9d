package dev.understudy.dialect.wire;

import dev.understudy.config.SystemPrompt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The system prompt of dialects that have it among {@code messages}, with role {@code system} and a content that is a
 * string or an array of text parts. Works in place; the content keeps the form it has.
 */
public final class SystemMessages {
    /** Between what was there and what is put before or after it. */
    private static final String SEPARATOR = "\n\n";

    private SystemMessages() {}

    /** Edits the first system message, or makes one where there is none. */
    public static void edit(ObjectNode request, SystemPrompt edit) {
        if (!(request.get("messages") instanceof ArrayNode messages)) {
            return;
        }
        int first = firstSystem(messages);
        if (first < 0) {
            messages.insertObject(0).put("role", "system").put("content", edit.text());
            return;
        }
        switch (edit.mode()) {
            case REPLACE -> replace(messages, first, edit.text());
            case PREPEND -> prepend((ObjectNode) messages.get(first), edit.text());
            case APPEND -> append((ObjectNode) messages.get(lastOfRun(messages, first)), edit.text());
        }
    }

    /** Text before and after with a blank line between; of nothing and a text, the text. */
    public static String join(@Nullable String before, @Nullable String after) {
        if (before == null || before.isEmpty()) {
            return after == null ? "" : after;
        }
        return after == null || after.isEmpty() ? before : before + SEPARATOR + after;
    }

    /** System messages and everything up to and with the first user message: later turns repeat it word for word. */
    public static String conversationText(ObjectNode request) {
        StringBuilder text = new StringBuilder();
        JsonNode messages = request.get("messages");
        for (JsonNode message : messages != null && messages.isArray() ? messages : Json.newObject()) {
            String role = message.path("role").asString("");
            boolean user = role.equals("user");
            if (user || role.equals("system")) {
                text.append(role).append('\n');
                appendContent(text, message.path("content"));
                message.path("images").forEach(image -> appendHash(text, image));
                text.append('\n');
            }
            if (user) {
                break;
            }
        }
        return text.toString();
    }

    private static void appendContent(StringBuilder text, JsonNode content) {
        if (content.isString()) {
            text.append(content.stringValue());
            return;
        }
        for (JsonNode part : content) {
            JsonNode words = part.path("text");
            if (words.isString()) {
                text.append(words.stringValue()).append('\n');
            } else {
                appendHash(text, part);
            }
        }
    }

    /** Images are megabytes of base64: their hash tells conversations apart as well. */
    private static void appendHash(StringBuilder text, JsonNode part) {
        text.append(Integer.toHexString(part.toString().hashCode())).append('\n');
    }

    private static int firstSystem(ArrayNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (isSystem(messages.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSystem(@Nullable JsonNode message) {
        return message instanceof ObjectNode
                && message.path("role").asString("").equals("system");
    }

    /** Two system messages in a row are one prompt; its end is the end of the second. */
    private static int lastOfRun(ArrayNode messages, int first) {
        int last = first;
        while (isSystem(messages.get(last + 1))) {
            last++;
        }
        return last;
    }

    private static void replace(ArrayNode messages, int first, String text) {
        for (int i = messages.size() - 1; i > first; i--) {
            if (isSystem(messages.get(i))) {
                messages.remove(i);
            }
        }
        ((ObjectNode) messages.get(first)).put("content", text);
    }

    private static void prepend(ObjectNode message, String text) {
        if (message.get("content") instanceof ArrayNode parts) {
            parts.insert(0, part(text + SEPARATOR));
        } else {
            message.put("content", join(text, message.path("content").asString("")));
        }
    }

    private static void append(ObjectNode message, String text) {
        if (message.get("content") instanceof ArrayNode parts) {
            parts.add(part(SEPARATOR + text));
        } else {
            message.put("content", join(message.path("content").asString(""), text));
        }
    }

    private static ObjectNode part(String text) {
        return Json.newObject().put("type", "text").put("text", text);
    }
}
