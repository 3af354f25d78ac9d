package dev.understudy.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OllamaWireTest extends SimulatedWire {
    private static final String TOOLS =
            ", \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"issue_refund\","
                    + " \"parameters\": {\"type\": \"object\", \"properties\": {\"order_id\": {\"type\": \"string\"}},"
                    + " \"required\": [\"order_id\"]}}}]";

    private static String body(String more) {
        return "{\"model\": \"sim-large\", \"options\": {\"temperature\": 0}, \"messages\": [{\"role\": \"system\","
                + " \"content\": \"" + POLICY + "\"}, {\"role\": \"user\", \"content\": \"" + REFUND + "\"}]" + more
                + "}";
    }

    private static List<JsonNode> lines(String body) throws Exception {
        return client.postTo("/api/chat", body)
                .body()
                .lines()
                .<JsonNode>map(ChatClient.JSON::readTree)
                .toList();
    }

    private static JsonNode ask(String more) throws Exception {
        return ChatClient.JSON.readTree(
                client.postTo("/api/chat", body(", \"stream\": false" + more)).body());
    }

    @Test
    void chat_inLines_saysTheSame() throws Exception {
        JsonNode whole = ask("");
        List<JsonNode> lines = lines(body(""));

        assertThat(whole.at("/message/content").asString()).contains("A1234");
        assertThat(joined(lines, "/message/content"))
                .isEqualTo(whole.at("/message/content").asString());
        JsonNode last = lines.get(lines.size() - 1);
        assertThat(last.path("done_reason").asString()).isEqualTo("stop");
        assertThat(last.path("eval_count")).isEqualTo(whole.path("eval_count"));
        assertThat(last.path("prompt_eval_count").asInt()).isPositive();
        assertThat(lines.get(0).path("done").asBoolean()).isFalse();
    }

    @Test
    void tools_fitting_areCalled() throws Exception {
        assertThat(ask(TOOLS)
                        .at("/message/tool_calls/0/function/arguments/order_id")
                        .asString())
                .isEqualTo("A1234");
        assertThat(lines(body(TOOLS))
                        .get(0)
                        .at("/message/tool_calls/0/function/name")
                        .asString())
                .isEqualTo("issue_refund");
    }

    @Test
    void format_schema_isKept() throws Exception {
        String said = ask(", \"format\": " + SCHEMA).at("/message/content").asString();

        assertThat(ChatClient.JSON.readTree(said).path("decision").asString()).isEqualTo("approved");
    }

    @Test
    void think_asked_comesApart() throws Exception {
        assertThat(ask(", \"think\": true").at("/message/thinking").asString()).contains("A1234");
    }

    @Test
    void generate_answersAPrompt() throws Exception {
        HttpResponse<String> response = client.postTo(
                "/api/generate",
                "{\"model\": \"sim-large\", \"stream\": false, \"prompt\": \"" + REFUND + "\", \"system\": \"" + POLICY
                        + "\"}");

        assertThat(ChatClient.JSON.readTree(response.body()).path("response").asString())
                .isNotEmpty();
    }

    @Test
    void errors_areOneText() throws Exception {
        HttpResponse<String> response = client.postTo("/api/chat", "{\"model\": \"nobody\"}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"error\":\"model 'nobody' not found\"}");
    }

    @Test
    void errorEvent_isTheLastLine() throws Exception {
        String body = client.postTo("/api/chat", body(""), "x-sim-fault", "error-event=2")
                .body();

        assertThat(body.lines()).hasSize(3).last().asString().startsWith("{\"error\":");
    }

    @Test
    void tags_listModels() throws Exception {
        assertThat(client.get("/api/tags").body()).contains("llama3.2");
        assertThat(client.get("/api/version").body()).contains("version");
    }
}
