package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own client, responses API: through the proxy it gets what it gets without, and the candidate says the same. */
class OpenAiResponsesTest {
    private static Bench bench;
    private static Twins<OpenAIClient> clients;
    private static Twins<OpenAIClient> unwatched;

    @BeforeAll
    static void start() throws Exception {
        bench = Bench.start("authorization");
        clients = Twins.of(bench, OpenAiResponsesTest::client);
        unwatched = Twins.unwatched(bench, OpenAiResponsesTest::client);
    }

    private static OpenAIClient client(String url) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(url + "/v1")
                .apiKey(Bench.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            bench.assertEverythingWasCompared();
        } finally {
            clients.each(OpenAIClient::close);
            unwatched.each(OpenAIClient::close);
            bench.close();
        }
    }

    private static ResponseCreateParams.Builder question() {
        return ResponseCreateParams.builder()
                .model("sim-large")
                .temperature(0.0)
                .instructions(Bench.POLICY)
                .input(Bench.QUESTION);
    }

    private static ResponseCreateParams.Builder withTool() {
        return question()
                .addTool(FunctionTool.builder()
                        .name("issue_refund")
                        .strict(false)
                        .parameters(FunctionTool.Parameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("order_id", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("order_id")))
                                .build())
                        .build());
    }

    private static List<ResponseStreamEvent> stream(OpenAIClient client, ResponseCreateParams params) {
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(params)) {
            return events.stream().toList();
        }
    }

    private static Response accumulated(List<ResponseStreamEvent> events) {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        events.forEach(accumulator::accumulate);
        return accumulator.response();
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(output -> output.text())
                .reduce("", String::concat);
    }

    @Test
    void create_equalsDirect() {
        Response response =
                clients.same(client -> client.responses().create(question().build()));

        assertThat(text(response)).contains("A4711");
        assertThat(response.usage()).isPresent();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void createStreaming_equalsDirect() {
        List<ResponseStreamEvent> events =
                clients.same(client -> stream(client, question().build()));

        assertThat(events.get(events.size() - 1).isCompleted()).isTrue();
        assertThat(text(accumulated(events))).contains("A4711");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void tools_equalDirect() {
        Response response =
                clients.same(client -> client.responses().create(withTool().build()));
        List<ResponseStreamEvent> events =
                clients.same(client -> stream(client, withTool().build()));

        assertThat(response.output())
                .singleElement()
                .satisfies(item -> assertThat(item.asFunctionCall().arguments()).contains("A4711"));
        assertThat(accumulated(events).output()).singleElement().matches(ResponseOutputItem::isFunctionCall);
        bench.assertCandidateSaysTheSame();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void toolOutput_equalsDirect() {
        Response response = clients.same(client -> {
            Response first = client.responses().create(withTool().build());
            var call = first.output().get(0).asFunctionCall();
            return client.responses()
                    .create(withTool()
                            .inputOfResponse(List.of(
                                    message(List.of(inputText(Bench.QUESTION))),
                                    ResponseInputItem.ofFunctionCall(call),
                                    ResponseInputItem.ofFunctionCallOutput(
                                            ResponseInputItem.FunctionCallOutput.builder()
                                                    .callId(call.callId())
                                                    .output("{\"ok\": true}")
                                                    .build())))
                            .build());
        });

        assertThat(text(response)).isNotEmpty();
        bench.assertCandidateSaysTheSame();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void structuredOutput_equalsDirect() {
        Response raw = clients.same(client ->
                client.responses().create(question().text(Ruling.class).build()).rawResponse());

        assertThat(text(raw)).contains("\"order_id\":\"A4711\"");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void image_equalsDirect() {
        ResponseInputImage image = ResponseInputImage.builder()
                .detail(ResponseInputImage.Detail.AUTO)
                .imageUrl("data:image/png;base64," + Bench.PIXEL)
                .build();
        ResponseCreateParams params = question()
                .inputOfResponse(
                        List.of(message(List.of(inputText(Bench.QUESTION), ResponseInputContent.ofInputImage(image)))))
                .build();

        assertThat(text(clients.same(client -> client.responses().create(params))))
                .contains("A4711");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void reasoning_equalsDirect() {
        ResponseCreateParams params = question()
                .model("sim-reasoner")
                .reasoning(Reasoning.builder().summary(Reasoning.Summary.AUTO).build())
                .build();
        List<ResponseStreamEvent> events = clients.same(client -> stream(client, params));

        assertThat(accumulated(events).output().get(0).reasoning())
                .hasValueSatisfying(item -> assertThat(item.summary()).isNotEmpty());
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void failures_equalDirect() {
        unwatched.sameFailure(
                NotFoundException.class,
                client -> client.responses().create(question().model("nobody").build()));
        unwatched.sameFailure(
                BadRequestException.class,
                client -> client.responses()
                        .create(question().previousResponseId("resp_1").build()));
        unwatched.sameFailure(
                RateLimitException.class,
                client -> client.responses()
                        .create(question().model("sim-large+429").build()));
        unwatched.sameFailure(
                InternalServerException.class,
                client -> client.responses()
                        .create(question().model("sim-large+529").build()));
    }

    @Test
    void brokenStream_failsAsDirect() {
        ResponseCreateParams params =
                question().model("sim-large+invalid-json=4").build();

        unwatched.sameFailure(OpenAIException.class, client -> accumulated(stream(client, params)));
    }

    private static ResponseInputItem message(List<ResponseInputContent> content) {
        return ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .contentOfResponseInputMessageContentList(content)
                .build());
    }

    private static ResponseInputContent inputText(String text) {
        return ResponseInputContent.ofInputText(
                ResponseInputText.builder().text(text).build());
    }
}
