package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import tools.jackson.databind.node.ObjectNode;

/** Takes messages requests into the canonical model and out of it. */
final class MessageRequests implements RequestCodec {
    static final RequestCodec CODEC = new MessageRequests();

    private MessageRequests() {}

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        return MessageRequestReader.read(target, request);
    }

    @Override
    public Written write(GenerationRequest request) {
        return new MessageRequestWriter(request).write();
    }
}
