package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import tools.jackson.databind.node.ObjectNode;

/** Chat requests in and out of the canonical model. */
final class ChatRequests implements RequestCodec {
    static final ChatRequests INSTANCE = new ChatRequests();

    private ChatRequests() {}

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        return ChatRequestReader.read(target, request);
    }

    @Override
    public Written write(GenerationRequest request) {
        return new ChatRequestWriter(request).write();
    }
}
