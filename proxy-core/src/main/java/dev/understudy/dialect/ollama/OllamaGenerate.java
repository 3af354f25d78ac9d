package dev.understudy.dialect.ollama;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.wire.SystemMessages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/generate}: one prompt, and with {@code context} the tokens of what was said before. */
public final class OllamaGenerate extends Ollama {
    public OllamaGenerate() {
        super("ollama-generate", "/api/generate");
    }

    @Override
    String conversationText(ObjectNode request) {
        String system = text(request, "system");
        String prompt = text(request, "prompt");
        return (system == null ? "" : "system\n" + system + "\n") + (prompt == null ? "" : "user\n" + prompt + "\n");
    }

    @Override
    @Nullable
    String state(ObjectNode request) {
        return request.path("context").isEmpty() ? null : "context";
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        String before = text(request, "system");
        request.put(
                "system",
                switch (edit.mode()) {
                    case REPLACE -> edit.text();
                    case PREPEND -> SystemMessages.join(edit.text(), before);
                    case APPEND -> SystemMessages.join(before, edit.text());
                });
    }

    private static @Nullable String text(ObjectNode request, String field) {
        JsonNode value = request.path(field);
        return value.isString() ? value.stringValue() : null;
    }
}
