package dev.understudy.sandbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.sandbox.model.Cast;
import dev.understudy.sandbox.model.Pace;
import dev.understudy.sandbox.model.Personality;
import dev.understudy.sandbox.studio.RequestLimiter.Limits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SimulatorTest {
    private static final String REFUND = """
            {"model": "sim-large", "temperature": 0%s, "messages": [
              {"role": "system", "content": "Process refund if customer requests it."},
              {"role": "user", "content": "I want a refund for order A1234, I paid $49.99."}]}""";

    private Simulator simulator;
    private ChatClient client;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(0, SimulatorConfig.INSTANT);
        client = new ChatClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void chat_notStreamed_hasTheShapeOfACompletion() throws Exception {
        HttpResponse<String> response = client.post(REFUND.formatted(""));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.headers().firstValue("x-request-id").orElseThrow()).matches("req_[0-9a-f]{32}");
        assertThat(response.headers().firstValue("x-ratelimit-remaining-requests"))
                .isPresent();
        JsonNode body = ChatClient.JSON.readTree(response.body());
        assertThat(body.path("object").asString()).isEqualTo("chat.completion");
        assertThat(body.path("model").asString()).startsWith("sim-large-");
        JsonNode choice = body.path("choices").path(0);
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(choice.path("message").path("content").asString()).contains("A1234", "$49.99");
        JsonNode usage = body.path("usage");
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(usage.path("prompt_tokens").asInt()
                        + usage.path("completion_tokens").asInt());
    }

    @Test
    void chat_streamed_saysTheSameInChunks() throws Exception {
        String whole = client.ask(REFUND.formatted(""))
                .at("/choices/0/message/content")
                .asString();

        List<String> events =
                client.stream(REFUND.formatted(", \"stream\": true, \"stream_options\": {\"include_usage\": true}"));

        assertThat(events).hasSizeGreaterThan(5).last().isEqualTo("[DONE]");
        List<JsonNode> chunks = events.subList(0, events.size() - 1).stream()
                .map(ChatClient.JSON::readTree)
                .toList();
        String streamed = chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());
        assertThat(streamed).isEqualTo(whole);
        assertThat(chunks.get(0).at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        assertThat(chunks)
                .extracting(chunk -> chunk.path("id").asString())
                .containsOnly(chunks.get(0).path("id").asString());
        JsonNode finish = chunks.get(chunks.size() - 2);
        assertThat(finish.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(finish.path("usage").isNull()).isTrue();
        JsonNode last = chunks.get(chunks.size() - 1);
        assertThat(last.path("choices").isEmpty()).isTrue();
        assertThat(last.at("/usage/completion_tokens").asInt()).isPositive();
    }

    @Test
    void chat_streamedWithoutUsage_reportsNone() throws Exception {
        List<String> events = client.stream(REFUND.formatted(", \"stream\": true"));

        assertThat(events).noneMatch(event -> event.contains("usage"));
    }

    @Test
    void chat_severalChoices_areNumbered() throws Exception {
        JsonNode body = client.ask(REFUND.formatted(", \"n\": 3"));

        assertThat(body.path("choices"))
                .extracting(choice -> choice.path("index").asInt())
                .containsExactly(0, 1, 2);
    }

    @Test
    void chat_maxTokens_cutsAndSaysSo() throws Exception {
        JsonNode body = client.ask(REFUND.formatted(", \"max_tokens\": 4"));

        assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("length");
        assertThat(body.at("/usage/completion_tokens").asInt()).isEqualTo(4);
    }

    @Test
    void chat_stop_endsBeforeIt() throws Exception {
        JsonNode body = client.ask(REFUND.formatted(", \"stop\": [\"A1234\"]"));

        assertThat(body.at("/choices/0/message/content").asString())
                .doesNotContain("A1234")
                .isNotEmpty();
        assertThat(body.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model"                                                                              | 400 | null                       | could not parse the JSON
            [1, 2]                                                                                | 400 | null                       | could not parse the JSON
            {}                                                                                    | 400 | null                       | must provide a model
            {"model": 3}                                                                          | 400 | invalid_type               | expected a string, but got an integer
            {"model": "nobody", "messages": []}                                                   | 404 | model_not_found            | does not exist
            {"model": "sim-large"}                                                                | 400 | missing_required_parameter | Missing required parameter: 'messages'
            {"model": "sim-large", "messages": []}                                                | 400 | empty_array                | empty array
            {"model": "sim-large", "messages": "hi"}                                              | 400 | invalid_type               | expected an array of objects, but got a string
            {"model": "sim-large", "messages": [{"role": "king", "content": "hi"}]}               | 400 | invalid_value              | Invalid value: 'king'
            {"model": "sim-large", "messages": [{"role": "user"}]}                                | 400 | null                       | expected a string, got null
            {"model": "sim-large", "messages": [{"role": "tool", "content": "x"}]}                | 400 | null                       | must be a response to a preceeding message
            {"model": "sim-large", "messages": [{"role": "user", "content": "x"}], "temperature": "hot"} | 400 | invalid_type        | expected a decimal, but got a string
            {"model": "sim-large", "messages": [{"role": "user", "content": "x"}], "temperature": 3}     | 400 | decimal_above_max_value | <= 2
            {"model": "sim-large", "messages": [{"role": "user", "content": "x"}], "max_tokens": 0}      | 400 | integer_below_min_value | >= 1
            {"model": "sim-large", "messages": [{"role": "user", "content": "x"}], "stream_options": {}} | 400 | null                | only allowed when 'stream' is enabled
            {"model": "sim-large", "messages": [{"role": "user", "content": "x"}], "response_format": {"type": "json_object"}} | 400 | null | must contain the word 'json'
            """)
    void chat_badRequest_isRefusedInTheApisWords(String body, int status, String code, String message)
            throws Exception {
        HttpResponse<String> response = client.post(body);

        assertThat(response.statusCode()).isEqualTo(status);
        JsonNode error = ChatClient.JSON.readTree(response.body()).path("error");
        assertThat(error.path("message").asString()).contains(message);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString("null")).isEqualTo(code);
    }

    @Test
    void chat_deepJson_isRefused() throws Exception {
        assertThat(client.post("[".repeat(200_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void chat_tooLongForTheModel_isRefused() throws Exception {
        String body = "{\"model\": \"sim-small\", \"messages\": [{\"role\": \"user\", \"content\": \""
                + "word ".repeat(200_000) + "\"}]}";

        HttpResponse<String> response = client.post(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("context_length_exceeded");
    }

    @Test
    void chat_longPromptAgain_isCached() throws Exception {
        String body = "{\"model\": \"sim-large\", \"messages\": [{\"role\": \"system\", \"content\": \""
                + "Refund with care. ".repeat(500) + "\"}, {\"role\": \"user\", \"content\": \"hi\"}]}";

        assertThat(client.ask(body)
                        .at("/usage/prompt_tokens_details/cached_tokens")
                        .asInt())
                .isZero();
        assertThat(client.ask(body)
                        .at("/usage/prompt_tokens_details/cached_tokens")
                        .asInt())
                .isGreaterThanOrEqualTo(1024)
                .isLessThan(2300);
    }

    @Test
    void chat_reasoner_reportsReasoningTokens() throws Exception {
        JsonNode body = client.ask(REFUND.formatted("").replace("sim-large", "sim-reasoner"));

        int reasoning =
                body.at("/usage/completion_tokens_details/reasoning_tokens").asInt();
        assertThat(reasoning)
                .isPositive()
                .isLessThan(body.at("/usage/completion_tokens").asInt());
    }

    @Test
    void authentication_wanted_refusesOthers() throws Exception {
        try (Simulator closed = Simulator.start(0, SimulatorConfig.INSTANT.withKey("sk-sim"))) {
            ChatClient stranger = new ChatClient(closed);

            assertThat(stranger.post(REFUND.formatted("")).statusCode()).isEqualTo(401);
            assertThat(stranger.post(REFUND.formatted(""), "authorization", "Bearer sk-wrong")
                            .body())
                    .contains("invalid_api_key");
            assertThat(stranger.post(REFUND.formatted(""), "authorization", "Bearer sk-sim")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void limits_reached_answer429WithRetryAfter() throws Exception {
        try (Simulator tight = Simulator.start(0, SimulatorConfig.INSTANT.withLimits(new Limits(1, 1_000_000)))) {
            ChatClient eager = new ChatClient(tight);

            assertThat(eager.post(REFUND.formatted("")).statusCode()).isEqualTo(200);
            HttpResponse<String> second = eager.post(REFUND.formatted(""));

            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("retry-after")).isPresent();
            assertThat(second.body()).contains("rate_limit_exceeded");
        }
    }

    @Test
    void models_areListed() throws Exception {
        JsonNode list = ChatClient.JSON.readTree(client.get("/v1/models").body());

        assertThat(list.path("data"))
                .extracting(model -> model.path("id").asString())
                .contains("sim-large", "sim-small");
        assertThat(client.get("/v1/models/sim-small").statusCode()).isEqualTo(200);
        assertThat(client.get("/v1/models/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void unknownPathOrMethod_isRefused() throws Exception {
        assertThat(client.get("/v1/sonnets").statusCode()).isEqualTo(404);
        assertThat(client.get("/v1/chat/completions").statusCode()).isEqualTo(405);
    }

    @Test
    void requests_areKeptAndCounted() throws Exception {
        client.post(REFUND.formatted(""), "X-Mine", "yes");

        assertThat(simulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.target()).isEqualTo("/v1/chat/completions");
            assertThat(request.headers().get("x-mine")).isEqualTo("yes");
            assertThat(request.text()).isEqualTo(REFUND.formatted(""));
        });
        JsonNode stats = ChatClient.JSON.readTree(client.get("/__sim/stats").body());
        assertThat(stats.at("/requests").asInt()).isEqualTo(1);
        assertThat(stats.path("paths").path("/v1/chat/completions").asInt()).isEqualTo(1);
        assertThat(stats.path("statuses").path("200").asInt()).isEqualTo(1);
    }

    @Test
    void pace_isKeptToTheStream() throws Exception {
        Pace pace = new Pace(60, 5, 0, 1);
        Personality slow = new Personality(0, 0, 0, 0, 100_000, pace);
        SimulatorConfig config = SimulatorConfig.REALISTIC.withCast(Cast.DEFAULT.with("slow", slow));
        try (Simulator steady = Simulator.start(0, config)) {
            long start = System.nanoTime();
            List<String> events = new ChatClient(steady)
                    .stream(REFUND.formatted(", \"stream\": true").replace("sim-large", "slow"));
            long millis = (System.nanoTime() - start) / 1_000_000;

            int gaps = events.size() - 3;
            assertThat(millis).isGreaterThanOrEqualTo(60 + 5L * gaps - 5);
        }
    }

    @Test
    void start_portInUse_isOneClearError() {
        assertThatThrownBy(() -> Simulator.start(simulator.port(), SimulatorConfig.INSTANT))
                .isInstanceOf(IOException.class)
                .hasMessage("port: " + simulator.port() + " (expected: a free port on 127.0.0.1)");
    }
}
