package dev.understudy.dialect.openai;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.SystemMessages;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits the system prompt of a request to Responses in place. It is {@code instructions}; who has none but system or
 * developer messages in the input keeps it there.
 */
final class ResponsesSystemPrompt {
    private ResponsesSystemPrompt() {}

    static void edit(ObjectNode request, SystemPrompt edit) {
        ArrayNode input = request.get("input") instanceof ArrayNode items ? items : request.arrayNode();
        String instructions = ChatFacts.text(request, "instructions");
        boolean inInput = ChatSystemPrompt.firstSystem(input) >= 0;
        if (inInput && (instructions == null || instructions.isEmpty())) {
            ChatSystemPrompt.edit(input, "input_text", edit);
            return;
        }
        switch (edit.mode()) {
            case REPLACE -> {
                request.put("instructions", edit.text());
                removeSystem(input);
            }
            case PREPEND -> request.put("instructions", SystemMessages.join(edit.text(), instructions));
            case APPEND -> request.put("instructions", SystemMessages.join(instructions, edit.text()));
        }
    }

    private static void removeSystem(ArrayNode input) {
        for (int i = input.size() - 1; i >= 0; i--) {
            JsonNode item = input.get(i);
            if (ChatSystemPrompt.isSystem(item)) {
                input.remove(i);
            }
        }
    }
}
