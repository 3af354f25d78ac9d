package dev.understudy.dialect.aws;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import tools.jackson.databind.node.ObjectNode;

/** Converse requests in and out of the canonical model. */
final class ConverseRequests implements RequestCodec {
    static final ConverseRequests INSTANCE = new ConverseRequests();

    private ConverseRequests() {}

    @Override
    public GenerationRequest read(String target, ObjectNode request) {
        return ConverseRequestReader.read(target, request);
    }

    @Override
    public Written write(GenerationRequest request) {
        return new ConverseRequestWriter(request).write();
    }
}
