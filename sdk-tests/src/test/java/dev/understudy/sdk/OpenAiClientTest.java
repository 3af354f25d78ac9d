package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.understudy.Proxy;
import dev.understudy.ProxyHooks;
import dev.understudy.config.BreakerConfig;
import dev.understudy.config.CandidateConfig;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ListenConfig;
import dev.understudy.config.MatchConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.config.VariantConfig;
import dev.understudy.exchange.Exchange;
import dev.understudy.forward.LiveEvents;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official OpenAI client gets through the proxy, with a shadow on, exactly what it gets without. */
class OpenAiClientTest {
    private static final String QUESTION =
            "I bought a blender 12 days ago and never opened it. Please refund order 4711.";

    private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
    private Simulator simulator;
    private Proxy proxy;
    private OpenAIClient direct;
    private OpenAIClient proxied;

    @BeforeEach
    void start() throws Exception {
        simulator = Simulator.start(0, SimulatorConfig.INSTANT);
        proxy = Proxy.start(
                config(simulator.url()),
                new ProxyHooks(exchanges::add, MirrorEvents.NONE, LiveEvents.NONE, shadow -> Pseudonymiser.OFF));
        direct = client(simulator.url());
        proxied = client("http://127.0.0.1:" + proxy.address().getPort());
    }

    @AfterEach
    void stop() {
        direct.close();
        proxied.close();
        proxy.close();
        simulator.close();
    }

