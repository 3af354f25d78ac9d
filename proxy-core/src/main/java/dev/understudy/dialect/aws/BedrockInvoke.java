package dev.understudy.dialect.aws;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bedrock's plain way to ask a model, in the model's own words: Anthropic's, for models that have its name in theirs.
 * Others, and profiles that do not say their model, are not recognised.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html">Anthropic
 *     Claude Messages API on Bedrock</a>
 */
public final class BedrockInvoke implements Dialect {
    static final String WHOLE = "invoke";
    static final String STREAMED = "invoke-with-response-stream";
    private static final String MAKER = "anthropic.claude";

    /** What the bodies are written in. Looked up when first needed: while dialects are loaded there is no list of them. */
    static Dialect messages() {
        return Objects.requireNonNull(Dialects.named("anthropic-messages"), "anthropic-messages");
    }

    @Override
    public String name() {
        return "bedrock-invoke";
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST")
                && BedrockPath.asks(path, WHOLE, STREAMED)
                && BedrockPath.modelContains(path, MAKER);
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        RequestFacts facts = messages().facts("/", request);
        String model = BedrockPath.model(target);
        return new RequestFacts(
                model.isEmpty() ? null : model,
                BedrockPath.streams(target, STREAMED),
                facts.conversation(),
                facts.user());
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        return BedrockPath.withModel(target, model);
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        messages().editSystemPrompt(request, edit);
    }

    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        return messages().contain(request, sameOrigin);
    }

    /** Every answer reports its usage. */
    @Override
    public void requestUsage(ObjectNode request) {}

    @Override
    public RequestCodec requests() {
        return InvokeRequests.CODEC;
    }

    @Override
    public List<String> headersForCandidate() {
        return List.of();
    }

    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        boolean good = status >= 200 && status < 300;
        if (!good || !EventStream.is(headers.get("content-type"), body)) {
            return messages().response(status, headers, body);
        }
        Headers events = Headers.of("content-type", "text/event-stream");
        return EventStreamText.read(
                body, EventStreamText.Payload.WRAPPED, text -> messages().response(status, events, text));
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return BedrockErrors.body(status, kind, message);
    }
}
