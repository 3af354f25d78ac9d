package dev.understudy.sandbox.google;

import static dev.understudy.sandbox.google.GeminiVoice.WORDING;

import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.studio.Studio;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code countTokens} of contents, or of a whole request to generate (ai.google.dev/api/tokens). */
final class GeminiCountTokens implements Endpoint {
    private final Studio studio;

    GeminiCountTokens(Studio studio) {
        this.studio = studio;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public boolean serves(String path) {
        return GeminiPaths.method(path).equals(GeminiPaths.COUNT);
    }

    @Override
    public String model(Received request, JsonNode body) {
        return GeminiPaths.model(request.path());
    }

    @Override
    public Reply answer(Query query) {
        if (studio.find(query.model()).isEmpty()) {
            throw WORDING.unknownModel(query.model());
        }
        JsonNode message = ProtoJson.message(query.body(), Set.of(), "");
        JsonNode request = message.path("generateContentRequest");
        int tokens = Studio.promptTokens(GeminiReader.prompt(request.isObject() ? request : message, query.model()));
        return Reply.json(
                200,
                "{\"totalTokens\":" + tokens + ",\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":"
                        + tokens + "}]}");
    }
}
