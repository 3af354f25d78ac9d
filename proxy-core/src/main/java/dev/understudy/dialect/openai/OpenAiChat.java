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
 * Chat completions, as OpenAI defined them and many others speak them (Azure, Groq, Mistral, DeepSeek, OpenRouter, xAI,
 * Together, vLLM, …).
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat">API reference, chat</a>
 */
public final class OpenAiChat implements Dialect {
    static final String NAME = "openai-chat";
    private static final String ENDPOINT = "/chat/completions";
    static final List<String> HEADERS = List.of("openai-beta");
    private static final RequestCodec REQUESTS =
            RequestCodec.of(ChatRequestReader::read, request -> new ChatRequestWriter(request).write());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String method, String path) {
        return Endpoints.posts(method, path, ENDPOINT);
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        return ChatFacts.of(target, request);
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        request.put("model", model);
        return Deployment.replaced(target, model);
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        ChatSystemPrompt.edit(request, edit);
    }

    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        return ChatContainment.contain(request, sameOrigin);
    }

    @Override
    public void requestUsage(ObjectNode request) {
        StreamOptions.requestUsage(request);
    }

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
        return ResponseReader.read(status, headers.get("content-type"), body, new ChatReader());
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return OpenAiErrors.body(status, kind, message);
    }
}
