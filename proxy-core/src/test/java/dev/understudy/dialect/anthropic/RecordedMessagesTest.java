package dev.understudy.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@NeedsRecordedData
class RecordedMessagesTest {
    private final Dialect dialect = new AnthropicMessages();

    static List<Recorded.Exchange> exchanges() {
        return Recorded.exchanges("messages");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void response_recordedExchange_isUnderstood(Recorded.Exchange exchange) {
        Completion completion = parse(exchange.status(), exchange.contentType(), exchange.response())
                .completion();

        assertThat(Dialects.forRequest(exchange.method(), exchange.target())).isInstanceOf(AnthropicMessages.class);
        if (exchange.status() >= 400) {
            assertThat(completion.error()).isNotNull();
            assertThat(completion.error().kind()).isIn(ErrorKind.NOT_FOUND, ErrorKind.INVALID_REQUEST);
            assertThat(completion.error().message()).isNotBlank();
        } else {
            assertThat(completion.error()).isNull();
            assertThat(completion.unknownEvents()).isZero();
            assertThat(completion.model()).startsWith("claude-");
            assertThat(completion.finishReason()).isNotNull();
            assertThat(completion.usage().inputTokens()).isPositive();
            assertThat(completion.usage().outputTokens()).isNotNull();
            assertThat(completion.text() != null || !completion.toolCalls().isEmpty())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void response_recordedBody_saysWhatItsTreeSays(Recorded.Exchange exchange) {
        ObjectNode body = Json.object(exchange.response());
        if (body == null || exchange.status() >= 400) {
            return; // streams have an oracle of their own
        }
        Completion completion =
                parse(200, exchange.contentType(), exchange.response()).completion();

        assertContent(body.path("content"), completion);
        JsonNode usage = body.path("usage");
        assertThat(completion.usage().inputTokens())
                .isEqualTo(usage.path("input_tokens").asLong(0)
                        + usage.path("cache_creation_input_tokens").asLong(0)
                        + usage.path("cache_read_input_tokens").asLong(0));
        assertThat(completion.usage().outputTokens())
                .isEqualTo(usage.path("output_tokens").asLong());
    }

    @Test
    void response_recordedStreams_addUpToWhatTheOfficialClientSays() {
        List<Recorded.Expected> streams = Recorded.expected("messages");
        for (Recorded.Expected stream : streams) {
            Recorded.Exchange exchange = stream.exchange();
            assertSame(stream.answer(), parse(exchange.status(), exchange.contentType(), exchange.response()));
        }
        assertThat(streams).hasSize(10);
    }

    private static void assertSame(JsonNode expected, ParsedResponse parsed) {
        Completion completion = parsed.completion();
        assertThat(parsed.streamed()).isTrue();
        assertThat(completion.error()).isNull();
        assertThat(completion.model()).isEqualTo(expected.path("model").asString());
        assertThat(completion.finishReason())
                .isEqualTo(
                        expected.path("stop_reason").asString().equals("tool_use")
                                ? FinishReason.TOOL_CALLS
                                : FinishReason.STOP);
        assertContent(expected.path("content"), completion);
        JsonNode usage = expected.path("usage");
        assertThat(completion.usage().inputTokens())
                .isEqualTo(usage.path("input_tokens").asLong()
                        + usage.path("cache_creation_input_tokens").asLong(0)
                        + usage.path("cache_read_input_tokens").asLong(0));
        assertThat(completion.usage().cachedInputTokens())
                .isEqualTo(usage.path("cache_read_input_tokens").asLong());
        assertThat(completion.usage().outputTokens())
                .isEqualTo(usage.path("output_tokens").asLong());
    }

    private static void assertContent(JsonNode content, Completion completion) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        int call = 0;
        for (JsonNode block : content) {
            text.append(block.path("text").asString(""));
            thinking.append(block.path("thinking").asString(""));
            if (block.path("type").asString().equals("tool_use")) {
                ToolCall actual = completion.toolCalls().get(call++);
                assertThat(actual.id()).isEqualTo(block.path("id").asString());
                assertThat(actual.name()).isEqualTo(block.path("name").asString());
                assertThat(Json.object(actual.arguments().getBytes(StandardCharsets.UTF_8)))
                        .hasToString(block.path("input").toString());
            }
        }
        assertThat(completion.toolCalls()).hasSize(call);
        assertThat(completion.text() == null ? "" : completion.text()).isEqualTo(text.toString());
        assertThat(completion.reasoning() == null ? "" : completion.reasoning()).isEqualTo(thinking.toString());
    }

    @Test
    void response_errorLiterals_areOverloaded() {
        int seen = 0;
        for (JsonNode line : Recorded.lines("wire/error_literals.jsonl")) {
            if (line.path("api").asString().equals("messages")) {
                Completion completion = parse(
                                line.path("status").asInt(),
                                line.path("content_type").asString(),
                                line.path("body").asString().getBytes(StandardCharsets.UTF_8))
                        .completion();
                assertThat(completion.error().kind()).isEqualTo(ErrorKind.OVERLOADED);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(2);
    }

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.walk(Recorded.file("wire/vercel_ai/anthropic"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void response_otherProjectsFixtures_areUnderstood(Path file) throws IOException {
        String text = Files.readString(file);
        String body = file.toString().endsWith(".chunks.txt") ? asEvents(text) : text;

        Completion completion =
                parse(200, "", body.getBytes(StandardCharsets.UTF_8)).completion();

        assertThat(completion.error()).isNull();
        assertThat(completion.unknownEvents()).isZero();
        assertThat(completion.finishReason()).isNotNull().isNotEqualTo(FinishReason.ERROR);
        assertThat(completion.text() != null
                        || completion.refusal() != null
                        || !completion.toolCalls().isEmpty())
                .isTrue();
        completion
                .toolCalls()
                .forEach(call -> assertThat(Json.object(call.arguments().getBytes(StandardCharsets.UTF_8)))
                        .as(call.arguments())
                        .isNotNull());
    }

    private static String asEvents(String lines) {
        StringBuilder events = new StringBuilder();
        lines.lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> events.append("event: ")
                        .append(Json.object(line.getBytes(StandardCharsets.UTF_8))
                                .path("type")
                                .asString())
                        .append("\ndata: ")
                        .append(line)
                        .append("\n\n"));
        return events.toString();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void contain_recordedRequestAtAnotherOrigin_leavesNothingForTheProviderToRun(Recorded.Exchange exchange) {
        ObjectNode request = exchange.request().deepCopy().asObject();
        boolean leansOnState = exchange.request().has("container")
                || exchange.request().path("messages").toString().contains("\"file_id\":");

        Containment containment = dialect.contain(request, false);

        if (leansOnState) {
            assertThat(containment).isInstanceOf(Containment.NeedsProviderState.class);
            return;
        }
        TreeSet<String> expected = new TreeSet<>();
        JsonNode tools = exchange.request().path("tools");
        for (int i = 0; i < tools.size(); i++) {
            String type = tools.get(i).path("type").asString("");
            if (type.startsWith("web_") || type.startsWith("code_execution_") || type.startsWith("advisor_")) {
                expected.add("tools[" + i + "] " + type);
            }
        }
        assertThat(((Containment.Contained) containment).removed()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(request.path("tools").size()).isEqualTo(tools.size() - expected.size());
        assertThat(request.path("messages")).isEqualTo(exchange.request().path("messages"));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void facts_recordedRequest_read(Recorded.Exchange exchange) {
        Dialect.RequestFacts facts =
                dialect.facts(exchange.target(), exchange.request().asObject());

        assertThat(facts.model()).isEqualTo(exchange.request().path("model").asString());
        assertThat(facts.streamed()).isEqualTo(exchange.request().path("stream").asBoolean());
        assertThat(facts.conversationText()).contains("user\n");
    }

    private ParsedResponse parse(int status, String contentType, byte[] body) {
        return dialect.response(status, Headers.of("content-type", contentType), body);
    }
}
