package dev.understudy.dialect.anthropic;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits the {@code system} field of a messages request in place: a string or an array of text blocks, it keeps the form it
 * has. A {@code cache_control} mark stays, since it decides what a call costs. System messages inside of the conversation
 * are turns of it and stay too.
 */
final class MessageSystemPrompt {
    /** Between what was there and what is put before or after it. */
    private static final String SEPARATOR = "\n\n";

    private MessageSystemPrompt() {}

    static void edit(ObjectNode request, SystemPrompt edit) {
        if (!request.path("messages").isArray()) {
            return;
        }
        JsonNode system = request.get("system");
        if (system instanceof ArrayNode blocks && !blocks.isEmpty()) {
            editBlocks(blocks, edit);
        } else {
            request.put("system", edited(MessageFacts.text(request, "system"), edit));
        }
    }

    private static String edited(@Nullable String before, SystemPrompt edit) {
        if (before == null || before.isEmpty()) {
            return edit.text();
        }
        return switch (edit.mode()) {
            case REPLACE -> edit.text();
            case PREPEND -> edit.text() + SEPARATOR + before;
            case APPEND -> before + SEPARATOR + edit.text();
        };
    }

    private static void editBlocks(ArrayNode blocks, SystemPrompt edit) {
        switch (edit.mode()) {
            case REPLACE -> replace(blocks, edit.text());
            case PREPEND -> blocks.insert(0, block(edit.text() + SEPARATOR));
            case APPEND -> blocks.add(block(SEPARATOR + edit.text()));
        }
    }

    private static void replace(ArrayNode blocks, String text) {
        ObjectNode replacement = block(text);
        for (int i = blocks.size() - 1; i >= 0; i--) {
            JsonNode mark = blocks.get(i).get("cache_control");
            if (mark != null) {
                replacement.set("cache_control", mark);
                break;
            }
        }
        blocks.removeAll();
        blocks.add(replacement);
    }

    private static ObjectNode block(String text) {
        return Json.newObject().put("type", "text").put("text", text);
    }
}
