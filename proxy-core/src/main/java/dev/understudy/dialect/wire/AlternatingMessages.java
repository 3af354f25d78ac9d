package dev.understudy.dialect.wire;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages for a dialect whose two roles take turns: what one role says in a row becomes one message, in which results of
 * tools come first. One request, one thread.
 */
public final class AlternatingMessages {
    private final Predicate<JsonNode> isToolResult;
    private final ArrayNode messages;

    /** @param messages where they go */
    public AlternatingMessages(ArrayNode messages, Predicate<JsonNode> isToolResult) {
        this.messages = messages;
        this.isToolResult = isToolResult;
    }

    /** Adds what a role says; nothing said is no message, since one without content is refused. */
    public void add(String role, ArrayNode blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        ObjectNode message = messages.isEmpty() ? null : (ObjectNode) messages.get(messages.size() - 1);
        if (message == null || !message.path("role").asString("").equals(role)) {
            message = messages.addObject().put("role", role);
        }
        ArrayNode content = message.withArrayProperty("content");
        blocks.forEach(block -> insert(content, block));
    }

    private void insert(ArrayNode content, JsonNode block) {
        int at = content.size();
        if (isToolResult.test(block)) {
            at = 0;
            while (at < content.size() && isToolResult.test(content.get(at))) {
                at++;
            }
        }
        content.insert(at, block);
    }
}
