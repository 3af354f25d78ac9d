package dev.understudy.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GeminiWireTest extends SimulatedWire {
    private static final String TEXT = "/candidates/0/content/parts/0/text";
    private static final String TOOLS = ", \"tools\": [{\"functionDeclarations\": [{\"name\": \"issue_refund\","
            + " \"parameters\": {\"type\": \"OBJECT\", \"properties\": {\"order_id\": {\"type\": \"STRING\"}},"
            + " \"required\": [\"order_id\"]}}]}]";

    private static String body(String config, String more) {
        return "{\"systemInstruction\": {\"parts\": [{\"text\": \"" + POLICY
                + "\"}]}, \"contents\": [{\"role\": \"user\", \"parts\": [{\"text\": \"" + REFUND
                + "\"}]}], \"generationConfig\": {\"temperature\": 0" + config + "}" + more + "}";
    }

    private static HttpResponse<String> post(String method, String body) throws Exception {
        return client.postTo("/v1beta/models/sim-large:" + method, body);
    }

    private static JsonNode ask(String body) throws Exception {
        return ChatClient.JSON.readTree(post("generateContent", body).body());
    }

    private static List<JsonNode> stream(String body) throws Exception {
        return ChatClient.nodes(post("streamGenerateContent?alt=sse", body).body());
    }

    @Test
    void content_whole_hasTheShapeOfOne() throws Exception {
        JsonNode response = ask(body("", ""));

        assertThat(response.at(TEXT).asString()).contains("A1234");
        assertThat(response.at("/candidates/0/content/role").asString()).isEqualTo("model");
        assertThat(response.at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
        assertThat(response.path("modelVersion").asString()).isEqualTo("sim-large");
        assertThat(response.at("/usageMetadata/totalTokenCount").asInt())
                .isEqualTo(response.at("/usageMetadata/promptTokenCount").asInt()
                        + response.at("/usageMetadata/candidatesTokenCount").asInt());
    }

    @Test
    void content_asEvents_saysTheSame() throws Exception {
        JsonNode whole = ask(body("", ""));
        List<JsonNode> chunks = stream(body("", ""));

        assertThat(joined(chunks, TEXT)).isEqualTo(whole.at(TEXT).asString());
        assertThat(chunks.get(0).at("/candidates/0/finishReason").isMissingNode())
                .isTrue();
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.at("/candidates/0/finishReason").asString()).isEqualTo("STOP");
        assertThat(last.path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
        assertThat(post("streamGenerateContent?alt=sse", body("", "")).body()).contains("}\r\n\r\n");
    }

    @Test
    void content_asArray_isOneJsonArray() throws Exception {
        HttpResponse<String> response = post("streamGenerateContent", body("", ""));
        JsonNode array = ChatClient.JSON.readTree(response.body());

        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("application/json");
        assertThat(array.isArray()).isTrue();
        assertThat(joined(List.copyOf(array.values()), TEXT))
                .isEqualTo(ask(body("", "")).at(TEXT).asString());
    }

    @Test
    void names_inSnakeCase_areTheSame() throws Exception {
        String snake = body(", \"max_output_tokens\": 3", "")
                .replace("systemInstruction", "system_instruction")
                .replace("generationConfig", "generation_config");

        assertThat(ask(snake).at("/candidates/0/finishReason").asString()).isEqualTo("MAX_TOKENS");
    }

    @Test
    void functions_fitting_areCalledInOnePiece() throws Exception {
        JsonNode whole = ask(body("", TOOLS));
        List<JsonNode> chunks = stream(body("", TOOLS));

        JsonNode call = whole.at("/candidates/0/content/parts/0/functionCall");
        assertThat(call.path("name").asString()).isEqualTo("issue_refund");
        assertThat(call.at("/args/order_id").asString()).isEqualTo("A1234");
        assertThat(chunks.get(0).at("/candidates/0/content/parts/0/functionCall"))
                .isEqualTo(call);
        assertThat(chunks.get(chunks.size() - 1).path("usageMetadata")).isEqualTo(whole.path("usageMetadata"));
    }

    @Test
    void functionResponse_mustFollowItsCall() throws Exception {
        String turns = """
                [{"role": "user", "parts": [{"text": "%s"}]},
                 {"role": "model", "parts": [{"functionCall": {"name": "issue_refund", "args": {}}}]},
                 {"role": "user", "parts": [{"functionResponse": {"name": "issue_refund", "response": {"ok": true}}}]}]""".formatted(REFUND);
        String plain = "[{\"role\": \"user\", \"parts\": [{\"text\": \"" + REFUND + "\"}]}]";
        String body = body("", TOOLS).replace(plain, turns);

        assertThat(ask(body).at(TEXT).asString()).isNotEmpty();
        String orphan =
                body.replace("{\"functionCall\": {\"name\": \"issue_refund\", \"args\": {}}}", "{\"text\": \"ok\"}");
        assertThat(post("generateContent", orphan).body()).contains("immediately after a function call turn");
    }

    @Test
    void schema_ofEitherKind_isKept() throws Exception {
        String json = ", \"responseMimeType\": \"application/json\", ";
        String open = "{\"type\": \"OBJECT\", \"properties\": {\"decision\": {\"type\": \"STRING\", \"enum\":"
                + " [\"approved\", \"denied\"]}}, \"required\": [\"decision\"], \"propertyOrdering\": [\"decision\"]}";

        for (String schema : List.of("\"responseJsonSchema\": " + SCHEMA, "\"responseSchema\": " + open)) {
            JsonNode response = ask(body(json + schema, ""));
            assertThat(ChatClient.JSON
                            .readTree(response.at(TEXT).asString())
                            .path("decision")
                            .asString())
                    .isEqualTo("approved");
        }
    }

    @Test
    void harmful_withSchema_isBlocked() throws Exception {
        String body = body(", \"responseMimeType\": \"application/json\", \"responseJsonSchema\": " + SCHEMA, "")
                .replace(REFUND, "How do I build a bomb?");

        assertThat(ask(body).at("/candidates/0/finishReason").asString()).isEqualTo("SAFETY");
        assertThat(stream(body)).singleElement().satisfies(chunk -> {
            assertThat(chunk.at("/candidates/0/finishReason").asString()).isEqualTo("SAFETY");
            assertThat(chunk.at("/candidates/0/content/parts").isMissingNode()).isTrue();
        });
    }

    @Test
    void thoughts_asked_areMarked() throws Exception {
        String config = ", \"thinkingConfig\": {\"includeThoughts\": true}";
        JsonNode whole = ask(body(config, ""));

        assertThat(whole.at("/candidates/0/content/parts/0/thought").asBoolean())
                .isTrue();
        assertThat(whole.at("/usageMetadata/thoughtsTokenCount").asInt()).isPositive();
        assertThat(stream(body(config, ""))
                        .get(0)
                        .at("/candidates/0/content/parts/0/thought")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void image_isCounted() throws Exception {
        String image = "{\"text\": \"" + REFUND + "\"}, {\"inlineData\": {\"mimeType\": \"image/png\", \"data\": \""
                + PIXEL + "\"}}";
        String body = body("", "").replace("{\"text\": \"" + REFUND + "\"}", image);

        assertThat(ask(body).at("/usageMetadata/promptTokenCount").asInt())
                .isEqualTo(
                        ask(body("", "")).at("/usageMetadata/promptTokenCount").asInt() + 258);
    }

    @Test
    void candidates_several_areNumbered() throws Exception {
        assertThat(ask(body(", \"candidateCount\": 3", "")).path("candidates"))
                .extracting(candidate -> candidate.path("index").asInt())
                .containsExactly(0, 1, 2);
    }

    @Test
    void tokensAndEmbeddings_areServed() throws Exception {
        assertThat(ChatClient.JSON
                        .readTree(post("countTokens", body("", "")).body())
                        .path("totalTokens")
                        .asInt())
                .isEqualTo(
                        ask(body("", "")).at("/usageMetadata/promptTokenCount").asInt());
        String embedded = client.postTo(
                        "/v1beta/models/gemini-embedding-001:embedContent",
                        "{\"content\": {\"parts\": [{\"text\": \"hi\"}]}, \"outputDimensionality\": 4}")
                .body();
        assertThat(ChatClient.JSON.readTree(embedded).at("/embedding/values")).hasSize(4);
    }

    @Test
    void vertexPath_isTheSame() throws Exception {
        HttpResponse<String> response = client.postTo(
                "/v1/projects/p/locations/l/publishers/google/models/sim-large:generateContent", body("", ""));

        assertThat(response.body()).isNotEmpty();
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void models_areListed() throws Exception {
        assertThat(client.get("/v1beta/models").body()).contains("models/gemini-2.5-flash");
        assertThat(client.get("/v1beta/models/nobody").statusCode()).isEqualTo(404);
        assertThat(client.get("/v1beta/openai/models").body()).contains("\"object\":\"list\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                   | contents is not specified
            {"contents": [{"role": "king", "parts": [{"text": "x"}]}]}                           | valid role: user, model
            {"contents": [{"parts": []}]}                                                        | contents.parts must not be empty
            {"contents": [{"parts": [{}]}]}                                                      | required oneof field 'data'
            {"contents": [{"parts": [{"text": "x"}]}], "frobnicate": 1}                          | Unknown name "frobnicate"
            {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"max_tokens": 1}}    | Unknown name "max_tokens" at 'generation_config'
            {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"temperature": "hot"}} | Invalid value at 'temperature' (TYPE_FLOAT), "hot"
            {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"temperature": 3}}   | must be at most 2
            """)
    void badRequest_isRefusedInTheApisWords(String body, String message) throws Exception {
        HttpResponse<String> response = post("generateContent", body);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = ChatClient.JSON.readTree(response.body()).path("error");
        assertThat(error.path("status").asString()).isEqualTo("INVALID_ARGUMENT");
        assertThat(error.path("message").asString()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"429=7, 429, RESOURCE_EXHAUSTED", "500, 500, INTERNAL", "503, 503, UNAVAILABLE"})
    void fault_comesInTheApisWords(String fault, int status, String name) throws Exception {
        HttpResponse<String> response =
                client.postTo("/v1beta/models/sim-large:generateContent", body("", ""), "x-sim-fault", fault);

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = ChatClient.JSON.readTree(response.body()).path("error");
        assertThat(error.path("status").asString()).isEqualTo(name);
        if (status == 429) {
            assertThat(error.at("/details/1/retryDelay").asString()).isEqualTo("7s");
        }
    }

    @Test
    void modelSuffix_inThePath_asksForAFault() throws Exception {
        assertThat(client.postTo("/v1beta/models/sim-large+500:generateContent", body("", ""))
                        .statusCode())
                .isEqualTo(500);
        assertThat(client.postTo("/v1beta/models/sim-large%2B529%3D3:generateContent", body("", ""))
                        .statusCode())
                .isEqualTo(529);
    }

    @ParameterizedTest
    @CsvSource({"streamGenerateContent?alt=sse", "streamGenerateContent"})
    void errorEvent_endsTheStream(String method) throws Exception {
        String body = client.postTo("/v1beta/models/sim-large:" + method, body("", ""), "x-sim-fault", "error-event=2")
                .body();

        if (method.endsWith("sse")) {
            assertThat(ChatClient.nodes(body)).hasSize(3).last().matches(event -> event.has("error"));
        } else {
            assertThat(ChatClient.JSON.readTree(body).values())
                    .hasSize(3)
                    .last()
                    .matches(event -> event.has("error"));
        }
    }

    @Test
    void key_wanted_refusesOthers() throws Exception {
        try (Simulator closed = Simulator.start(0, SimulatorConfig.INSTANT.withKey("AIza-sim"))) {
            ChatClient stranger = new ChatClient(closed);
            String path = "/v1beta/models/sim-large:generateContent";

            assertThat(stranger.postTo(path, body("", "")).statusCode()).isEqualTo(403);
            HttpResponse<String> wrong = stranger.postTo(path + "?key=no", body("", ""));
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("API_KEY_INVALID");
            assertThat(stranger.postTo(path + "?key=AIza-sim", body("", "")).statusCode())
                    .isEqualTo(200);
            assertThat(stranger.postTo(path, body("", ""), "x-goog-api-key", "AIza-sim")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
