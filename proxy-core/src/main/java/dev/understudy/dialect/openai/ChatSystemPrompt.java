package dev.understudy.dialect.openai;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.SystemMessages;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The system prompt of a chat request: the messages with role {@code system} or {@code developer}. */
final class ChatSystemPrompt {
    private static final Set<String> ROLES = Set.of("system", "developer");

    private ChatSystemPrompt() {}

    static boolean isSystem(@Nullable JsonNode message) {
        return SystemMessages.isSystem(message, ROLES);
    }

    static void edit(ObjectNode request, SystemPrompt edit) {
        if (request.get("messages") instanceof ArrayNode messages) {
            edit(messages, "text", edit);
        }
    }

    /** @param textType what a part of text is called: {@code text}, or {@code input_text} in Responses */
    static void edit(ArrayNode messages, String textType, SystemPrompt edit) {
        SystemMessages.edit(messages, ROLES, textType, edit);
    }

    static int firstSystem(ArrayNode messages) {
        return SystemMessages.first(messages, ROLES);
    }
}
