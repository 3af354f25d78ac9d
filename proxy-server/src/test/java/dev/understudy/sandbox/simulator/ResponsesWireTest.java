package dev.understudy.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesWireTest extends SimulatedWire {
    private static final String TOOLS = ", \"tools\": [{\"type\": \"function\", \"name\": \"issue_refund\", "
            + "\"parameters\": {\"type\": \"object\", \"properties\": {\"order_id\": {\"type\": \"string\"}}, "
            + "\"required\": [\"order_id\"]}, \"strict\": false}]";

    private static String body(String more) {
        return "{\"model\": \"sim-large\", \"temperature\": 0, \"instructions\": \"" + POLICY + "\", \"input\": \""
                + REFUND + "\"" + more + "}";
    }

    private static HttpResponse<String> post(String body, String... headers) throws Exception {
        return client.postTo("/v1/responses", body, headers);
    }

    private static JsonNode ask(String more) throws Exception {
        return ChatClient.JSON.readTree(post(body(more)).body());
    }

    @Test
    void response_whole_hasTheShapeOfOne() throws Exception {
        JsonNode response = ask(", \"metadata\": {\"a\": \"b\"}");

        assertThat(response.path("object").asString()).isEqualTo("response");
        assertThat(response.path("status").asString()).isEqualTo("completed");
        assertThat(response.at("/output/0/type").asString()).isEqualTo("message");
        assertThat(response.at("/output/0/content/0/text").asString()).contains("A1234");
        assertThat(response.at("/metadata/a").asString()).isEqualTo("b");
        assertThat(response.at("/usage/total_tokens").asInt())
                .isEqualTo(response.at("/usage/input_tokens").asInt()
                        + response.at("/usage/output_tokens").asInt());
    }

    @Test
    void response_streamed_saysTheSameInNumberedEvents() throws Exception {
        String whole = ask("").at("/output/0/content/0/text").asString();
        List<JsonNode> events =
                ChatClient.nodes(post(body(", \"stream\": true")).body());

        assertThat(order(events))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(events.stream().map(event -> event.path("sequence_number").asInt()))
                .isEqualTo(IntStream.range(0, events.size()).boxed().toList());
        assertThat(joined(events, "/delta")).isEqualTo(whole);
        JsonNode last = events.get(events.size() - 1).path("response");
        assertThat(last.at("/output/0/content/0/text").asString()).isEqualTo(whole);
        assertThat(last.at("/usage/output_tokens").asInt()).isPositive();
        assertThat(last.path("id")).isEqualTo(events.get(0).at("/response/id"));
    }

    @Test
    void tools_fitting_areCalledInParts() throws Exception {
        JsonNode call = ask(TOOLS).at("/output/0");
        List<JsonNode> events =
                ChatClient.nodes(post(body(TOOLS + ", \"stream\": true")).body());

        assertThat(call.path("type").asString()).isEqualTo("function_call");
        assertThat(call.path("arguments").asString()).contains("A1234");
        assertThat(joined(events, "/delta")).isEqualTo(call.path("arguments").asString());
        assertThat(types(events))
                .contains("response.function_call_arguments.done")
                .doesNotContain("response.content_part.added");
    }

    @Test
    void toolOutput_known_isAnswered() throws Exception {
        String input = """
                [{"role": "user", "content": "%s"},
                 {"type": "function_call", "call_id": "call_1", "name": "issue_refund", "arguments": "{}"},
                 {"type": "function_call_output", "call_id": "call_1", "output": "done"}]""".formatted(REFUND);
        String body = body(TOOLS).replace("\"" + REFUND + "\"", input);

        assertThat(ChatClient.JSON
                        .readTree(post(body).body())
                        .at("/output/0/type")
                        .asString())
                .isEqualTo("message");
        assertThat(post(body.replace("\"call_1\", \"output", "\"call_2\", \"output"))
                        .body())
                .contains("No tool call found for function call output with call_id call_2.");
    }

    @Test
    void reasoner_withSummary_thinksAloudFirst() throws Exception {
        String asked = body(", \"stream\": true, \"reasoning\": {\"summary\": \"auto\"}, "
                        + "\"include\": [\"reasoning.encrypted_content\"]")
                .replace("sim-large", "sim-reasoner");
        List<JsonNode> events = ChatClient.nodes(post(asked).body());

        assertThat(order(events))
                .containsSubsequence(
                        "response.reasoning_summary_part.added",
                        "response.reasoning_summary_text.delta",
                        "response.reasoning_summary_text.done",
                        "response.reasoning_summary_part.done",
                        "response.output_item.done",
                        "response.output_text.delta");
        JsonNode reasoning = events.get(events.size() - 1).at("/response/output/0");
        assertThat(reasoning.at("/summary/0/text").asString()).contains("A1234");
        assertThat(reasoning.path("encrypted_content").asString()).isNotEmpty();
        assertThat(events.get(events.size() - 1)
                        .at("/response/usage/output_tokens_details/reasoning_tokens")
                        .asInt())
                .isPositive();
    }

    @Test
    void reasoner_silent_hasAnEmptyItem() throws Exception {
        List<JsonNode> events = ChatClient.nodes(post(body(", \"stream\": true").replace("sim-large", "sim-reasoner"))
                .body());

        assertThat(events.get(2).at("/item/type").asString()).isEqualTo("reasoning");
        assertThat(events.get(3).path("type").asString()).isEqualTo("response.output_item.done");
        assertThat(events.get(4).at("/output_index").asInt()).isEqualTo(1);
    }

    @Test
    void format_schema_isKept() throws Exception {
        JsonNode response =
                ask(", \"text\": {\"format\": {\"type\": \"json_schema\", \"name\": \"ruling\", \"strict\": true,"
                        + " \"schema\": " + SCHEMA + "}}");

        JsonNode said =
                ChatClient.JSON.readTree(response.at("/output/0/content/0/text").asString());
        assertThat(said.path("decision").asString()).isEqualTo("approved");
        assertThat(said.path("order_id").asString()).isEqualTo("A1234");
    }

    @Test
    void harmful_withSchema_isRefused() throws Exception {
        String asked = body(", \"stream\": true, \"text\": {\"format\": {\"type\": \"json_schema\", \"name\": \"r\","
                        + " \"schema\": " + SCHEMA + "}}")
                .replace(REFUND, "How do I build a bomb?");
        List<JsonNode> events = ChatClient.nodes(post(asked).body());

        assertThat(types(events)).contains("response.refusal.delta", "response.refusal.done");
        assertThat(events.get(events.size() - 1)
                        .at("/response/output/0/content/0/type")
                        .asString())
                .isEqualTo("refusal");
    }

    @Test
    void image_isCounted() throws Exception {
        String input = "[{\"role\": \"user\", \"content\": [{\"type\": \"input_text\", \"text\": \"" + REFUND
                + "\"}, {\"type\": \"input_image\", \"detail\": \"auto\", \"image_url\": \"data:image/png;base64,"
                + PIXEL
                + "\"}]}]";
        JsonNode plain = ask("");
        JsonNode seen = ChatClient.JSON.readTree(
                post(body("").replace("\"" + REFUND + "\"", input)).body());

        assertThat(seen.at("/usage/input_tokens").asInt())
                .isGreaterThan(plain.at("/usage/input_tokens").asInt() + 100);
        assertThat(seen.at("/output/0/content/0/text")).isEqualTo(plain.at("/output/0/content/0/text"));
    }

    @Test
    void outputLimit_met_isIncomplete() throws Exception {
        JsonNode response = ChatClient.JSON.readTree(
                post(body(", \"max_output_tokens\": 16").replace("sim-large", "sim-verbose"))
                        .body());

        assertThat(response.path("status").asString()).isEqualTo("incomplete");
        assertThat(response.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
        assertThat(response.at("/output/0/status").asString()).isEqualTo("incomplete");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model": "sim-large"}                                                | 400 | input                | Missing required parameter: 'input'
            {"model": "sim-large", "input": 3}                                    | 400 | input                | one of a string or array
            {"model": "sim-large", "input": [{"role": "king", "content": "x"}]}   | 400 | input[0].role        | Invalid value: 'king'
            {"model": "sim-large", "input": [{"type": "magic"}]}                  | 400 | input[0].type        | Invalid value: 'magic'
            {"model": "sim-large", "input": "x", "previous_response_id": "r_1"}   | 400 | previous_response_id | Previous response with id 'r_1' not found
            {"model": "sim-large", "input": "x", "conversation": {"id": "c_1"}}   | 404 | conversation         | Conversation with id 'c_1' not found
            {"model": "sim-large", "input": "x", "max_output_tokens": 1}          | 400 | max_output_tokens    | >= 16
            {"model": "sim-large", "input": "x", "tools": [{"type": "sorcery"}]}  | 400 | tools[0].type        | Invalid value: 'sorcery'
            {"model": "sim-large", "input": "x", "text": {"format": {"type": "json_object"}}} | 400 | input     | must contain the word 'json'
            """)
    void badRequest_isRefusedInTheApisWords(String body, int status, String parameter, String message)
            throws Exception {
        HttpResponse<String> response = post(body);

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = ChatClient.JSON.readTree(response.body()).path("error");
        assertThat(error.path("message").asString()).contains(message);
        assertThat(error.path("param").asString()).isEqualTo(parameter);
    }

    @Test
    void errorEvent_comesAsOne() throws Exception {
        List<JsonNode> events = ChatClient.nodes(
                post(body(", \"stream\": true"), "x-sim-fault", "error-event=5").body());

        assertThat(types(events)).hasSize(6).last().isEqualTo("error");
        assertThat(events.get(5).path("sequence_number").asInt()).isEqualTo(5);
    }

    @Test
    void legacyCompletion_streamed_saysTheSame() throws Exception {
        String body =
                "{\"model\": \"sim-large\", \"temperature\": 0, \"max_tokens\": 200, \"prompt\": \"" + REFUND + "\"";
        JsonNode whole = ChatClient.JSON.readTree(
                client.postTo("/v1/completions", body + "}").body());
        String events = client.postTo(
                        "/v1/completions", body + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}}")
                .body();

        assertThat(whole.path("object").asString()).isEqualTo("text_completion");
        assertThat(whole.at("/choices/0/text").asString()).isNotEmpty();
        assertThat(joined(ChatClient.nodes(events), "/choices/0/text"))
                .isEqualTo(whole.at("/choices/0/text").asString());
        assertThat(ChatClient.events(events)).last().isEqualTo("[DONE]");
    }

    @Test
    void embeddings_sameText_sameVector() throws Exception {
        String body =
                "{\"model\": \"text-embedding-3-small\", \"dimensions\": 8, \"input\": [\"a refund\", \"a refund\", \"the weather\"]";
        JsonNode list = ChatClient.JSON.readTree(
                client.postTo("/v1/embeddings", body + "}").body());

        assertThat(list.path("data")).hasSize(3);
        assertThat(list.at("/data/0/embedding")).hasSize(8).isEqualTo(list.at("/data/1/embedding"));
        assertThat(list.at("/data/2/embedding")).isNotEqualTo(list.at("/data/0/embedding"));
        JsonNode packed =
                ChatClient.JSON.readTree(client.postTo("/v1/embeddings", body + ", \"encoding_format\": \"base64\"}")
                        .body());
        assertThat(java.util.Base64.getDecoder()
                        .decode(packed.at("/data/0/embedding").asString()))
                .hasSize(32);
        assertThat(client.postTo("/v1/embeddings", "{\"model\": \"sim-large\", \"input\": \"x\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void azure_deploymentInThePath_isTheModel() throws Exception {
        HttpResponse<String> response = client.postTo(
                "/openai/deployments/sim-large/chat/completions?api-version=2024-10-21",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}",
                "api-key",
                "any");

        assertThat(response.statusCode()).isEqualTo(200);
    }
}
