package dev.understudy.dialect.aws;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and edits a converse request: {@code system} is an array of blocks, text and marks for the cache. */
final class ConverseRequest {
    private static final String SEPARATOR = "\n\n";

    private ConverseRequest() {}

    /** The system prompt and everything up to and with the first user message: later turns repeat it word for word. */
    static String conversationText(ObjectNode request) {
        StringBuilder text = new StringBuilder();
        append(text, "system", request.path("system"));
        JsonNode messages = request.path("messages");
        for (int i = 0; messages.isArray() && i < messages.size(); i++) {
            String role = messages.get(i).path("role").asString("");
            append(text, role, messages.get(i).path("content"));
            if (role.equals("user")) {
                break;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String role, JsonNode blocks) {
        if (!blocks.isArray() || blocks.isEmpty()) {
            return;
        }
        text.append(role).append('\n');
        for (JsonNode block : blocks) {
            if (block.path("text").isString()) {
                text.append(block.path("text").stringValue()).append('\n');
            } else if (!block.has("cachePoint")) {
                // Images are megabytes of base64: their hash tells conversations apart as well.
                text.append(Integer.toHexString(block.toString().hashCode())).append('\n');
            }
        }
    }

    /** Marks for the cache stay, since they decide what a call costs. */
    static void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        if (!request.path("messages").isArray()) {
            return;
        }
        ArrayNode system = request.get("system") instanceof ArrayNode blocks ? blocks : request.putArray("system");
        boolean empty = system.isEmpty();
        switch (edit.mode()) {
            case REPLACE -> {
                for (int i = system.size() - 1; i >= 0; i--) {
                    if (!system.get(i).has("cachePoint")) {
                        system.remove(i);
                    }
                }
                system.insert(0, block(edit.text()));
            }
            case PREPEND -> system.insert(0, block(empty ? edit.text() : edit.text() + SEPARATOR));
            case APPEND -> system.add(block(empty ? edit.text() : SEPARATOR + edit.text()));
        }
    }

    private static ObjectNode block(String text) {
        return Json.newObject().put("text", text);
    }
}
