package dev.understudy.sandbox.openai;

import static dev.understudy.sandbox.openai.OpenAiNames.WORDING;

import dev.understudy.sandbox.model.Embedder;
import dev.understudy.sandbox.model.Tokens;
import dev.understudy.sandbox.provider.Endpoint;
import dev.understudy.sandbox.provider.Fields;
import dev.understudy.sandbox.provider.Query;
import dev.understudy.sandbox.provider.Received;
import dev.understudy.sandbox.provider.Reply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Embeddings of texts (platform.openai.com/docs/api-reference/embeddings); any model whose name says embedding. */
final class Embeddings implements Endpoint {
    private static final int USUAL_DIMENSIONS = 1536;
    private static final int MOST_DIMENSIONS = 3072;
    private static final int MOST_TEXTS = 2048;
    private static final int MOST_TOKENS = 300_000;

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public boolean serves(String path) {
        return path.endsWith("/embeddings");
    }

    @Override
    public String model(Received request, JsonNode body) {
        return OpenAiNames.model(request, body);
    }

    @Override
    public Reply answer(Query query) {
        if (!query.model().contains("embed")) {
            throw WORDING.unknownModel(query.model());
        }
        Fields fields = new Fields(query.body(), WORDING);
        List<String> texts = texts(fields);
        Integer asked = fields.integer("dimensions", 1, MOST_DIMENSIONS);
        int dimensions = asked == null ? USUAL_DIMENSIONS : asked;
        boolean packed = packed(fields);
        int tokens = texts.stream().mapToInt(Tokens::estimate).sum();
        if (tokens > MOST_TOKENS) {
            throw WORDING.tooLong(tokens, MOST_TOKENS);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = body.putArray("data");
        for (String text : texts) {
            data.add(embedding(data.size(), Embedder.embed(text, dimensions), packed));
        }
        body.put("model", query.model());
        body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return Reply.json(200, body.toString());
    }

    private static List<String> texts(Fields fields) {
        JsonNode input = fields.get("input");
        if (input.isString()) {
            return List.of(input.stringValue());
        }
        if (!fields.has("input")) {
            throw WORDING.missing("input");
        }
        List<String> texts = fields.texts("input");
        if (texts.isEmpty()) {
            throw WORDING.emptyArray("input");
        }
        if (texts.size() > MOST_TEXTS) {
            throw WORDING.arrayTooLong("input", MOST_TEXTS, texts.size());
        }
        return texts;
    }

    private static boolean packed(Fields fields) {
        String format = fields.text("encoding_format", "float");
        return switch (format) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw WORDING.notOneOf("encoding_format", format, "'float' and 'base64'");
        };
    }

    private static ObjectNode embedding(int index, float[] vector, boolean packed) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("object", "embedding").put("index", index);
        if (packed) {
            return node.put("embedding", base64(vector));
        }
        ArrayNode numbers = node.putArray("embedding");
        for (float number : vector) {
            numbers.add(number);
        }
        return node;
    }

    /** Little-endian floats of four bytes. */
    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
