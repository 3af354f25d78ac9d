package dev.understudy.dialect.google;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits {@code systemInstruction} in place, in the spelling that the request uses; it is one content with text parts. */
final class GeminiSystemPrompt {
    /** Between what was there and what is put before or after it. */
    private static final String SEPARATOR = "\n\n";

    private GeminiSystemPrompt() {}

    static void edit(ObjectNode request, SystemPrompt edit) {
        String field = Spelling.nameIn(request, "systemInstruction");
        ObjectNode content = content(request.get(field));
        ArrayNode parts = content.arrayNode();
        for (JsonNode part : Spelling.list(content.get("parts"))) {
            parts.add(part);
        }
        boolean empty = parts.isEmpty();
        switch (edit.mode()) {
            case REPLACE -> parts = content.arrayNode().add(part(edit.text()));
            case PREPEND -> parts.insert(0, part(empty ? edit.text() : edit.text() + SEPARATOR));
            case APPEND -> parts.add(part(empty ? edit.text() : SEPARATOR + edit.text()));
        }
        content.set("parts", parts);
        request.set(field, content);
    }

    /** A content; a bare text, which some proxies take, becomes one. */
    private static ObjectNode content(@Nullable JsonNode value) {
        if (value instanceof ObjectNode content) {
            return content;
        }
        ObjectNode content = Json.newObject();
        if (value != null && value.isString()) {
            content.putArray("parts").add(part(value.stringValue()));
        }
        return content;
    }

    private static ObjectNode part(String text) {
        return Json.newObject().put("text", text);
    }
}
