package dev.understudy.dialect.google;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import tools.jackson.databind.node.ObjectNode;

/** Gemini requests in and out of the canonical model. Fields come out in camelCase, whatever they came in. */
final class GeminiRequests implements RequestCodec {
    static final GeminiRequests INSTANCE = new GeminiRequests();

    private GeminiRequests() {}

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        return GeminiRequestReader.read(target, request);
    }

    @Override
    public Written write(GenerationRequest request) {
        return new GeminiRequestWriter(request).write();
    }
}
