package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** langchain4j over OpenAI's chat completions: through the proxy it gets what it gets without. */
class Langchain4jTest {
    private static Bench bench;
    private static Twins<ChatModel> models;
    private static Twins<ChatModel> unwatched;
    private static Twins<StreamingChatModel> streams;

    @BeforeAll
    static void start() throws Exception {
        bench = Bench.start("authorization");
        models = Twins.of(bench, Langchain4jTest::model);
        unwatched = Twins.unwatched(bench, Langchain4jTest::model);
        streams = Twins.of(
                bench,
                url -> OpenAiStreamingChatModel.builder()
                        .baseUrl(url + "/v1")
                        .apiKey(Bench.KEY)
                        .modelName("sim-large")
                        .temperature(0.0)
                        .build());
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            bench.assertEverythingWasCompared();
        } finally {
            bench.close();
        }
    }

    private static ChatModel model(String url) {
        return OpenAiChatModel.builder()
                .baseUrl(url + "/v1")
                .apiKey(Bench.KEY)
                .modelName("sim-large")
                .temperature(0.0)
                .maxRetries(0)
                .build();
    }

    private static ChatRequest.Builder question() {
        return ChatRequest.builder().messages(SystemMessage.from(Bench.POLICY), UserMessage.from(Bench.QUESTION));
    }

    private static JsonObjectSchema order() {
        return JsonObjectSchema.builder()
                .addStringProperty("order_id")
                .required("order_id")
                .build();
    }

    private static ToolSpecification refund() {
        return ToolSpecification.builder()
                .name("issue_refund")
                .description("Pays the customer back")
                .parameters(order())
                .build();
    }

    /** What of an answer can be compared; the raw responses that come with it are not even equal to themselves. */
    private record Said(AiMessage message, String id, String model, TokenUsage usage, FinishReason reason) {
        static Said by(ChatModel model, ChatRequest request) {
            return of(model.chat(request));
        }

        static Said of(ChatResponse response) {
            return new Said(
                    response.aiMessage(),
                    response.id(),
                    response.modelName(),
                    response.tokenUsage(),
                    response.finishReason());
        }
    }

    /** What a stream says: its parts, and the whole. */
    private record Told(List<String> parts, Said whole) {}

    private static Told stream(StreamingChatModel model, ChatRequest request) {
        List<String> parts = new ArrayList<>();
        CompletableFuture<Said> whole = new CompletableFuture<>();
        model.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String part) {
                parts.add(part);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(Said.of(response));
            }

            @Override
            public void onError(Throwable failure) {
                whole.completeExceptionally(failure);
            }
        });
        return new Told(parts, whole.join());
    }

    @Test
    void chat_equalsDirect() {
        Said response = models.same(model -> Said.by(model, question().build()));

        assertThat(response.message().text()).contains("A4711");
        assertThat(response.usage().outputTokenCount()).isPositive();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void stream_equalsDirect() {
        Told told = streams.same(model -> stream(model, question().build()));

        assertThat(String.join("", told.parts()))
                .isEqualTo(told.whole().message().text());
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void tools_equalDirect() {
        ChatRequest request = question().toolSpecifications(refund()).build();
        Said whole = models.same(model -> Said.by(model, request));
        bench.assertCandidateSaysTheSame();
        Told streamed = streams.same(model -> stream(model, request));
        bench.assertCandidateSaysTheSame();

        assertThat(whole.message().toolExecutionRequests())
                .singleElement()
                .satisfies(call -> assertThat(call.arguments()).contains("A4711"));
        assertThat(streamed.whole().message().toolExecutionRequests()).hasSize(1);
    }

    @Test
    void toolResult_equalsDirect() {
        Said answer = models.same(model -> {
            ChatResponse first =
                    model.chat(question().toolSpecifications(refund()).build());
            List<ChatMessage> messages = new ArrayList<>(question().build().messages());
            messages.add(first.aiMessage());
            messages.add(ToolExecutionResultMessage.from(
                    first.aiMessage().toolExecutionRequests().get(0), "{\"ok\": true}"));
            ChatRequest second = ChatRequest.builder()
                    .messages(messages)
                    .toolSpecifications(refund())
                    .build();
            return Said.by(model, second);
        });

        assertThat(answer.message().text()).isNotEmpty();
        bench.assertCandidateSaysTheSame();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void structuredOutput_equalsDirect() {
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder().name("ruling").rootElement(order()).build())
                .build();
        Said response = models.same(
                model -> Said.by(model, question().responseFormat(format).build()));

        assertThat(response.message().text()).contains("A4711");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void image_equalsDirect() {
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from(Bench.POLICY),
                        UserMessage.from(TextContent.from(Bench.QUESTION), ImageContent.from(Bench.PIXEL, "image/png")))
                .build();

        assertThat(models.same(model -> Said.by(model, request)).message().text())
                .contains("A4711");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void failures_equalDirect() {
        unwatched.sameFailure(
                ModelNotFoundException.class,
                model -> model.chat(question().modelName("nobody").build()));
        unwatched.sameFailure(
                RateLimitException.class,
                model -> model.chat(question().modelName("sim-large+429").build()));
        unwatched.sameFailure(
                InternalServerException.class,
                model -> model.chat(question().modelName("sim-large+500").build()));
    }
}
