package dev.understudy.sandbox.ollama;

import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.studio.Studio;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/tags}, the models, and {@code /api/version}. */
final class OllamaFacts implements Endpoint {
    private final Studio studio;

    OllamaFacts(Studio studio) {
        this.studio = studio;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public boolean serves(String path) {
        return path.endsWith("/api/tags") || path.endsWith("/api/version");
    }

    @Override
    public String model(Received request, JsonNode body) {
        return "";
    }

    @Override
    public Reply answer(Query query) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (query.received().path().endsWith("/version")) {
            return Reply.json(200, body.put("version", "0.12.0").toString());
        }
        ArrayNode models = body.putArray("models");
        for (String name : studio.models()) {
            models.addObject().put("name", name).put("model", name).put("modified_at", "2026-01-15T00:00:00Z");
        }
        return Reply.json(200, body.toString());
    }
}
