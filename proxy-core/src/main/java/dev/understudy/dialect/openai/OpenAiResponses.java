package dev.understudy.dialect.openai;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.ResponseReader;
import dev.understudy.exchange.Headers;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Responses, as OpenAI defined them and Azure, OpenRouter, DeepSeek, Bedrock and others speak them.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/responses">API reference, responses</a>
 */
public final class OpenAiResponses implements Dialect {
    static final String NAME = "openai-responses";
    private static final RequestCodec REQUESTS = RequestCodec.of(
            (target, request) -> ResponsesRequestReader.read(request),
            request -> new ResponsesRequestWriter(request).write());

    @Override
    public String name() {
        return NAME;
    }

    /** Creating one, and nothing below it: cancel, compact, input_items and input_tokens pass as they are. */
    @Override
    public boolean serves(String method, String path) {
        return Endpoints.posts(method, path, "/responses");
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        return ResponsesFacts.of(request);
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        request.put("model", model);
        return Deployment.replaced(target, model);
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        ResponsesSystemPrompt.edit(request, edit);
    }

    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        return ResponsesContainment.contain(request, sameOrigin);
    }

    /** Every answer reports its usage, streams in their last event. */
    @Override
    public void requestUsage(ObjectNode request) {}

    @Override
    public RequestCodec requests() {
        return REQUESTS;
    }

    @Override
    public List<String> headersForCandidate() {
        return OpenAiChat.HEADERS;
    }

    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        return ResponseReader.read(status, headers.get("content-type"), body, new ResponsesReader());
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return OpenAiErrors.body(status, kind, message);
    }
}
