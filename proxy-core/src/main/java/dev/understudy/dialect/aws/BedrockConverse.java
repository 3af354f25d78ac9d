package dev.understudy.dialect.aws;

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
 * Bedrock's own conversation format, the same for all of its models.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">Converse</a>
 */
public final class BedrockConverse implements Dialect {
    static final String NAME = "bedrock-converse";
    static final String WHOLE = "converse";
    static final String STREAMED = "converse-stream";
    private static final RequestCodec REQUESTS =
            RequestCodec.of(ConverseRequestReader::read, request -> new ConverseRequestWriter(request).write());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && BedrockPath.asks(path, WHOLE, STREAMED);
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        String model = BedrockPath.model(target);
        return new RequestFacts(
                model.isEmpty() ? null : model,
                BedrockPath.streams(target, STREAMED),
                () -> ConverseRequest.conversationText(request),
                null);
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        return BedrockPath.withModel(target, model);
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        ConverseRequest.editSystemPrompt(request, edit);
    }

    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        return ConverseContainment.contain(request, sameOrigin);
    }

    /** Every answer reports its usage. */
    @Override
    public void requestUsage(ObjectNode request) {}

    @Override
    public RequestCodec requests() {
        return REQUESTS;
    }

    @Override
    public List<String> headersForCandidate() {
        return List.of();
    }

    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        String contentType = headers.get("content-type");
        if (status < 200 || status >= 300 || !EventStream.is(contentType, body)) {
            return ResponseReader.read(status, "application/json", body, new ConverseReader());
        }
        return EventStreamText.read(
                body,
                EventStreamText.Payload.PLAIN,
                events -> ResponseReader.read(status, "text/event-stream", events, new ConverseReader()));
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return BedrockErrors.body(status, kind, message);
    }
}
