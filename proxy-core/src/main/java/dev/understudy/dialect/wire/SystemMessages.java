package dev.understudy.dialect.wire;

import dev.understudy.config.SystemPrompt;
import java.util.Set;
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

    private static final Set<String> SYSTEM = Set.of("system");

    private SystemMessages() {}

    /** Edits the first system message, or makes one where there is none. */
    public static void edit(ObjectNode request, SystemPrompt edit) {
        if (request.get("messages") instanceof ArrayNode messages) {
            edit(messages, SYSTEM, "text", edit);
        }
    }

    /**
     * The same where more roles are the system's, or parts of text have another name.
     *
     * @param roles of system messages
     * @param textType what a part of text is called
     */
    public static void edit(ArrayNode messages, Set<String> roles, String textType, SystemPrompt edit) {
        int first = first(messages, roles);
        if (first < 0) {
            messages.insertObject(0).put("role", "system").put("content", edit.text());
            return;
        }
        switch (edit.mode()) {
            case REPLACE -> {
                for (int i = messages.size() - 1; i > first; i--) {
                    if (isSystem(messages.get(i), roles)) {
                        messages.remove(i);
                    }
                }
                replace((ObjectNode) messages.get(first), textType, edit.text());
            }
            case PREPEND -> prepend((ObjectNode) messages.get(first), textType, edit.text());
            case APPEND -> append((ObjectNode) messages.get(lastOfRun(messages, first, roles)), textType, edit.text());
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

    /** Where the first system message stands; negative when there is none. */
    public static int first(ArrayNode messages, Set<String> roles) {
        for (int i = 0; i < messages.size(); i++) {
            if (isSystem(messages.get(i), roles)) {
                return i;
            }
        }
        return -1;
    }

    public static boolean isSystem(@Nullable JsonNode message, Set<String> roles) {
        return message instanceof ObjectNode
                && roles.contains(message.path("role").asString(""));
    }

    /** Two system messages in a row are one prompt; its end is the end of the second. */
    private static int lastOfRun(ArrayNode messages, int first, Set<String> roles) {
        int last = first;
        while (isSystem(messages.get(last + 1), roles)) {
            last++;
        }
        return last;
    }

    private static void replace(ObjectNode message, String textType, String text) {
        if (message.get("content") instanceof ArrayNode parts && parts.get(0) instanceof ObjectNode part) {
            // The part's other fields stay: a cache_control mark decides what the call costs.
            part.put("type", textType).put("text", text);
            message.putArray("content").add(part);
        } else {
            message.put("content", text);
        }
    }

    private static void prepend(ObjectNode message, String textType, String text) {
        if (message.get("content") instanceof ArrayNode parts) {
            parts.insert(0, part(textType, text + SEPARATOR));
        } else {
            message.put("content", join(text, words(message)));
        }
    }

    private static void append(ObjectNode message, String textType, String text) {
        if (message.get("content") instanceof ArrayNode parts) {
            parts.add(part(textType, SEPARATOR + text));
        } else {
            message.put("content", join(words(message), text));
        }
    }

    private static @Nullable String words(ObjectNode message) {
        JsonNode content = message.path("content");
        return content.isString() ? content.stringValue() : null;
    }

    private static ObjectNode part(String textType, String text) {
        return Json.newObject().put("type", textType).put("text", text);
    }
}
