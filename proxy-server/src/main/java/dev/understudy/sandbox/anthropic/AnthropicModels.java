package dev.understudy.sandbox.anthropic;

import static dev.understudy.sandbox.anthropic.MessagesReader.WORDING;

import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.studio.Studio;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/models} and {@code /v1/models/NAME} (docs.anthropic.com/en/api/models-list). */
final class AnthropicModels implements Endpoint {
    private final Studio studio;

    AnthropicModels(Studio studio) {
        this.studio = studio;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public boolean serves(String path) {
        return path.endsWith("/models") || path.matches(".*/models/[^/]+");
    }

    @Override
    public String model(Received request, JsonNode body) {
        return "";
    }

    @Override
    public Reply answer(Query query) {
        String path = query.received().path();
        if (path.endsWith("/models")) {
            return Reply.json(200, list().toString());
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (studio.find(name).isEmpty()) {
            throw WORDING.unknownModel(name);
        }
        return Reply.json(200, model(name).toString());
    }

    private ObjectNode list() {
        List<String> names = List.copyOf(studio.models());
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode data = list.putArray("data");
        names.forEach(name -> data.add(model(name)));
        return list.put("has_more", false).put("first_id", names.get(0)).put("last_id", names.get(names.size() - 1));
    }

    private static ObjectNode model(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "model")
                .put("id", name)
                .put("display_name", name)
                .put("created_at", "2026-01-15T00:00:00Z");
    }
}
