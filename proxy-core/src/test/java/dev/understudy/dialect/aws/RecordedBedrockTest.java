package dev.understudy.dialect.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@NeedsRecordedData
class RecordedBedrockTest {
    static List<Recorded.Exchange> conversations() {
        return Recorded.exchanges("converse", "converse-stream");
    }

    static List<Recorded.Exchange> invocations() {
        return Recorded.exchanges("bedrock.invoke");
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void response_recordedConversation_isUnderstood(Recorded.Exchange exchange) {
        ParsedResponse parsed = parse(new BedrockConverse(), exchange);
        Completion completion = parsed.completion();

        assertThat(Dialects.forRequest(exchange.method(), exchange.target())).isInstanceOf(BedrockConverse.class);
        assertThat(parsed.streamed()).isEqualTo(exchange.api().equals("converse-stream"));
        if (exchange.status() >= 400) {
            assertThat(completion.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
            return;
        }
        assertThat(completion.error()).isNull();
        assertThat(completion.unknownEvents()).isZero();
        assertThat(completion.finishReason()).isNotNull();
        assertThat(completion.usage().inputTokens()).isPositive();
        assertThat(completion.text() != null || !completion.toolCalls().isEmpty())
                .isTrue();
        completion.toolCalls().forEach(RecordedBedrockTest::assertReadable);
        if (!parsed.streamed()) {
            assertContent(Json.object(exchange.response()), completion);
        } else {
            assertThat(parsed.outputOffsets()).isSorted().isNotEmpty();
        }
    }

    private static void assertReadable(ToolCall call) {
        assertThat(call.id()).isNotNull();
        assertThat(Json.object(call.arguments().getBytes(StandardCharsets.UTF_8)))
                .as(call.arguments())
                .isNotNull();
    }

    private static void assertContent(ObjectNode body, Completion completion) {
        StringBuilder text = new StringBuilder();
        int calls = 0;
        for (JsonNode block : body.path("output").path("message").path("content")) {
            text.append(block.path("text").asString(""));
            JsonNode use = block.path("toolUse");
            if (use.isObject() && !use.path("type").asString("").equals("server_tool_use")) {
                assertThat(completion.toolCalls().get(calls++).name())
                        .isEqualTo(use.path("name").asString());
            }
        }
        assertThat(completion.toolCalls()).hasSize(calls);
        assertThat(completion.text() == null ? "" : completion.text()).isEqualTo(text.toString());
        assertThat(completion.usage().inputTokens() + completion.usage().outputTokens())
                .isEqualTo(body.path("usage").path("totalTokens").asLong());
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void contain_recordedConversationAtAnotherOrigin_leavesNothingForBedrockToRun(Recorded.Exchange exchange) {
        ObjectNode request = exchange.request().deepCopy().asObject();
        boolean stored = request.toString().contains("s3Location");

        Containment containment = new BedrockConverse().contain(request, false);

        assertThat(containment instanceof Containment.NeedsProviderState).isEqualTo(stored);
        assertThat(stored || !request.toString().contains("systemTool")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void requests_recordedConversation_isWrittenAsItWas(Recorded.Exchange exchange) {
        RequestCodec codec = new BedrockConverse().requests();
        ObjectNode request = exchange.request().asObject();

        Written written = codec.write(codec.read(exchange.target(), request));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(request));
        assertThat(BedrockPath.model(written.target())).isEqualTo(BedrockPath.model(exchange.target()));
        assertThat(written.losses()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invocations")
    void response_recordedInvocation_isUnderstoodWhereItIsAnthropics(Recorded.Exchange exchange) {
        Dialect dialect = Dialects.forRequest(exchange.method(), exchange.target());
        if (!exchange.target().contains("anthropic")) {
            assertThat(dialect).isNull();
            return;
        }
        Completion completion = parse(dialect, exchange).completion();
        ObjectNode request = exchange.request().asObject();

        assertThat(dialect).isInstanceOf(BedrockInvoke.class);
        assertThat(completion.error()).isNull();
        assertThat(completion.text()).isNotBlank();
        assertThat(completion.usage().inputTokens()).isPositive();
        assertThat(dialect.facts(exchange.target(), request).model()).contains("claude");
        assertThat(SemanticJson.of(dialect.requests()
                        .write(dialect.requests().read(exchange.target(), request))
                        .body()))
                .isEqualTo(SemanticJson.of(request));
    }

    private static ParsedResponse parse(Dialect dialect, Recorded.Exchange exchange) {
        return dialect.response(
                exchange.status(), Headers.of("content-type", exchange.contentType()), exchange.response());
    }
}
