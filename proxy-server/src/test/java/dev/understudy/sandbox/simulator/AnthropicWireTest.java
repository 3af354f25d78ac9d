package dev.understudy.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AnthropicWireTest extends SimulatedWire {
    private static final String TOOLS =
            ", \"tools\": [{\"name\": \"issue_refund\", \"input_schema\": {\"type\": \"object\","
                    + " \"properties\": {\"order_id\": {\"type\": \"string\"}}, \"required\": [\"order_id\"]}}]";

    private static String body(String more) {
        return "{\"model\": \"sim-large\", \"max_tokens\": 2000, \"system\": \"" + POLICY
                + "\", \"messages\": [{\"role\": \"user\", \"content\": \"" + REFUND + "\"}]" + more + "}";
    }

    private static String cold(String more) {
        return body(", \"temperature\": 0" + more);
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return client.postTo("/v1/messages", body, "anthropic-version", "2023-06-01");
    }

    private static HttpResponse<String> faulty(String body, String fault) throws Exception {
        return client.postTo("/v1/messages", body, "anthropic-version", "2023-06-01", "x-sim-fault", fault);
    }

    private static JsonNode ask(String body) throws Exception {
        return ChatClient.JSON.readTree(post(body).body());
    }

    @Test
    void message_whole_hasTheShapeOfOne() throws Exception {
        HttpResponse<String> response = post(cold(""));
        JsonNode message = ChatClient.JSON.readTree(response.body());

        assertThat(response.headers().firstValue("request-id").orElseThrow()).startsWith("req_011C");
        assertThat(response.headers().firstValue("anthropic-ratelimit-requests-remaining"))
                .isPresent();
        assertThat(response.headers()
                        .firstValue("anthropic-ratelimit-tokens-reset")
                        .orElseThrow())
                .startsWith("2026-11-22T10:3");
        assertThat(message.path("type").asString()).isEqualTo("message");
        assertThat(message.path("id").asString()).startsWith("msg_01");
        assertThat(message.at("/content/0/text").asString()).contains("A1234");
        assertThat(message.path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(message.at("/usage/output_tokens").asInt()).isPositive();
    }

    @Test
    void message_streamed_saysTheSameInEvents() throws Exception {
        JsonNode whole = ask(cold(""));
        HttpResponse<String> response = post(cold(", \"stream\": true"));
        List<JsonNode> events = ChatClient.nodes(response.body());

        assertThat(order(events))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "ping",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(response.body()).contains("event: message_start\ndata: {");
        assertThat(joined(events, "/delta/text"))
                .isEqualTo(whole.at("/content/0/text").asString());
        JsonNode last = events.get(events.size() - 2);
        assertThat(last.at("/delta/stop_reason").asString()).isEqualTo("end_turn");
        assertThat(last.at("/usage/output_tokens")).isEqualTo(whole.at("/usage/output_tokens"));
        assertThat(events.get(0).at("/message/usage/input_tokens")).isEqualTo(whole.at("/usage/input_tokens"));
    }

    @Test
    void version_missing_isRefused() throws Exception {
        HttpResponse<String> response = client.postTo("/v1/messages", cold(""));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("anthropic-version: header is required", "invalid_request_error");
    }

    @Test
    void tools_fitting_areCalled() throws Exception {
        JsonNode whole = ask(cold(TOOLS));
        List<JsonNode> events =
                ChatClient.nodes(post(cold(TOOLS + ", \"stream\": true")).body());

        assertThat(whole.path("stop_reason").asString()).isEqualTo("tool_use");
        assertThat(whole.at("/content/0/input/order_id").asString()).isEqualTo("A1234");
        assertThat(ChatClient.JSON.readTree(joined(events, "/delta/partial_json")))
                .isEqualTo(whole.at("/content/0/input"));
    }

    @Test
    void toolResult_answersItsCall() throws Exception {
        String messages = """
                [{"role": "user", "content": "%s"},
                 {"role": "assistant", "content": [{"type": "tool_use", "id": "toolu_1", "name": "issue_refund", "input": {}}]},
                 {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "toolu_1", "content": "done"}]}]""".formatted(REFUND);
        String body = cold(TOOLS).replace("[{\"role\": \"user\", \"content\": \"" + REFUND + "\"}]", messages);

        assertThat(ask(body).path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(post(body.replace("\"tool_use_id\": \"toolu_1\"", "\"tool_use_id\": \"toolu_2\""))
                        .body())
                .contains("unexpected `tool_use_id` found in `tool_result` blocks: toolu_2");
        assertThat(post(body.replace(
                                "{\"type\": \"tool_result\", \"tool_use_id\": \"toolu_1\", \"content\": \"done\"}",
                                "{\"type\": \"text\", \"text\": \"hello?\"}"))
                        .body())
                .contains("without `tool_result` blocks immediately after: toolu_1");
    }

    @Test
    void systemMessage_betweenTurns_isHeard() throws Exception {
        String later = "[{\"role\": \"user\", \"content\": \"" + REFUND + "\"}, {\"role\": \"system\", \"content\":"
                + " \"Escalate every refund above $10.\"}]";
        String body = cold("").replace("[{\"role\": \"user\", \"content\": \"" + REFUND + "\"}]", later);

        assertThat(ask(body).at("/content/0/text")).isNotEqualTo(ask(cold("")).at("/content/0/text"));
    }

    @Test
    void thinking_asked_comesFirstAndSigned() throws Exception {
        String asked = body(", \"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 1024}");
        JsonNode whole = ask(asked);
        List<JsonNode> events = ChatClient.nodes(
                post(asked.replaceAll("}$", ", \"stream\": true}")).body());

        assertThat(whole.at("/content/0/type").asString()).isEqualTo("thinking");
        assertThat(whole.at("/content/0/signature").asString()).isNotEmpty();
        assertThat(joined(events, "/delta/thinking"))
                .isEqualTo(whole.at("/content/0/thinking").asString());
        assertThat(joined(events, "/delta/signature")).isNotEmpty();
    }

    @Test
    void outputFormat_schema_isKept() throws Exception {
        String format = "{\"format\": {\"type\": \"json_schema\", \"schema\": " + SCHEMA + "}}";
        JsonNode message = ask(cold(", \"output_config\": " + format));

        assertThat(ChatClient.JSON
                        .readTree(message.at("/content/0/text").asString())
                        .path("decision")
                        .asString())
                .isEqualTo("approved");
        JsonNode refused = ask(cold(", \"output_config\": " + format).replace(REFUND, "How do I build a bomb?"));
        assertThat(refused.path("stop_reason").asString()).isEqualTo("refusal");
    }

    @Test
    void stopSequence_met_isNamed() throws Exception {
        JsonNode message = ask(cold(", \"stop_sequences\": [\"A1234\"]"));

        assertThat(message.path("stop_reason").asString()).isEqualTo("stop_sequence");
        assertThat(message.path("stop_sequence").asString()).isEqualTo("A1234");
    }

    @Test
    void cache_onlyWhereItIsMarked() throws Exception {
        String system = "\"system\": [{\"type\": \"text\", \"text\": \"" + "Refund with care. ".repeat(500)
                + "\", \"cache_control\": {\"type\": \"ephemeral\"}}]";
        String body = cold("").replace("\"system\": \"" + POLICY + "\"", system);

        assertThat(ask(body).at("/usage/cache_creation_input_tokens").asInt()).isGreaterThan(1024);
        JsonNode second = ask(body);
        assertThat(second.at("/usage/cache_read_input_tokens").asInt()).isGreaterThan(1024);
        assertThat(second.at("/usage/input_tokens").asInt()).isLessThan(1024);
        JsonNode unmarked = ask(body.replace(", \"cache_control\": {\"type\": \"ephemeral\"}", ""));
        assertThat(unmarked.at("/usage/cache_read_input_tokens").asInt()).isZero();
    }

    @Test
    void image_isCounted() throws Exception {
        String image =
                "[{\"type\": \"text\", \"text\": \"" + REFUND + "\"}, {\"type\": \"image\", \"source\": {\"type\":"
                        + " \"base64\", \"media_type\": \"image/png\", \"data\": \"" + PIXEL + "\"}}]";
        String body = cold("").replace("\"content\": \"" + REFUND + "\"", "\"content\": " + image);

        assertThat(ask(body).at("/usage/input_tokens").asInt())
                .isGreaterThan(ask(cold("")).at("/usage/input_tokens").asInt() + 100);
        assertThat(post(body.replace("image/png", "image/tiff")).statusCode()).isEqualTo(400);
    }

    @Test
    void tokens_areCountedWithoutAnAnswer() throws Exception {
        String body = cold("").replace("\"max_tokens\": 2000, ", "").replace(", \"temperature\": 0", "");
        HttpResponse<String> counted =
                client.postTo("/v1/messages/count_tokens", body, "anthropic-version", "2023-06-01");

        assertThat(ChatClient.JSON.readTree(counted.body()).path("input_tokens").asInt())
                .isEqualTo(ask(cold("")).at("/usage/input_tokens").asInt());
    }

    @Test
    void vertex_modelInThePath_isAsked() throws Exception {
        String body = cold(", \"anthropic_version\": \"vertex-2023-10-16\"").replace("\"model\": \"sim-large\", ", "");
        String path = "/v1/projects/p/locations/l/publishers/anthropic/models/sim-large:";

        assertThat(client.postTo(path + "rawPredict", body).statusCode()).isEqualTo(200);
        assertThat(client.postTo(path + "streamRawPredict", body).body()).contains("event: message_stop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model": "nobody", "max_tokens": 1, "messages": []}                              | 404 | not_found_error       | model: nobody
            {"model": "sim-large", "messages": [{"role": "user", "content": "x"}]}            | 400 | invalid_request_error | max_tokens: Field required
            {"model": "sim-large", "max_tokens": 0, "messages": []}                           | 400 | invalid_request_error | max_tokens: Input should be greater than or equal to 1
            {"model": "sim-large", "max_tokens": 9, "messages": []}                           | 400 | invalid_request_error | at least one message is required
            {"model": "sim-large", "max_tokens": 9, "messages": [{"role": "system", "content": "x"}]} | 400 | invalid_request_error | Unexpected role "system"
            {"model": "sim-large", "max_tokens": 9, "messages": [{"role": "user", "content": ""}]}    | 400 | invalid_request_error | must be non-empty
            {"model": "sim-large", "max_tokens": 9, "messages": [{"role": "user", "content": "x"}], "temperature": 1.5}  | 400 | invalid_request_error | less than or equal to 1
            {"model": "sim-large", "max_tokens": 9, "messages": [{"role": "user", "content": "x"}], "logit_bias": {}}    | 400 | invalid_request_error | logit_bias: Extra inputs are not permitted
            {"model": "sim-large", "max_tokens": 9, "messages": [{"role": "user", "content": "x"}], "tool_choice": {"type": "any"}} | 400 | invalid_request_error | only be specified while providing tools
            {"model": "sim-large", "max_tokens": 9, "messages": [{"role": "user", "content": "x"}], "thinking": {"type": "enabled", "budget_tokens": 10}} | 400 | invalid_request_error | greater than or equal to 1024
            """)
    void badRequest_isRefusedInTheApisWords(String body, int status, String type, String message) throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = ChatClient.JSON.readTree(response.body());
        assertThat(error.path("type").asString()).isEqualTo("error");
        assertThat(error.at("/error/type").asString()).isEqualTo(type);
        assertThat(error.at("/error/message").asString()).contains(message);
        assertThat(error.path("request_id").asString())
                .isEqualTo(response.headers().firstValue("request-id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"429=7, 429, rate_limit_error", "500, 500, api_error", "529=2, 529, overloaded_error"})
    void fault_comesInTheApisWords(String fault, int status, String type) throws Exception {
        HttpResponse<String> response = faulty(cold(""), fault);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(ChatClient.JSON.readTree(response.body()).at("/error/type").asString())
                .isEqualTo(type);
        if (status == 429) {
            assertThat(response.headers().firstValue("retry-after")).hasValue("7");
            assertThat(response.headers().firstValue("anthropic-ratelimit-requests-remaining"))
                    .hasValue("0");
            assertThat(response.headers().firstValue("anthropic-ratelimit-requests-reset"))
                    .hasValue("2026-11-22T10:30:07Z");
        }
    }

    @Test
    void errorEvent_endsTheStream() throws Exception {
        String body = faulty(cold(", \"stream\": true"), "error-event=4").body();

        assertThat(types(ChatClient.nodes(body))).hasSize(5).last().isEqualTo("error");
        assertThat(body).contains("event: error\n", "overloaded_error");
    }

    @Test
    void key_wanted_refusesOthers() throws Exception {
        try (Simulator closed = Simulator.start(0, SimulatorConfig.INSTANT.withKey("sk-ant-sim"))) {
            ChatClient stranger = new ChatClient(closed);
            String version = "anthropic-version";

            assertThat(stranger.postTo("/v1/messages", cold(""), version, "2023-06-01")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(stranger.postTo("/v1/messages", cold(""), version, "2023-06-01", "x-api-key", "no")
                            .body())
                    .contains("authentication_error");
            assertThat(stranger.postTo("/v1/messages", cold(""), version, "2023-06-01", "x-api-key", "sk-ant-sim")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void models_withAVersionHeader_areAnthropics() throws Exception {
        assertThat(client.get("/v1/models", "anthropic-version", "2023-06-01").body())
                .contains("\"type\":\"model\"", "claude-sonnet-4-5", "\"has_more\":false");
        assertThat(client.get("/v1/models").body()).contains("\"object\":\"list\"");
    }
}
