package dev.understudy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.openai.OpenAiChat;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@NeedsRecordedData
class RecordedTrafficTest {
    private final Dialect dialect = new OpenAiChat();

    static List<Recorded.Exchange> exchanges() {
        return Recorded.exchanges("chat.completions");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void response_recordedExchange_isUnderstood(Recorded.Exchange exchange) {
        Completion completion = parse(exchange.status(), exchange.contentType(), exchange.response())
                .completion();

        String body = new String(exchange.response(), StandardCharsets.UTF_8);
        boolean statesError = exchange.status() >= 400 || body.contains("\"error\":{");
        if (statesError) {
            assertThat(completion.error()).isNotNull();
            assertThat(completion.error().kind()).isNotIn(ErrorKind.MALFORMED, ErrorKind.TRUNCATED);
            assertThat(completion.error().message()).isNotBlank();
        } else {
            assertThat(completion.error()).isNull();
            assertThat(completion.model() != null).isEqualTo(!body.contains("\"model\":\"\""));
            assertThat(completion.unknownEvents()).isZero();
            assertThat(completion.text() != null
                            || completion.reasoning() != null
                            || completion.refusal() != null
                            || !completion.toolCalls().isEmpty())
                    .isTrue();
        }
    }

    @Test
    void response_recordedStreams_addUpToWhatTheOfficialClientsSay() {
        List<Recorded.Expected> streams = Recorded.expected("chat.completions");
        for (Recorded.Expected stream : streams) {
            Recorded.Exchange exchange = stream.exchange();
            assertSame(stream, parse(exchange.status(), exchange.contentType(), exchange.response()));
        }
        assertThat(streams).hasSizeGreaterThanOrEqualTo(25);
    }

    private static void assertSame(Recorded.Expected stream, ParsedResponse parsed) {
        Completion completion = parsed.completion();
        JsonNode expected = stream.answer();
        JsonNode choice = expected.path("choices").path(0);
        assertThat(parsed.streamed()).isTrue();
        assertThat(orEmpty(completion.text())).isEqualTo(choice.path("content").asString(""));
        assertThat(orEmpty(completion.refusal()))
                .isEqualTo(choice.path("refusal").asString(""));
        if (choice.path("reasoning").isString()) {
            assertThat(orEmpty(completion.reasoning()))
                    .isEqualTo(choice.path("reasoning").asString());
        }
        assertThat(
                        completion.finishReason() == null
                                ? null
                                : completion.finishReason().label())
                .isEqualTo(choice.path("finish_reason").asStringOpt().orElse(null));
        assertThat(completion.model()).isEqualTo(expected.path("model").asString());
        assertThat(completion.error() != null)
                .isEqualTo(stream.line().path("has_error_event").asBoolean() || hasErrorChunk(stream.line()));
        assertToolCalls(choice.path("tool_calls"), completion);
        JsonNode usage = expected.path("usage");
        if (usage.isObject()) {
            assertThat(completion.usage().inputTokens())
                    .isEqualTo(usage.path("prompt_tokens").asLong());
            assertThat(completion.usage().outputTokens())
                    .isEqualTo(usage.path("completion_tokens").asLong());
        }
    }

    /** OpenRouter put the error into an ordinary chunk there, which the official client passes over. */
    private static boolean hasErrorChunk(JsonNode line) {
        return line.path("id").asString().contains("test_openrouter_stream_error");
    }

    private static void assertToolCalls(JsonNode expected, Completion completion) {
        assertThat(completion.toolCalls()).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(completion.toolCalls().get(i).id())
                    .isEqualTo(expected.get(i).path("id").asString());
            assertThat(completion.toolCalls().get(i).name())
                    .isEqualTo(expected.get(i).path("name").asString());
            assertThat(completion.toolCalls().get(i).arguments())
                    .isEqualTo(expected.get(i).path("arguments").asString());
        }
    }

    @Test
    void response_errorLiterals_areClassified() {
        Map<String, ErrorKind> kinds = Map.of(
                "openai early error chunk inside HTTP 200 stream", ErrorKind.OTHER,
                "openai early error chunk with numeric code", ErrorKind.INVALID_REQUEST,
                "openai error chunk after output has started", ErrorKind.OTHER,
                "openrouter 429 with JSON nested in the message", ErrorKind.RATE_LIMITED);
        int seen = 0;
        for (JsonNode line : Recorded.lines("wire/error_literals.jsonl")) {
            ErrorKind expected = kinds.get(line.path("name").asString());
            if (expected != null) {
                Completion completion = parse(
                                line.path("status").asInt(),
                                line.path("content_type").asString(),
                                line.path("body").asString().getBytes(StandardCharsets.UTF_8))
                        .completion();
                assertThat(completion.error().kind())
                        .as(line.path("name").asString())
                        .isEqualTo(expected);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(kinds.size());
    }

    static List<Path> fixtures() throws IOException {
        try (Stream<Path> files = Files.walk(Recorded.file("wire/vercel_ai"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*/(chat|groq)/[^/]*"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void response_otherProjectsFixtures_areUnderstood(Path file) throws IOException {
        String text = Files.readString(file);
        boolean error = file.toString().contains("error");
        String body = file.toString().endsWith(".chunks.txt") ? asEvents(text) : text;

        Completion completion = parse(error ? 400 : 200, "", body.getBytes(StandardCharsets.UTF_8))
                .completion();

        assertThat(completion.error() != null).isEqualTo(error);
        assertThat(error || completion.text() != null || !completion.toolCalls().isEmpty())
                .isTrue();
        assertThat(completion.unknownEvents()).isZero();
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
                .forEach(line -> events.append("data: ").append(line).append("\n\n"));
        return events.append("data: [DONE]\n\n").toString();
    }

    private ParsedResponse parse(int status, String contentType, byte[] body) {
        return dialect.response(status, Headers.of("content-type", contentType), body);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