    private static OpenAIClient client(String url) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(url + "/v1")
                .apiKey("sk-test")
                .maxRetries(0)
                .build();
    }

    private static ProxyConfig config(String upstream) {
        SystemPrompt stricter = new SystemPrompt(
                SystemPrompt.Mode.REPLACE,
                "Process refund if customer requests it AND purchase was within 30 days AND item is unused.");
        ShadowConfig shadow = new ShadowConfig(
                "refund-v2",
                "openai",
                true,
                null,
                SampleConfig.ALL,
                new CandidateConfig(
                        UpstreamConfig.of(upstream),
                        new CredentialsConfig(false, Map.of("authorization", "Bearer sk-shadow")),
                        "same",
                        new VariantConfig(null, stricter, Map.of(), List.of(), List.of())),
                ShadowConfig.Start.WITH_LIVE,
                false,
                "default",
                LimitsConfig.DEFAULT,
                BreakerConfig.DEFAULT,
                0,
                List.of(ComparatorConfig.named("text")),
                null);
        return new ProxyConfig(
                ListenConfig.at("127.0.0.1", 0),
                null,
                ProxyConfig.CAPTURE_BUDGET,
                ProxyConfig.LIVE_BODY_LIMIT,
                "key",
                Map.of(),
                List.of(new RouteConfig(
                        "openai", MatchConfig.everything(), UpstreamConfig.of(upstream), null, null, null)),
                List.of(shadow),
                RuntimeConfig.DEFAULT);
    }

    private static ChatCompletionCreateParams.Builder question() {
        return ChatCompletionCreateParams.builder()
                .model("sim-large")
                .temperature(0.0)
                .seed(7)
                .addSystemMessage("You are a support agent. Process refund if customer requests it.")
                .addUserMessage(QUESTION);
    }

    private static ChatCompletionFunctionTool refundTool() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("issue_refund")
                        .description("Pays the customer back")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties",
                                        JsonValue.from(Map.of(
                                                "order_id", Map.of("type", "string"),
                                                "amount", Map.of("type", "number"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("order_id")))
                                .build())
                        .build())
                .build();
    }

    @Test
    void create_throughProxy_equalsDirect() throws Exception {
        ChatCompletion expected = direct.chat().completions().create(question().build());
        ChatCompletion actual = proxied.chat().completions().create(question().build());
        assertThat(actual.choices()).isEqualTo(expected.choices()).isNotEmpty();
        assertThat(actual.usage()).isEqualTo(expected.usage()).isPresent();
        assertMirrored();
    }

    @Test
    void createStreaming_throughProxy_equalsDirect() throws Exception {
        ChatCompletionCreateParams params = question()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        List<ChatCompletionChunk> expected = stream(direct, params);
        List<ChatCompletionChunk> actual = stream(proxied, params);
        assertThat(actual).hasSameSizeAs(expected).hasSizeGreaterThan(3);
        assertThat(actual.stream().map(ChatCompletionChunk::choices).toList())
                .isEqualTo(expected.stream().map(ChatCompletionChunk::choices).toList());
        assertThat(actual.get(actual.size() - 1).usage()).isPresent();
        assertMirrored();
    }

    @Test
    void create_withTools_callsEqualDirect() throws Exception {
        ChatCompletionCreateParams params = question().addTool(refundTool()).build();
        ChatCompletion expected = direct.chat().completions().create(params);
        ChatCompletion actual = proxied.chat().completions().create(params);
        assertThat(said(actual.choices())).isEqualTo(said(expected.choices()));
        assertThat(actual.choices().get(0).message().toolCalls())
                .hasValueSatisfying(calls -> assertThat(calls).isNotEmpty());
        assertMirrored();
    }

    @Test
    void createStreaming_withTools_callsEqualDirect() throws Exception {
        ChatCompletionCreateParams params = question().addTool(refundTool()).build();
        List<ChatCompletionChunk> expected = stream(direct, params);
        List<ChatCompletionChunk> actual = stream(proxied, params);
        assertThat(said(actual.stream().map(ChatCompletionChunk::choices).toList()))
                .isEqualTo(
                        said(expected.stream().map(ChatCompletionChunk::choices).toList()));
        assertThat(actual)
                .anyMatch(chunk -> chunk.choices().stream()
                        .anyMatch(choice -> choice.delta().toolCalls().isPresent()));
        assertMirrored();
    }

    @Test
    void create_unknownModel_sameErrorAsDirect() {
        ChatCompletionCreateParams params = question().model("no-such-model").build();
        OpenAIServiceException expected = errorOf(direct, params);
        OpenAIServiceException actual = errorOf(proxied, params);
        assertThat(actual).hasSameClassAs(expected);
        assertThat(actual.statusCode()).isEqualTo(expected.statusCode());
        assertThat(actual.body()).isEqualTo(expected.body());
    }

    @Test
    void create_upstreamGone_errorOfTheProxyIsUnderstood() {
        simulator.close();
        assertThatThrownBy(() -> proxied.chat().completions().create(question().build()))
                .isInstanceOfSatisfying(OpenAIServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(502);
                    assertThat(e.headers().values("x-understudy-error")).containsExactly("connect_failed");
                    assertThat(e.getMessage()).contains("the upstream refused the connection");
                });
    }

    /** Everything but the ids of tool calls, which are new in every answer. */
    private static String said(List<?> choices) {
        return choices.toString().replaceAll("call_\\w+", "call_*");
    }

    private static OpenAIServiceException errorOf(OpenAIClient client, ChatCompletionCreateParams params) {
        try {
            client.chat().completions().create(params);
        } catch (OpenAIServiceException e) {
            return e;
        }
        throw new AssertionError("no error");
    }

    private static List<ChatCompletionChunk> stream(OpenAIClient client, ChatCompletionCreateParams params) {
        try (StreamResponse<ChatCompletionChunk> response =
                client.chat().completions().createStreaming(params)) {
            return response.stream().toList();
        }
    }

    /** The shadow was really on: the candidate answered with its own credentials. */
    private void assertMirrored() throws InterruptedException {
        Exchange exchange = exchanges.poll(20, TimeUnit.SECONDS);
        assertThat(exchange).isNotNull();
        assertThat(exchange.candidate().succeeded()).isTrue();
        assertThat(simulator.requests().stream()
                        .filter(request -> request.headers().contains("x-understudy-shadow"))
                        .map(request -> request.headers().get("authorization")))
                .containsOnly("Bearer sk-shadow");
    }
}
