package dev.understudy.sandbox.openai;

import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import dev.understudy.sandbox.studio.Studio;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /v1/models} and {@code /v1/models/NAME} (platform.openai.com/docs/api-reference/models). */
final class Models implements Endpoint {
    private static final long CREATED = 1_768_435_200;

    private final Studio studio;

    Models(Studio studio) {
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
            ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
            ArrayNode data = list.putArray("data");
            studio.models().forEach(name -> data.add(model(name)));
            return Reply.json(200, list.toString());
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (studio.find(name).isEmpty()) {
            throw new OpenAiWording().unknownModel(name);
        }
        return Reply.json(200, model(name).toString());
    }

    private static ObjectNode model(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "understudy");
    }
}
