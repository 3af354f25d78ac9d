package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Anthropic's own client: through the proxy it gets what it gets without, and the shadow's candidate says the same. */
class AnthropicClientTest {
    private static Bench bench;
    private static Twins<AnthropicClient> clients;
    private static Twins<AnthropicClient> unwatched;

    @BeforeAll
    static void start() throws Exception {
        bench = Bench.start("x-api-key");
        clients = Twins.of(bench, AnthropicClientTest::client);
        unwatched = Twins.unwatched(bench, AnthropicClientTest::client);
    }

    private static AnthropicClient client(String url) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(url)
                .apiKey(Bench.KEY)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            bench.assertEverythingWasCompared();
        } finally {
            clients.each(AnthropicClient::close);
            unwatched.each(AnthropicClient::close);
            bench.close();
        }
    }

    private static MessageCreateParams.Builder question() {
        return MessageCreateParams.builder()
                .model("sim-large")
                .maxTokens(3_000)
                .system(Bench.POLICY)
                .addUserMessage(Bench.QUESTION);
    }

    /** At temperature 0, which the client calls deprecated and the API takes. */
    private static MessageCreateParams.Builder cold() {
        return question().putAdditionalBodyProperty("temperature", JsonValue.from(0));
    }

    private static Tool refund() {
        return Tool.builder()
                .name("issue_refund")
                .description("Pays the customer back")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("order_id", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .addRequired("order_id")
                        .build())
                .build();
    }

    private static List<RawMessageStreamEvent> stream(AnthropicClient client, MessageCreateParams params) {
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            return events.stream().toList();
        }
    }

    private static Message accumulated(List<RawMessageStreamEvent> events) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        events.forEach(accumulator::accumulate);
        return accumulator.message();
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap(block -> block.text().stream())
                .map(block -> block.text())
                .reduce("", String::concat);
    }

    private static ToolUseBlock call(Message message) {
        return message.content().stream()
                .flatMap(block -> block.toolUse().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void create_equalsDirect() {
        Message message = clients.same(client -> client.messages().create(cold().build()));

        assertThat(text(message)).contains("A4711");
        assertThat(message.stopReason()).hasValue(StopReason.END_TURN);
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void createStreaming_equalsDirect() {
        Message message = accumulated(clients.same(client -> stream(client, cold().build())));

        assertThat(text(message)).contains("A4711");
        assertThat(message.usage().outputTokens()).isPositive();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void tools_equalDirect() {
        MessageCreateParams params = cold().addTool(refund()).build();
        Message whole = clients.same(client -> client.messages().create(params));
        bench.assertCandidateSaysTheSame();
        Message streamed = accumulated(clients.same(client -> stream(client, params)));
        bench.assertCandidateSaysTheSame();

        assertThat(whole.stopReason()).hasValue(StopReason.TOOL_USE);
        assertThat(call(streamed)._input()).isEqualTo(call(whole)._input());
        assertThat(call(streamed)._input().toString()).contains("A4711");
    }

    @Test
    void toolResult_equalsDirect() {
        Message answer = clients.same(client -> {
            Message first = client.messages().create(cold().addTool(refund()).build());
            ToolResultBlockParam result = ToolResultBlockParam.builder()
                    .toolUseId(call(first).id())
                    .content("{\"ok\": true}")
                    .build();
            return client.messages()
                    .create(cold().addTool(refund())
                            .addMessage(first)
                            .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(result)))
                            .build());
        });

        assertThat(text(answer)).isNotEmpty();
        bench.assertCandidateSaysTheSame();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void structuredOutput_equalsDirect() {
        Message raw = clients.same(client -> client.messages()
                .create(cold().outputConfig(Ruling.class).build())
                .rawMessage());

        assertThat(text(raw)).contains("\"order_id\":\"A4711\"");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void image_equalsDirect() {
        Base64ImageSource image = Base64ImageSource.builder()
                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                .data(Bench.PIXEL)
                .build();
        TextBlockParam text = TextBlockParam.builder().text("Here it is.").build();
        MessageCreateParams params = cold().addUserMessageOfContentBlockParams(
                        List.of(ContentBlockParam.ofText(text), ContentBlockParam.ofImage(image)))
                .build();

        assertThat(text(clients.same(client -> client.messages().create(params))))
                .isNotEmpty();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void thinking_isPassedOnWithItsSignature() {
        MessageCreateParams params = question().enabledThinking(1_024).build();
        Message message = accumulated(clients.same(client -> stream(client, params)));

        assertThat(message.content().get(0).thinking()).hasValueSatisfying(thinking -> {
            assertThat(thinking.thinking()).contains("A4711");
            assertThat(thinking.signature()).isNotEmpty();
        });
        bench.skipComparison();
    }

    @Test
    void failures_equalDirect() {
        unwatched.sameFailure(
                NotFoundException.class,
                client -> client.messages().create(cold().model("nobody").build()));
        unwatched.sameFailure(
                BadRequestException.class,
                client -> client.messages().create(cold().maxTokens(0).build()));
        unwatched.sameFailure(
                RateLimitException.class,
                client -> client.messages().create(cold().model("sim-large+429").build()));
        AnthropicServiceException overloaded = unwatched.sameFailure(
                AnthropicServiceException.class,
                client -> client.messages().create(cold().model("sim-large+529").build()));
        assertThat(overloaded.statusCode()).isEqualTo(529);
    }

    @Test
    void errorInTheStream_equalsDirect() {
        MessageCreateParams params = cold().model("sim-large+error-event=4").build();

        AnthropicException failure = unwatched.sameFailure(AnthropicException.class, client -> stream(client, params));
        assertThat(failure).hasMessageContaining("Overloaded");
    }
}
