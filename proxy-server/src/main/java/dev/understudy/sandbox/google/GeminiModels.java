package dev.understudy.sandbox.google;

import static dev.understudy.sandbox.google.GeminiVoice.WORDING;

import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.studio.Studio;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1beta/models} and {@code /v1beta/models/NAME} (ai.google.dev/api/models). */
final class GeminiModels implements Endpoint {
    private static final int MOST_OUTPUT = 65_536;

    private final Studio studio;

    GeminiModels(Studio studio) {
        this.studio = studio;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public boolean serves(String path) {
        return GeminiPaths.isModels(path);
    }

    @Override
    public String model(Received request, JsonNode body) {
        return "";
    }

    @Override
    public Reply answer(Query query) {
        String path = query.received().path();
        if (path.endsWith("/models")) {
            ObjectNode list = JsonNodeFactory.instance.objectNode();
            ArrayNode models = list.putArray("models");
            studio.models().forEach(name -> models.add(model(name)));
            return Reply.json(200, list.toString());
        }
        return Reply.json(200, model(path.substring(path.lastIndexOf('/') + 1)).toString());
    }

    private ObjectNode model(String name) {
        Personality personality = studio.find(name).orElseThrow(() -> WORDING.unknownModel(name));
        ObjectNode model = JsonNodeFactory.instance.objectNode().put("name", "models/" + name);
        model.put("version", "001").put("displayName", name);
        model.put("inputTokenLimit", personality.contextTokens()).put("outputTokenLimit", MOST_OUTPUT);
        model.putArray("supportedGenerationMethods").add(GeminiPaths.GENERATE).add(GeminiPaths.COUNT);
        return model;
    }
}
