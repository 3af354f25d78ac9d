package dev.understudy.dialect.openai;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.ResponseReader;
import dev.understudy.exchange.Headers;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Embeddings, as OpenAI, Azure, Mistral, Voyage and others speak them. Nothing is translated from or to it.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">API reference, embeddings</a>
 */
public final class OpenAiEmbeddings implements Dialect {
    @Override
    public String name() {
        return "openai-embeddings";
    }

    @Override
    public boolean serves(String method, String path) {
        return Endpoints.posts(method, path, "/embeddings");
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        String model = ChatFacts.text(request, "model");
        return new RequestFacts(
                model != null ? model : Deployment.of(target),
                false,
                () -> OpenAiCompletions.text(request.get("input")),
                ChatFacts.caller(request));
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        request.put("model", model);
        return Deployment.replaced(target, model);
    }

    /** There is none, and a text put before the input would be embedded with it. */
    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {}

    /** Embedding has no side effects. */
    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        return new Containment.Contained(List.of(), 0);
    }

    @Override
    public void requestUsage(ObjectNode request) {}

    @Override
    public List<String> headersForCandidate() {
        return OpenAiChat.HEADERS;
    }

    @Override
    public ParsedResponse response(int status, Headers headers, byte[] body) {
        return ResponseReader.read(status, headers.get("content-type"), body, new EmbeddingsReader());
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return OpenAiErrors.body(status, kind, message);
    }
}
