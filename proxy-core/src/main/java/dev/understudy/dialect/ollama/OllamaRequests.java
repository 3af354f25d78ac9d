package dev.understudy.dialect.ollama;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import tools.jackson.databind.node.ObjectNode;

/** Requests to {@code /api/chat} in and out of the canonical model. */
final class OllamaRequests implements RequestCodec {
    static final OllamaRequests INSTANCE = new OllamaRequests();

    private OllamaRequests() {}

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        return OllamaRequestReader.read(request);
    }

    @Override
    public Written write(GenerationRequest request) {
        return new OllamaRequestWriter(request).write();
    }
}
