package dev.understudy.dialect.google;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.wire.JsonStream;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.dialect.wire.ResponseReader;
import dev.understudy.exchange.Headers;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gemini's {@code models/M:generateContent} and {@code models/M:streamGenerateContent}: in AI Studio, on Vertex AI with
 * project and location, and on Vertex AI in express mode. The target names the model and says whether to stream.
 *
 * @see <a href="https://ai.google.dev/api/generate-content">Gemini API, generating content</a>
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference">Vertex AI, inference</a>
 */
public final class Gemini implements Dialect {
    static final String NAME = "gemini";

    /** Vertex AI: which kind of capacity answers. The key and the project to bill are credentials. */
    private static final List<String> HEADERS =
            List.of("x-vertex-ai-llm-request-type", "x-vertex-ai-llm-shared-request-type");

    private static final RequestCodec REQUESTS =
            RequestCodec.of(GeminiRequestReader::read, request -> new GeminiRequestWriter(request).write());

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean serves(String method, String path) {
        return method.equals("POST") && GeminiTarget.generates(path);
    }

    @Override
    public RequestFacts facts(String target, ObjectNode request) {
        return GeminiFacts.of(target, request);
    }

    @Override
    public String setModel(String target, ObjectNode request, String model) {
        if (request.has("model")) {
            request.put("model", model);
        }
        return GeminiTarget.withModel(target, model);
    }

    @Override
    public void editSystemPrompt(ObjectNode request, SystemPrompt edit) {
        GeminiSystemPrompt.edit(request, edit);
    }

    @Override
    public Containment contain(ObjectNode request, boolean sameOrigin) {
        return GeminiContainment.contain(request, sameOrigin);
    }

    /** Gemini reports usage with every answer and every piece of a stream. */
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
        return ResponseReader.read(status, headers.get("content-type"), body, new GeminiReader(), JsonStream.ARRAY);
    }

    @Override
    public byte[] error(int status, ErrorKind kind, String message) {
        return GeminiErrors.body(status, kind, message);
    }
}
