package dev.understudy.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Turn;
import dev.understudy.config.ConfigException;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.UpstreamConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class OwnRequestsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static GenerationRequest question() {
        JsonNode schema = NODES.objectNode().put("type", "object");
        return new GenerationRequest(
                "understudy",
                "gpt-5",
                false,
                List.of(
                        new Turn(Turn.Role.SYSTEM, List.of(new Part.Text("Judge."))),
                        new Turn(Turn.Role.USER, List.of(new Part.Text("{}")))),
                List.of(),
                null,
                null,
                new OutputFormat.JsonSchema("verdict", null, schema, true, Extras.NONE),
                Sampling.NONE,
                null,
                null,
                Extras.NONE);
    }

    private static Derived.Ready written(String dialect, String path, Map<String, JsonNode> set) {
        CredentialsConfig own = new CredentialsConfig(false, Map.of("authorization", "Bearer judge"));
        OwnRequests requests = new OwnRequests(
                dialect,
                new OwnRequests.Destination(UpstreamConfig.of("https://judge.example"), own, path, set, "refunds"));
        return (Derived.Ready) requests.write(question());
    }

    @Test
    void write_chat_isContainedAndStructured() {
        Derived.Ready ready = written("openai-chat", null, Map.of());
        assertThat(ready.method()).isEqualTo("POST");
        assertThat(ready.target()).isEqualTo("/v1/chat/completions");
        assertThat(ready.json().path("store").booleanValue()).isFalse();
        assertThat(ready.json().at("/response_format/json_schema/name").stringValue())
                .isEqualTo("verdict");
        assertThat(ready.json().at("/response_format/json_schema/strict").booleanValue())
                .isTrue();
        assertThat(ready.headers().get("authorization")).isEqualTo("Bearer judge");
        assertThat(ready.headers().get("x-understudy-shadow")).isEqualTo("refunds");
    }

    @Test
    void write_messages_hasWhatAnthropicInsistsOn() {
        Derived.Ready ready = written("anthropic-messages", null, Map.of());
        assertThat(ready.target()).isEqualTo("/v1/messages");
        assertThat(ready.headers().get("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(ready.json().path("max_tokens").isNumber()).isTrue();
        assertThat(ready.json().at("/output_config/format/type").stringValue()).isEqualTo("json_schema");
    }

    @Test
    void write_fieldsAndPathOfItsOwn_areTaken() {
        Derived.Ready ready = written(
                "openai-chat",
                "/deployments/{model}/chat",
                Map.of("temperature", NODES.numberNode(0), "a.b", NODES.booleanNode(true)));
        assertThat(ready.target()).isEqualTo("/deployments/gpt-5/chat");
        assertThat(ready.json().path("temperature").intValue()).isZero();
        assertThat(ready.json().at("/a/b").booleanValue()).isTrue();
    }

    @Test
    void write_fieldThatDoesNotFit_isRefused() {
        OwnRequests requests = new OwnRequests(
                "openai-chat",
                new OwnRequests.Destination(
                        UpstreamConfig.of("https://judge.example"),
                        CredentialsConfig.NONE,
                        null,
                        Map.of("model.name", NODES.stringNode("x")),
                        "refunds"));
        assertThat(requests.write(question())).isInstanceOf(Derived.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-embeddings", "same", "nonsense"})
    void dialect_thatNoRequestIsWrittenIn_isRefused(String dialect) {
        assertThatThrownBy(() -> written(dialect, null, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("dialect: " + dialect + " (expected: one of anthropic-messages, ");
    }
}
