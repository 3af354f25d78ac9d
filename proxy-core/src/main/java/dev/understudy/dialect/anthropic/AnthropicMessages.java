package dev.understudy.dialect.anthropic;

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
 * Messages, as Anthropic defined them and others serve them: Vertex AI under paths of its own, gateways under prefixes.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages">API reference, messages</a>
 */
public final class AnthropicMessages implements Dialect {
    static final String NAME = "anthropic-messages";

    private static final List<String> HEADERS = List.of("anthropic-version", "anthropic-beta");
    private static final RequestCodec REQUESTS =
            RequestCodec.of(MessageRequestReader::read, request -> new MessageRequestWriter(request).write());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && MessagesPath.createsMessage(path);
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        return MessageFacts.of(target, request);
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        if (MessagesPath.model(target) != null) {
            return MessagesPath.withModel(target, model);
        }
        request.put("model", model);
        return target;
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        MessageSystemPrompt.edit(request, edit);
    }

    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        return MessageContainment.contain(request, sameOrigin);
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
        return HEADERS;
    }

    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        return ResponseReader.read(status, headers.get("content-type"), body, new MessageReader());
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return MessageErrors.body(status, kind, message);
    }
}
