package dev.understudy.dialect.openai;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits the system prompt of a chat request in place. System prompts are the messages with role {@code system} or
 * {@code developer}; their content is a string or an array of text parts, and keeps the form it has.
 */
final class ChatSystemPrompt {
    /** Between what was there and what is put before or after it. */
    private static final String SEPARATOR = "\n\n";

    private ChatSystemPrompt() {}

    static boolean isSystem(@Nullable JsonNode message) {
        if (!(message instanceof ObjectNode object)) {
            return false;
        }
        String role = ChatFacts.text(object, "role");
        return "system".equals(role) || "developer".equals(role);
    }

    static void edit(ObjectNode request, SystemPrompt edit) {
        if (request.get("messages") instanceof ArrayNode messages) {
            edit(messages, "text", edit);
        }
    }

    /** @param textType what a part of text is called: {@code text}, or {@code input_text} in Responses */
    static void edit(ArrayNode messages, String textType, SystemPrompt edit) {
        int first = firstSystem(messages);
        if (first < 0) {
            messages.insertObject(0).put("role", "system").put("content", edit.text());
            return;
        }
        switch (edit.mode()) {
            case REPLACE -> replace(messages, first, textType, edit.text());
            case PREPEND -> prepend((ObjectNode) messages.get(first), textType, edit.text());
            case APPEND -> append((ObjectNode) messages.get(lastOfRun(messages, first)), textType, edit.text());
        }
    }

    static int firstSystem(ArrayNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            if (isSystem(messages.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Two system messages in a row are one prompt; its end is the end of the second. */
    private static int lastOfRun(ArrayNode messages, int first) {
        int last = first;
        while (isSystem(messages.get(last + 1))) {
            last++;
        }
        return last;
    }

    private static void replace(ArrayNode messages, int first, String textType, String text) {
        for (int i = messages.size() - 1; i > first; i--) {
            if (isSystem(messages.get(i))) {
                messages.remove(i);
            }
        }
        ObjectNode message = (ObjectNode) messages.get(first);
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
            message.put("content", join(text, ChatFacts.text(message, "content")));
        }
    }

    private static void append(ObjectNode message, String textType, String text) {
        if (message.get("content") instanceof ArrayNode parts) {
            parts.add(part(textType, SEPARATOR + text));
        } else {
            message.put("content", join(ChatFacts.text(message, "content"), text));
        }
    }

    private static ObjectNode part(String textType, String text) {
        return Json.newObject().put("type", textType).put("text", text);
    }

    static String join(@Nullable String before, @Nullable String after) {
        if (before == null || before.isEmpty()) {
            return after == null ? "" : after;
        }
        return after == null || after.isEmpty() ? before : before + SEPARATOR + after;
    }
}
