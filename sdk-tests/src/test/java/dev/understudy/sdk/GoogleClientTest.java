package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Google's own client: through the proxy it gets what it gets without, and the shadow's candidate says the same. */
class GoogleClientTest {
    private static final String MODEL = "sim-large";

    private static Bench bench;
    private static Twins<Client> clients;
    private static Twins<Client> unwatched;

    @BeforeAll
    static void start() throws Exception {
        bench = Bench.start("x-goog-api-key");
        clients = Twins.of(bench, GoogleClientTest::client);
        unwatched = Twins.unwatched(bench, GoogleClientTest::client);
    }

    private static Client client(String url) {
        return Client.builder()
                .apiKey(Bench.KEY)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(url)
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            bench.assertEverythingWasCompared();
        } finally {
            clients.each(Client::close);
            unwatched.each(Client::close);
            bench.close();
        }
    }

    private static GenerateContentConfig.Builder cold() {
        return GenerateContentConfig.builder()
                .temperature(0f)
                .systemInstruction(Content.fromParts(Part.fromText(Bench.POLICY)));
    }

    private static GenerateContentConfig withTool() {
        Schema parameters = Schema.builder()
                .type("OBJECT")
                .properties(Map.of("order_id", Schema.builder().type("STRING").build()))
                .required(List.of("order_id"))
                .build();
        FunctionDeclaration refund = FunctionDeclaration.builder()
                .name("issue_refund")
                .description("Pays the customer back")
                .parameters(parameters)
                .build();
        return cold().tools(List.of(
                        Tool.builder().functionDeclarations(List.of(refund)).build()))
                .build();
    }

    private static GenerateContentResponse ask(Client client, GenerateContentConfig config) {
        return client.models.generateContent(MODEL, Bench.QUESTION, config);
    }

    private static List<GenerateContentResponse> stream(Client client, String model, GenerateContentConfig config) {
        List<GenerateContentResponse> chunks = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream(model, Bench.QUESTION, config)) {
            stream.forEach(chunks::add);
        }
        return chunks;
    }

    @Test
    void generateContent_equalsDirect() {
        GenerateContentResponse response = clients.same(client -> ask(client, cold().build()));

        assertThat(response.text()).contains("A4711");
        assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(response.usageMetadata()).isPresent();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void generateContentStream_equalsDirect() {
        List<GenerateContentResponse> chunks = clients.same(client -> stream(client, MODEL, cold().build()));

        assertThat(chunks).hasSizeGreaterThan(3);
        assertThat(chunks.stream().map(GenerateContentResponse::text).reduce("", String::concat))
                .contains("A4711");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void tools_equalDirect() {
        GenerateContentResponse whole = clients.same(client -> ask(client, withTool()));
        bench.assertCandidateSaysTheSame();
        List<GenerateContentResponse> chunks = clients.same(client -> stream(client, MODEL, withTool()));
        bench.assertCandidateSaysTheSame();

        assertThat(whole.functionCalls())
                .singleElement()
                .satisfies(call -> assertThat(call.args().orElseThrow()).containsEntry("order_id", "A4711"));
        assertThat(chunks.get(0).functionCalls()).isEqualTo(whole.functionCalls());
    }

    @Test
    void functionResponse_equalsDirect() {
        List<Content> conversation = List.of(
                Content.builder()
                        .role("user")
                        .parts(Part.fromText(Bench.QUESTION))
                        .build(),
                Content.builder()
                        .role("model")
                        .parts(Part.fromFunctionCall("issue_refund", Map.of("order_id", "A4711")))
                        .build(),
                Content.builder()
                        .role("user")
                        .parts(Part.fromFunctionResponse("issue_refund", Map.of("ok", true)))
                        .build());
        GenerateContentResponse response =
                clients.same(client -> client.models.generateContent(MODEL, conversation, withTool()));

        assertThat(response.text()).isNotEmpty();
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void structuredOutput_equalsDirect() {
        Schema schema = Schema.builder()
                .type("OBJECT")
                .properties(Map.of("order_id", Schema.builder().type("STRING").build()))
                .required(List.of("order_id"))
                .build();
        GenerateContentConfig config = cold().responseMimeType("application/json")
                .responseSchema(schema)
                .build();

        assertThat(clients.same(client -> ask(client, config)).text()).contains("\"order_id\":\"A4711\"");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void image_equalsDirect() {
        Content content = Content.builder()
                .role("user")
                .parts(
                        Part.fromText(Bench.QUESTION),
                        Part.fromBytes(Base64.getDecoder().decode(Bench.PIXEL), "image/png"))
                .build();
        GenerateContentResponse response =
                clients.same(client -> client.models.generateContent(MODEL, content, cold().build()));

        assertThat(response.text()).contains("A4711");
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void thoughts_equalDirect() {
        GenerateContentConfig config = cold().thinkingConfig(
                        ThinkingConfig.builder().includeThoughts(true).build())
                .build();
        GenerateContentResponse response = clients.same(client -> ask(client, config));

        assertThat(response.parts().get(0).thought()).hasValue(true);
        bench.assertCandidateSaysTheSame();
    }

    @Test
    void tokens_areCountedAsDirect() {
        assertThat(unwatched
                        .same(client -> client.models.countTokens(MODEL, Bench.QUESTION, null))
                        .totalTokens())
                .hasValueSatisfying(tokens -> assertThat(tokens).isPositive());
    }

    @Test
    void failures_equalDirect() {
        GenerateContentConfig config = cold().build();
        ClientException unknown = unwatched.sameFailure(
                ClientException.class, client -> client.models.generateContent("nobody", "hi", config));
        assertThat(unknown.code()).isEqualTo(404);
        ClientException limited = unwatched.sameFailure(
                ClientException.class, client -> client.models.generateContent("sim-large+429", "hi", config));
        assertThat(limited.status()).isEqualTo("RESOURCE_EXHAUSTED");
        ServerException overloaded = unwatched.sameFailure(
                ServerException.class, client -> client.models.generateContent("sim-large+503", "hi", config));
        assertThat(overloaded.status()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void errorInTheStream_equalsDirect() {
        unwatched.sameFailure(ApiException.class, client -> stream(client, "sim-large+error-event=3", cold().build()));
    }
}
