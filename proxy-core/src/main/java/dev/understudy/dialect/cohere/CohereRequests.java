package dev.understudy.dialect.cohere;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import tools.jackson.databind.node.ObjectNode;

/** Requests to version 2 of Cohere's chat, in and out of the canonical model. */
final class CohereRequests implements RequestCodec {
    static final CohereRequests INSTANCE = new CohereRequests();

    private CohereRequests() {}

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        return CohereRequestReader.read(request);
    }

    @Override
    public Written write(GenerationRequest request) {
        return new CohereRequestWriter(request).write();
    }
}
