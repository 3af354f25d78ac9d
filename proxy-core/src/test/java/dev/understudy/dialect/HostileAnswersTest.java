package dev.understudy.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parser, on what no provider sends. What is coded is decoded before it gets here: see ContentDecodingTest. */
class HostileAnswersTest {
    /** Of each dialect the shortest whole answer, with a place for its words. */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("openai-chat", "{'choices':[{'message':{'content':'%s'},'finish_reason':'stop'}]}"),
            Map.entry(
                    "openai-responses",
                    "{'status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'%s'}]}]}"),
            Map.entry("openai-completions", "{'choices':[{'text':'%s','finish_reason':'stop'}]}"),
            Map.entry("openai-embeddings", "{'data':[{'embedding':[1,2]}],'model':'%s'}"),
            Map.entry(
                    "anthropic-messages",
                    "{'type':'message','content':[{'type':'text','text':'%s'}],'stop_reason':'end_turn'}"),
            Map.entry(
                    "bedrock-invoke",
                    "{'type':'message','content':[{'type':'text','text':'%s'}],'stop_reason':'end_turn'}"),
            Map.entry("bedrock-converse", "{'output':{'message':{'content':[{'text':'%s'}]}},'stopReason':'end_turn'}"),
            Map.entry("gemini", "{'candidates':[{'content':{'parts':[{'text':'%s'}]},'finishReason':'STOP'}]}"),
            Map.entry("ollama-chat", "{'message':{'content':'%s'},'done':true}"),
            Map.entry("ollama-generate", "{'response':'%s','done':true}"),
            Map.entry(
                    "cohere-chat", "{'message':{'content':[{'type':'text','text':'%s'}]},'finish_reason':'COMPLETE'}"));

    static List<String> dialects() {
        return Dialects.names();
    }

    @Test
    void dialects_allAreHere() {
        assertThat(ANSWERS.keySet()).containsExactlyInAnyOrderElementsOf(dialects());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_tenMegabytesInOneLine_areRead(String dialect) {
        String words = "x".repeat(10 << 20);

        Completion whole = parse(dialect, bytes(dialect, words));
        Completion streamed = parse(dialect, stream(dialect, words));

        assertThat(whole.error()).isNull();
        assertThat(said(whole)).hasSize(10 << 20);
        assertThat(streamed.error() == null || streamed.error().kind() == ErrorKind.TRUNCATED)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_invalidUtf8_isMalformed(String dialect) {
        byte[] body = bytes(dialect, "?");
        body[new String(body, UTF_8).indexOf('?')] = (byte) 0xFF;

        assertThat(error(parse(dialect, body))).isEqualTo(ErrorKind.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_halfASurrogate_isKeptAndCanBeShown(String dialect) {
        Completion completion = parse(dialect, bytes(dialect, "a\\ud83db"));

        assertThat(completion.error()).isNull();
        assertThat(said(completion)).isEqualTo("a\ud83db");
        assertThat(new String(Json.bytes(ParseReport.json(completion)), UTF_8)).containsIgnoringCase("a\\ud83db");
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_eventWithoutEnd_isTruncated(String dialect) {
        byte[] stream = ("data: " + new String(bytes(dialect, "x"), UTF_8)).getBytes(UTF_8);

        Completion completion = parse(dialect, stream);

        assertThat(error(completion)).isEqualTo(ErrorKind.TRUNCATED);
        assertThat(completion.events()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_cutOff_isTruncated(String dialect) {
        byte[] body = bytes(dialect, "x");
        byte[] cut = Arrays.copyOf(body, body.length - 3);

        assertThat(error(parse(dialect, cut))).isEqualTo(ErrorKind.TRUNCATED);
    }

    /** Wherever the end is missing: inside a word, a string, a number, between them. */
    @ParameterizedTest
    @MethodSource("dialects")
    void response_cutOffAnywhere_isTruncated(String dialect) {
        byte[] body = new String(bytes(dialect, "x"), UTF_8)
                .replaceFirst("\\{", "{\"a\":[true,false,null,-12.5e3],")
                .getBytes(UTF_8);
        for (int length = 1; length < body.length; length++) {
            Completion completion = parse(dialect, Arrays.copyOf(body, length));
            assertThat(error(completion)).as(new String(body, 0, length, UTF_8)).isEqualTo(ErrorKind.TRUNCATED);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_wrongWordAtTheEnd_isMalformed(String dialect) {
        assertThat(error(parse(dialect, "{\"a\":tre".getBytes(UTF_8)))).isEqualTo(ErrorKind.MALFORMED);
        assertThat(error(parse(dialect, "{\"a\":[x],\"bbbbbbbbbb\":tr".getBytes(UTF_8))))
                .isEqualTo(ErrorKind.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_deepJson_isMalformed(String dialect) {
        String deep = "[".repeat(200_000);
        byte[] unknown = ("{\"unknown\":" + deep).getBytes(UTF_8);
        byte[] inPlace =
                new String(bytes(dialect, "?"), UTF_8).replace("\"?\"", deep).getBytes(UTF_8);

        assertThat(error(parse(dialect, unknown))).isEqualTo(ErrorKind.MALFORMED);
        assertThat(error(parse(dialect, inPlace))).isEqualTo(ErrorKind.MALFORMED);
        assertThat(error(parse(dialect, ("data: " + deep + "\n\n").getBytes(UTF_8))))
                .isEqualTo(ErrorKind.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_everyKeyTwice_isReadOnceOrTwice(String dialect) {
        String once = new String(bytes(dialect, "x"), UTF_8);
        String fields = once.substring(1, once.length() - 1);

        Completion completion = parse(dialect, ("{" + fields + "," + fields + "}").getBytes(UTF_8));

        assertThat(completion.error()).isNull();
        assertThat(said(completion)).matches("x{1,2}");
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_notANumber_isMalformed(String dialect) {
        byte[] body = new String(bytes(dialect, "x"), UTF_8)
                .replaceFirst("\\{", "{\"a\":NaN,")
                .getBytes(UTF_8);

        assertThat(error(parse(dialect, body))).isEqualTo(ErrorKind.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void response_stillCoded_isMalformedOrTruncated(String dialect) throws IOException {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(bytes(dialect, "x"));
        }

        assertThat(error(parse(dialect, coded.toByteArray()))).isIn(ErrorKind.MALFORMED, ErrorKind.TRUNCATED);
    }

    private static byte[] bytes(String dialect, String words) {
        return Objects.requireNonNull(ANSWERS.get(dialect))
                .replace('\'', '"')
                .replace("%s", words)
                .getBytes(UTF_8);
    }

    private static byte[] stream(String dialect, String words) {
        return ("data: " + new String(bytes(dialect, words), UTF_8) + "\n\n").getBytes(UTF_8);
    }

    private static String said(Completion completion) {
        return completion.embeddings() != null ? completion.model() : completion.text();
    }

    private static ErrorKind error(Completion completion) {
        return completion.error() == null ? null : completion.error().kind();
    }

    private static Completion parse(String dialect, byte[] body) {
        return Objects.requireNonNull(Dialects.named(dialect))
                .response(200, Headers.EMPTY, body)
                .completion();
    }
}
