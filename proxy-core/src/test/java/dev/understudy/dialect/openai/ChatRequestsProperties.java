package dev.understudy.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import dev.understudy.dialect.wire.Json;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ChatRequestsProperties {
    private static final List<String> FIELDS = List.of(
            "model",
            "messages",
            "tools",
            "functions",
            "tool_choice",
            "function_call",
            "stream",
            "user",
            "stop",
            "n",
            "seed",
            "temperature",
            "top_p",
            "top_k",
            "max_tokens",
            "max_completion_tokens",
            "logprobs",
            "top_logprobs",
            "thinking",
            "reasoning",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "metadata",
            "parallel_tool_calls");
    private static final List<String> INNER = List.of(
            "role",
            "content",
            "name",
            "type",
            "text",
            "tool_calls",
            "tool_call_id",
            "function_call",
            "refusal",
            "function",
            "arguments",
            "custom",
            "input",
            "image_url",
            "url",
            "file",
            "file_data",
            "file_id",
            "input_audio",
            "data",
            "format",
            "reasoning_content",
            "reasoning",
            "reasoning_details",
            "thinking",
            "json_schema",
            "schema",
            "strict",
            "effort",
            "enabled",
            "exclude",
            "id",
            "extra");
    private static final List<String> WORDS = List.of(
            "",
            "user",
            "assistant",
            "system",
            "developer",
            "tool",
            "function",
            "text",
            "refusal",
            "thinking",
            "image_url",
            "file",
            "input_audio",
            "custom",
            "json_schema",
            "json_object",
            "allowed_tools",
            "enabled",
            "none",
            "auto",
            "low",
            "{}",
            "data:image/png;base64,AA==",
            "data:,",
            "https://a/b",
            "mp3",
            "é😀",
            "\ud83d");

    private final RequestCodec codec = new OpenAiChat().requests();

    @Property(tries = 3_000)
    void write_anyOddRequest_asItWas(@ForAll long seed) {
        ObjectNode request = object(new Random(seed), FIELDS, 0);
        request.set("messages", array(new Random(~seed), 1));

        Written written = codec.write(codec.read("/v1/chat/completions", request));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(request));
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

        assertThat(written.body().get("messages")).isInstanceOf(ArrayNode.class);
        assertThat(codec.read("/", written.body()).turns()).isNotNull();
    }

    private static ObjectNode object(Random random, List<String> names, int depth) {
        ObjectNode object = Json.newObject();
        for (int fields = random.nextInt(7); fields > 0; fields--) {
            String name = pick(random, names);
            boolean word = (name.equals("role") || name.equals("type")) && random.nextInt(5) > 0;
            object.set(name, word ? object.stringNode(pick(random, WORDS)) : value(random, depth + 1));
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
        int kind = random.nextInt(depth > 6 ? 5 : 10);
        return switch (kind) {
            case 0 -> Json.newObject().nullNode();
            case 1 -> Json.newObject().booleanNode(random.nextBoolean());
            case 2 -> Json.newObject().numberNode(random.nextInt(9) - 2);
            case 3, 4 -> Json.newObject().stringNode(pick(random, WORDS));
            case 5, 6 -> array(random, depth);
            default -> object(random, INNER, depth);
        };
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
