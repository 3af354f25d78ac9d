package dev.understudy.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@NeedsRecordedData
class ResponsesRecordedTest {
    private static final String BROKEN_AT_ITS_ORIGIN = "parallel-tool-call-wrapper.1.chunks.txt";

    private final Dialect dialect = new OpenAiResponses();

    static List<Recorded.Exchange> exchanges() {
        return Recorded.exchanges("responses").stream()
                .filter(exchange -> new OpenAiResponses().serves(exchange.method(), exchange.target()))
                .toList();
    }

    @Test
    void serves_recordedTraffic_generationOnly() {
        assertThat(exchanges()).hasSize(96);
        assertThat(Recorded.exchanges("responses"))
                .filteredOn(exchange -> !dialect.serves(exchange.method(), exchange.target()))
                .allMatch(exchange -> exchange.method().equals("GET")
                        || exchange.target().endsWith("/compact")
                        || exchange.target().endsWith("/input_tokens"));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void response_recordedExchange_isUnderstood(Recorded.Exchange exchange) {
        Completion completion = parse(exchange.status(), exchange.contentType(), exchange.response())
                .completion();

        if (exchange.status() >= 400) {
            assertThat(completion.error()).isNotNull();
            assertThat(completion.error().kind()).isIn(ErrorKind.INVALID_REQUEST, ErrorKind.NOT_FOUND);
            assertThat(completion.error().message()).isNotBlank();
            return;
        }
        assertThat(completion.error()).isNull();
        assertThat(completion.model()).isNotBlank();
        assertThat(completion.unknownEvents()).isZero();
        String body = new String(exchange.response(), UTF_8);
        boolean pending = body.contains("\"status\":\"queued\"") && !body.contains("\"status\":\"completed\"")
                || body.contains("\"status\": \"queued\"");
        if (completion.finishReason() != null) {
            assertThat(completion.usage()).isNotNull();
            assertThat(completion.usage().inputTokens()).isNotNegative();
        } else {
            assertThat(pending || body.contains("in_progress")).isTrue();
        }
    }

    @Test
    void response_recordedStreams_addUpToTheirFinalEvent() {
        List<Recorded.Expected> streams = Recorded.expected("responses");
        for (Recorded.Expected stream : streams) {
            Recorded.Exchange exchange = stream.exchange();
            assertSame(stream.answer(), parse(exchange.status(), exchange.contentType(), exchange.response()));
        }
        assertThat(streams).hasSize(26);
    }

    private static void assertSame(JsonNode expected, ParsedResponse parsed) {
        Completion completion = parsed.completion();
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode item : expected.path("output")) {
            if (item.path("type").asString().equals("function_call")) {
                calls.add(new ToolCall(
                        item.path("call_id").asString(),
                        item.path("name").asString(),
                        item.path("arguments").asString()));
            }
        }
        assertThat(parsed.streamed()).isTrue();
        assertThat(completion.toolCalls()).isEqualTo(calls);
        String text = expected.path("concatenated_text_deltas").asString();
        assertThat(completion.text() == null ? "" : completion.text()).isEqualTo(text);
        assertThat(completion.model()).isEqualTo(expected.path("model").asString());
        assertThat(completion.events())
                .isGreaterThanOrEqualTo(expected.path("n_events").asInt());
        JsonNode usage = expected.path("usage");
        assertThat(completion.usage().inputTokens())
                .isEqualTo(usage.path("input_tokens").asLong());
        assertThat(completion.usage().outputTokens())
                .isEqualTo(usage.path("output_tokens").asLong());
        if (usage.path("output_tokens_details").has("reasoning_tokens")) {
            assertThat(completion.usage().reasoningTokens())
                    .isEqualTo(usage.path("output_tokens_details")
                            .path("reasoning_tokens")
                            .asLong());
        }
    }

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.walk(Recorded.file("wire/vercel_ai/openai/responses"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void response_otherProjectsFixtures_areUnderstood(Path file) throws IOException {
        boolean stream = file.toString().endsWith(".chunks.txt");
        String text = Files.readString(file);

        Completion completion =
                parse(200, "", (stream ? asEvents(text) : text).getBytes(UTF_8)).completion();

        if (file.endsWith(BROKEN_AT_ITS_ORIGIN)) {
            assertThat(completion.error().kind()).isEqualTo(ErrorKind.MALFORMED);
        } else {
            assertThat(completion.error()).isNull();
        }
        assertThat(completion.unknownEvents()).isZero();
        assertThat(completion.finishReason()).isNotNull();
        assertThat(completion.model()).isNotNull();
    }

    private static String asEvents(String lines) {
        StringBuilder events = new StringBuilder();
        lines.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> events.append("data: ").append(line).append("\n\n"));
        return events.toString();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void write_recordedRequest_asItWas(Recorded.Exchange exchange) {
        if (exchange.request().isObject()) {
            ObjectNode request = request(exchange);

            GenerationRequest read = dialect.requests().read(exchange.target(), request);
            Written written = dialect.requests().write(read);

            assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(request));
            assertThat(written.losses()).isEmpty();
            assertThat(request).isEqualTo(request(exchange));
        }
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void write_recordedRequestAsChat_keepsTheConversation(Recorded.Exchange exchange) {
        if (exchange.request().isObject()) {
            GenerationRequest read = dialect.requests().read(exchange.target(), request(exchange));

            Written chat = new OpenAiChat().requests().write(read);
            Written back = dialect.requests().write(new OpenAiChat().requests().read("/", chat.body()));

            assertThat(chat.body().path("messages")).isNotEmpty();
            assertThat(back.losses()).isEmpty();
            assertThat(text(back.body())).isEqualTo(text(request(exchange)));
        }
    }

    /** Words of the user. */
    private static String text(ObjectNode request) {
        JsonNode input = request.path("input");
        if (input.isString()) {
            return input.asString();
        }
        return input.valueStream()
                .filter(item -> item.path("role").asString("").equals("user"))
                .map(item -> item.path("content"))
                .map(content -> content.isString()
                        ? content.asString()
                        : content.valueStream()
                                .map(part -> part.path("text").asString(""))
                                .collect(Collectors.joining()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("|"));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void contain_recordedRequest_nothingRunsOrStaysAtTheProvider(Recorded.Exchange exchange) {
        if (!exchange.request().isObject()) {
            return;
        }
        ObjectNode request = request(exchange);
        boolean state = request.hasNonNull("previous_response_id") || request.hasNonNull("conversation");

        Containment containment = dialect.contain(request, false);

        if (state
                || request.toString().contains("\"file_id\"")
                || request.toString().contains("image_generation_call")) {
            assertThat(containment).isInstanceOf(Containment.NeedsProviderState.class);
            return;
        }
        assertThat(request.path("store").asBoolean(true)).isFalse();
        assertThat(request.has("background")).isFalse();
        assertThat(request.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("type").asString()))
                .allMatch(type -> List.of("function", "custom", "tool_search", "namespace")
                        .contains(type));
        assertThat(request.path("include").valueStream().map(JsonNode::asString))
                .noneMatch(value -> value.contains("_call"));
    }

    private static ObjectNode request(Recorded.Exchange exchange) {
        ObjectNode request = Json.object(exchange.request().toString().getBytes(UTF_8));
        assertThat(request).isNotNull();
        return request;
    }

    private ParsedResponse parse(int status, String contentType, byte[] body) {
        return dialect.response(status, Headers.of("content-type", contentType), body);
    }
}
