package dev.understudy.dialect.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
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
class GeminiRecordedTest {
    private final Dialect dialect = new Gemini();

    static List<Recorded.Exchange> exchanges() {
        return Recorded.exchanges("generateContent", "streamGenerateContent");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void response_recordedExchange_isUnderstood(Recorded.Exchange exchange) {
        ParsedResponse parsed = parse(exchange);
        Completion completion = parsed.completion();

        assertThat(dialect.serves(exchange.method(), exchange.target())).isTrue();
        assertThat(parsed.streamed()).isEqualTo(exchange.api().startsWith("stream"));
        if (exchange.status() >= 400) {
            assertThat(completion.error().kind()).isIn(ErrorKind.NOT_FOUND, ErrorKind.INVALID_REQUEST);
            assertThat(completion.error().message()).doesNotStartWith("HTTP");
            return;
        }
        assertThat(completion.error()).isNull();
        assertThat(completion.unknownEvents()).isZero();
        assertThat(completion.model()).startsWith("gemini");
        assertThat(completion.finishReason()).isNotNull();
        boolean filtered = completion.finishReason() == FinishReason.CONTENT_FILTER;
        boolean media = new String(exchange.response(), UTF_8).contains("inlineData");
        assertThat(completion.text() != null || !completion.toolCalls().isEmpty() || filtered || media)
                .isTrue();
    }

    @Test
    void response_recordedStreams_addUpToTheConcatenatedParts() {
        List<Recorded.Expected> streams = Recorded.expected("streamGenerateContent");
        streams.forEach(stream -> assertSame(stream.answer(), parse(stream.exchange())));
        assertThat(streams).hasSize(18);
    }

    private static void assertSame(JsonNode expected, ParsedResponse parsed) {
        Completion completion = parsed.completion();
        StringBuilder text = new StringBuilder();
        StringBuilder thoughts = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode part : expected.path("parts")) {
            switch (part.path("type").asString()) {
                case "text" -> text.append(part.path("text").asString());
                case "thought" -> thoughts.append(part.path("text").asString());
                case "functionCall" ->
                    calls.add(new ToolCall(
                            null,
                            part.path("name").asString(),
                            part.path("args").toString()));
                default ->
                    assertThat(part.path("type").asString())
                            .isIn("toolCall", "toolResponse", "executableCode", "codeExecutionResult");
            }
        }
        assertThat(orEmpty(completion.text())).isEqualTo(text.toString());
        assertThat(orEmpty(completion.reasoning())).isEqualTo(thoughts.toString());
        assertThat(completion.toolCalls().stream()
                        .map(call -> new ToolCall(null, call.name(), call.arguments()))
                        .toList())
                .isEqualTo(calls);
        assertThat(expected.path("finishReason").asString()).isEqualTo("STOP");
        assertThat(completion.finishReason()).isEqualTo(calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS);
        JsonNode usage = expected.path("usage");
        assertThat(completion.usage().inputTokens())
                .isEqualTo(count(usage, "promptTokenCount") + count(usage, "toolUsePromptTokenCount"));
        assertThat(completion.usage().outputTokens())
                .isEqualTo(count(usage, "candidatesTokenCount") + count(usage, "thoughtsTokenCount"))
                .isEqualTo(count(usage, "totalTokenCount") - completion.usage().inputTokens());
        assertThat(completion.events()).isGreaterThan(0);
        assertThat(parsed.outputOffsets()).isNotEmpty();
    }

    @Test
    void response_sameStreamAsArray_saysTheSame() {
        for (Recorded.Exchange exchange : Recorded.exchanges("streamGenerateContent")) {
            String events = new String(exchange.response(), UTF_8);
            String array = events.lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring(6))
                    .collect(Collectors.joining(",\r\n", "[", "\n]\n"));

            ParsedResponse parsed = dialect.response(
                    200, Headers.of("content-type", "application/json; charset=UTF-8"), array.getBytes(UTF_8));

            assertThat(parsed.streamed()).isTrue();
            assertThat(parsed.completion()).isEqualTo(parse(exchange).completion());
            assertThat(parsed.outputOffsets()).hasSameSizeAs(parse(exchange).outputOffsets());
        }
    }

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.list(Recorded.file("wire/vercel_ai/google"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void response_otherProjectsFixtures_areUnderstood(Path file) throws IOException {
        String text = Files.readString(file);
        String body = text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> "data: " + line + "\n\n")
                .collect(Collectors.joining());

        Completion completion = dialect.response(
                        200, Headers.EMPTY, (file.toString().endsWith(".chunks.txt") ? body : text).getBytes(UTF_8))
                .completion();

        assertThat(completion.error()).isNull();
        assertThat(completion.unknownEvents()).isZero();
        assertThat(completion.finishReason()).isIn(FinishReason.STOP, FinishReason.TOOL_CALLS);
        assertThat(completion.usage().outputTokens()).isPositive();
        completion
                .toolCalls()
                .forEach(call -> assertThat(Json.object(call.arguments().getBytes(UTF_8)))
                        .as(call.toString())
                        .isNotNull());
    }

    @Test
    void response_streamedArguments_comeTogether() throws IOException {
        assertThat(calls("google-stream-tool-call-arguments.chunks.txt"))
                .containsExactly(
                        new ToolCall(null, "getWeather", "{\"location\":\"Boston\"}"),
                        new ToolCall(null, "getWeather", "{\"location\":\"San Francisco\"}"));
        assertThat(calls("google-stream-no-args-tool-call.chunks.txt"))
                .containsExactly(
                        new ToolCall(null, "read_theme", "{}"),
                        new ToolCall(null, "read_screen", "{\"id\":\"A\"}"),
                        new ToolCall(null, "read_screen", "{\"id\":\"B\"}"),
                        new ToolCall(null, "read_screen", "{\"id\":\"C\"}"));
    }

    private List<ToolCall> calls(String file) throws IOException {
        String events = Files.readString(Recorded.file("wire/vercel_ai/google/" + file))
                .lines()
                .map(line -> "data: " + line + "\n\n")
                .collect(Collectors.joining());
        return dialect.response(200, Headers.EMPTY, events.getBytes(UTF_8))
                .completion()
                .toolCalls();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void contain_recordedRequest_leavesNothingThatRunsAtTheProvider(Recorded.Exchange exchange) {
        ObjectNode request = Json.object(exchange.request().toString().getBytes(UTF_8));
        String before = request.toString();

        Containment containment = dialect.contain(request, false);

        boolean leansOnState = before.contains("cachedContents/")
                || before.contains("\"gs://")
                || before.contains("https://generativelanguage.googleapis.com/");
        assertThat(containment instanceof Containment.NeedsProviderState).isEqualTo(leansOnState);
        if (containment instanceof Containment.Contained contained) {
            assertThat(request.path("store").booleanValue()).isFalse();
            assertThat(request.path("tools").toString())
                    .doesNotContain("oogleSearch", "odeExecution", "rlContext", "ileSearch", "omputerUse");
            assertThat(contained.removed().isEmpty())
                    .isEqualTo(!before.matches(
                            ".*\"tools\":\\[.*\"(googleSearch|codeExecution|urlContext|fileSearch)\":.*"));
            assertThat(request.path("contents"))
                    .isEqualTo(Json.object(before.getBytes(UTF_8)).path("contents"));
        }
    }

    private ParsedResponse parse(Recorded.Exchange exchange) {
        return dialect.response(
                exchange.status(), Headers.of("content-type", exchange.contentType()), exchange.response());
    }

    private static long count(JsonNode usage, String field) {
        return usage.path(field).asLong(0);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
