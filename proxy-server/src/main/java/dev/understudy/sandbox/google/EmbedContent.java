package dev.understudy.sandbox.google;

import static dev.understudy.sandbox.google.GeminiVoice.WORDING;

import dev.understudy.sandbox.model.Embedder;
import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code embedContent} and {@code batchEmbedContents} (ai.google.dev/api/embeddings). */
final class EmbedContent implements Endpoint {
    private static final int USUAL_DIMENSIONS = 3072;
    private static final int MOST_TEXTS = 100;

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public boolean serves(String path) {
        String method = GeminiPaths.method(path);
        return method.equals(GeminiPaths.EMBED) || method.equals(GeminiPaths.EMBED_BATCH);
    }

    @Override
    public String model(Received request, JsonNode body) {
        return GeminiPaths.model(request.path());
    }

    @Override
    public Reply answer(Query query) {
        if (!query.model().contains("embed")) {
            throw WORDING.unknownModel(query.model());
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (GeminiPaths.method(query.received().path()).equals(GeminiPaths.EMBED)) {
            body.set("embedding", embedding(query.body()));
            return Reply.json(200, body.toString());
        }
        JsonNode requests = new Fields(query.body(), WORDING).requiredArray("requests");
        if (requests.size() > MOST_TEXTS) {
            throw WORDING.wrong("requests", "at most " + MOST_TEXTS + " requests can be in one batch");
        }
        ArrayNode embeddings = body.putArray("embeddings");
        requests.forEach(request -> embeddings.add(embedding(request)));
        return Reply.json(200, body.toString());
    }

    private static ObjectNode embedding(JsonNode request) {
        JsonNode message = ProtoJson.message(request, Set.of(), "");
        Integer asked = new Fields(message, WORDING).integer("outputDimensionality", 1, USUAL_DIMENSIONS);
        StringBuilder text = new StringBuilder();
        message.path("content")
                .path("parts")
                .forEach(part -> text.append(part.path("text").asString("")));
        if (text.isEmpty()) {
            throw WORDING.missing("content");
        }
        ObjectNode embedding = JsonNodeFactory.instance.objectNode();
        ArrayNode values = embedding.putArray("values");
        for (float number : Embedder.embed(text.toString(), asked == null ? USUAL_DIMENSIONS : asked)) {
            values.add(number);
        }
        return embedding;
    }
}
