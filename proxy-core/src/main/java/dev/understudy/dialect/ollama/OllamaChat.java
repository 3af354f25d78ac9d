package dev.understudy.dialect.ollama;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.wire.SystemMessages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/chat}. */
public final class OllamaChat extends Ollama {
    static final String NAME = "ollama-chat";
    private static final RequestCodec REQUESTS = RequestCodec.of(
            (target, request) -> OllamaRequestReader.read(request),
            request -> new OllamaRequestWriter(request).write());

    public OllamaChat() {
        super(NAME, "/api/chat");
    }

    @Override
    String conversationText(ObjectNode request) {
        return SystemMessages.conversationText(request);
    }

    @Override
    @Nullable
    String state(ObjectNode request) {
        return null;
    }

    @Override
    public RequestCodec requests() {
        return REQUESTS;
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        SystemMessages.edit(request, edit);
    }
}
