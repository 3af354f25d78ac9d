package dev.understudy.dialect.openai;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import tools.jackson.databind.node.ObjectNode;

/** Requests to Responses in and out of the canonical model. */
final class ResponsesRequests implements RequestCodec {
    static final ResponsesRequests INSTANCE = new ResponsesRequests();

    private ResponsesRequests() {}

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        return ResponsesRequestReader.read(request);
    }

    @Override
    public Written write(GenerationRequest request) {
        return new ResponsesRequestWriter(request).write();
    }
}
