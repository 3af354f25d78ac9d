package dev.understudy.dialect.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.wire.Json;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class GeminiRequestsProperties {
    private static final List<String> FIELDS = List.of(
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "generationConfig",
            "safetySettings",
            "model",
            "store");
    private static final List<String> INNER = List.of(
            "role",
            "parts",
            "text",
            "thought",
            "thoughtSignature",
            "functionCall",
            "functionResponse",
            "inlineData",
            "fileData",
            "name",
            "id",
            "args",
            "response",
            "output",
            "error",
            "mimeType",
            "data",
            "fileUri",
            "displayName",
            "functionDeclarations",
            "googleSearch",
            "parameters",
            "parametersJsonSchema",
            "type",
            "nullable",
            "items",
            "properties",
            "functionCallingConfig",
            "mode",
            "allowedFunctionNames",
            "temperature",
            "topK",
            "stopSequences",
            "maxOutputTokens",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseLogprobs",
            "logprobs",
            "thinkingConfig",
            "thinkingBudget",
            "thinkingLevel",
            "includeThoughts",
            "responseModalities");
    private static final List<String> WORDS = List.of(
            "",
            "user",
            "model",
            "function",
            "TEXT",
            "STRING",
            "object",
            "ANY",
            "AUTO",
            "VALIDATED",
            "application/json",
            "text/plain",
            "image/png",
            "HIGH",
            "low",
            "AA==",
            "gs://a",
            "https://a/b",
            "-_8",
            "é😀",
            "\ud83d");

    private final RequestCodec codec = new Gemini().requests();

    @Property(tries = 3_000)
    void write_anyOddRequest_readsTheSameAgain(@ForAll long seed) {
        ObjectNode request = object(new Random(seed), FIELDS, 0);
        request.set("contents", array(new Random(~seed), 1));

        Written written = codec.write(codec.read("/v1beta/models/m:generateContent", request));
        Written again = codec.write(codec.read(written.target(), written.body()));

        assertThat(again.body()).isEqualTo(written.body());
        assertThat(written.losses()).isEmpty();
    }

    @Property(tries = 1_000)
    void write_oddRequestFromElsewhere_neverThrows(@ForAll long seed) {
        GenerationRequest own = codec.read("/", object(new Random(seed), FIELDS, 0));
        GenerationRequest foreign = new GenerationRequest(
                "elsewhere",
                own.model(),
                own.streamed(),
                own.turns(),
                own.tools(),
                own.toolChoice(),
                own.parallelToolCalls(),
                own.outputFormat(),
                own.sampling(),
                own.reasoning(),
                own.user(),
                own.extras());

        Written written = codec.write(foreign);

        assertThat(written.body().get("contents")).isInstanceOf(ArrayNode.class);
        assertThat(codec.read("/", written.body()).turns()).isNotNull();
    }

    private static ObjectNode object(Random random, List<String> names, int depth) {
        ObjectNode object = Json.newObject();
        for (int fields = random.nextInt(7); fields > 0; fields--) {
            String name = names.get(random.nextInt(names.size()));
            boolean word = (name.equals("role") || name.equals("type")) && random.nextInt(5) > 0;
            object.set(name, word ? object.stringNode(word(random)) : value(random, depth + 1));
        }
        return object;
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = Json.newObject().arrayNode();
        for (int elements = random.nextInt(4); elements > 0; elements--) {
            array.add(random.nextBoolean() ? object(random, INNER, depth + 1) : value(random, depth + 1));
        }
        return array;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 6 ? 5 : 10)) {
            case 0 -> Json.newObject().nullNode();
            case 1 -> Json.newObject().booleanNode(random.nextBoolean());
            case 2 -> Json.newObject().numberNode(random.nextInt(9) - 2);
            case 3, 4 -> Json.newObject().stringNode(word(random));
            case 5, 6 -> array(random, depth);
            default -> object(random, INNER, depth);
        };
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
