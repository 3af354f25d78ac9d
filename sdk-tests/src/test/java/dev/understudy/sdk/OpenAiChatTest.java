package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own client, chat completions: through the proxy it gets what it gets without, and the candidate says the same. */
class OpenAiChatTest {
    private static Bench bench;
    private static Twins<OpenAIClient> clients;
    private static Twins<OpenAIClient> unwatched;

    @BeforeAll
    static void start() throws Exception {
        bench = Bench.start("authorization");
        clients = Twins.of(bench, OpenAiChatTest::client);
        unwatched = Twins.unwatched(bench, OpenAiChatTest::client);
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

    private static ChatCompletionCreateParams.Builder asking() {
        return ChatCompletionCreateParams.builder()
                .model("sim-large")
                .temperature(0.0)
                .addSystemMessage(Bench.POLICY);
    }

    private static ChatCompletionCreateParams.Builder question() {
        return asking().addUserMessage(Bench.QUESTION);
    }

    private static ChatCompletionFunctionTool refund() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("issue_refund")
                        .description("Pays the customer back")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("order_id", Map.of("type", "string"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("order_id")))
                                .build())
                        .build())
                .build();
    }

    private static ChatCompletion ask(OpenAIClient client, ChatCompletionCreateParams params) {
        return client.chat().completions().create(params);
    }

    private static List<ChatCompletionChunk> stream(OpenAIClient client, ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client.chat().completions().createStreaming(params)) {
            return chunks.stream().toList();
        }
    }

    private static ChatCompletion accumulated(List<ChatCompletionChunk> chunks) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        chunks.forEach(accumulator::accumulate);
        return accumulator.chatCompletion();
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().get(0).message().content().orElse("");
    }

    private static ChatCompletionMessageToolCall call(ChatCompletion completion) {
        return completion.choices().get(0).message().toolCalls().orElseThrow().get(0);
    }

    @Test
    void create_equalsDirect() {
        ChatCompletion completion =
                clients.same(client -> ask(client, question().build()));

        assertThat(text(completion)).contains("A4711");
        assertThat(completion.usage()).isPresent();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void createStreaming_equalsDirect() {
        ChatCompletionStreamOptions usage =
                ChatCompletionStreamOptions.builder().includeUsage(true).build();
        ChatCompletionCreateParams params = question().streamOptions(usage).build();
        List<ChatCompletionChunk> chunks = clients.same(client -> stream(client, params));

        assertThat(text(accumulated(chunks))).contains("A4711");
        assertThat(chunks.get(chunks.size() - 1).usage()).isPresent();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void tools_equalDirect() {
        ChatCompletionCreateParams params = question().addTool(refund()).build();
        ChatCompletion whole = clients.same(client -> ask(client, params));
        bench.assertCandidateSaysTheSame();
        ChatCompletion streamed = accumulated(clients.same(client -> stream(client, params)));
        bench.assertCandidateSaysTheSame();

        assertThat(call(whole).asFunction().function().arguments()).contains("A4711");
        assertThat(call(streamed).asFunction().function())
                .isEqualTo(call(whole).asFunction().function());
    }

    @Test
    void toolResult_equalsDirect() {
        ChatCompletion answer = clients.same(client -> {
            ChatCompletion first = ask(client, question().addTool(refund()).build());
            ChatCompletionToolMessageParam result = ChatCompletionToolMessageParam.builder()
                    .toolCallId(call(first).asFunction().id())
                    .content("{\"ok\": true}")
                    .build();
            return ask(
                    client,
                    question()
                            .addTool(refund())
                            .addMessage(first.choices().get(0).message())
                            .addMessage(result)
                            .build());
        });

        assertThat(text(answer)).isNotEmpty();
        bench.assertCandidateSaysTheSame();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void structuredOutput_equalsDirect() {
        ChatCompletion raw = clients.same(client -> client.chat()
                .completions()
                .create(question().responseFormat(Ruling.class).build())
                .rawChatCompletion());

        assertThat(text(raw)).contains("\"order_id\":\"A4711\"");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void image_equalsDirect() {
        ChatCompletionContentPartImage.ImageUrl image = ChatCompletionContentPartImage.ImageUrl.builder()
                .url("data:image/png;base64," + Bench.PIXEL)
                .build();
        ChatCompletionCreateParams params = asking().addUserMessageOfArrayOfContentParts(List.of(
                        ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text(Bench.QUESTION)
                                .build()),
                        ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                .imageUrl(image)
                                .build())))
                .build();

        assertThat(text(clients.same(client -> ask(client, params)))).contains("A4711");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void embeddings_equalDirect() {
        EmbeddingCreateParams params = EmbeddingCreateParams.builder()
                .model("text-embedding-3-small")
                .input(Bench.QUESTION)
                .build();

        assertThat(unwatched.same(client -> client.embeddings().create(params)).data())
                .hasSize(1);
    }

    @Test
    void failures_equalDirect() {
        unwatched.sameFailure(
                NotFoundException.class,
                client -> ask(client, question().model("nobody").build()));
        unwatched.sameFailure(
                BadRequestException.class,
                client -> ask(client, question().temperature(9.0).build()));
        RateLimitException limited = unwatched.sameFailure(
                RateLimitException.class,
                client -> ask(client, question().model("sim-large+429").build()));
        assertThat(limited.headers().values("x-ratelimit-remaining-requests")).containsExactly("0");
        unwatched.sameFailure(
                InternalServerException.class,
                client -> ask(client, question().model("sim-large+503").build()));
    }

    @Test
    void wrongKey_failsAsDirect() {
        Twins<OpenAIClient> strangers = Twins.unwatched(
                bench,
                url -> OpenAIOkHttpClient.builder()
                        .baseUrl(url + "/v1")
                        .apiKey("sk-wrong")
                        .maxRetries(0)
                        .build());
        strangers.sameFailure(
                UnauthorizedException.class, client -> ask(client, question().build()));
        strangers.each(OpenAIClient::close);
    }

    @Test
    void errorInTheStream_equalsDirect() {
        ChatCompletionCreateParams params =
                question().model("sim-large+error-event=3").build();

        unwatched.sameFailure(SseException.class, client -> stream(client, params));
    }

    @Test
    void upstreamGone_errorOfTheProxyIsUnderstood() throws Exception {
        try (Bench lonely = Bench.start("authorization")) {
            lonely.stopLive();
            OpenAIClient client = client(lonely.proxiedUrl());
            assertThatThrownBy(() -> ask(client, question().build()))
                    .isInstanceOfSatisfying(OpenAIServiceException.class, failure -> {
                        assertThat(failure.statusCode()).isEqualTo(502);
                        assertThat(failure.headers().values("x-understudy-error"))
                                .containsExactly("connect_failed");
                        assertThat(failure.getMessage()).contains("the upstream refused the connection");
                    });
            client.close();
        }
    }
}
