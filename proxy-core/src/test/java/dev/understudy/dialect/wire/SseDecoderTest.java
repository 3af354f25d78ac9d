package dev.understudy.dialect.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SseDecoderTest {
    private static final int LIMIT = 1_000;
    private static final String MIXED = "\uFEFF: hello\r\nid: 7\r\nevent: tick\r\ndata: one\r\ndata: zwei €\r\n\r\n"
            + "data:three\r\rretry: 5\n: ping\n\ndata\ndata: \n\nid\ndata: 四\uD83E\uDDF9\n\nevent: lost\ndata: unfinished";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 31, 64, 1_000})
    void feed_everyFragmentSize_sameEvents(int size) {
        assertThat(decode(MIXED.getBytes(UTF_8), size, LIMIT))
                .containsExactly("tick|one\nzwei €|7|60", "message|three|7|73", "message|\n|7|103", "message|四🧹||121");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'data: a\\n\\n',                     message|a||9
            'data:  a\\n\\n',                    message| a||10
            'data:a\\n\\n',                      message|a||8
            'data\\n\\n',                        message|||6
            'event: x\\ndata: a\\n\\n',           x|a||18
            'event: x\\nevent:\\ndata: a\\n\\n',   message|a||25
            'Data: no\\ndata: a\\n\\n',           message|a||18
            ' data: no\\ndata: a\\n\\n',          message|a||19
            'data: a:b\\n\\n',                   message|a:b||11
            """)
    void feed_oneEvent_readAsTheSpecificationSays(String input, String expected) {
        assertThat(decode(input.replace("\\n", "\n").getBytes(UTF_8), 1_000, LIMIT))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n\n", "data: a", "data: a\n", "event: x\n\n", ": c\n\n", "id: 3\n\n", "retry: 3\n\n"})
    void feed_withoutACompletedEventWithData_nothing(String input) {
        assertThat(decode(input.getBytes(UTF_8), 1, LIMIT)).isEmpty();
    }

    @Test
    void feed_invalidUtf8_becomesReplacementCharacters() {
        byte[] bytes = {'d', 'a', 't', 'a', ':', (byte) 0xE2, (byte) 0x82, '!', '\n', '\n'};

        assertThat(decode(bytes, 3, LIMIT)).containsExactly("message|\uFFFD!||10");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 50, 200})
    void feed_eventOverTheLimit_isLeftOutAndTheNextOneRead(int size) {
        String input = "data: small\n\ndata: " + "x".repeat(30) + "\n\ndata: 123456789\ndata: 123456789\ndata: 1\n\n"
                + ":" + "c".repeat(40) + "\n\nevent: " + "e".repeat(90) + "\ndata: y\n\ndata: fits\n\n";

        assertThat(decode(input.getBytes(UTF_8), size, 20))
                .containsExactly(
                        "message|small||13",
                        "oversized 51",
                        "oversized 92",
                        "oversized 135",
                        "oversized 242",
                        "message|fits||254");
    }

    @Test
    void feed_tenMegabyteLineByteByByte_isOneEvent() {
        byte[] input = new byte[10 << 20];
        Arrays.fill(input, (byte) 'x');
        byte[] start = "data: ".getBytes(UTF_8);
        System.arraycopy(start, 0, input, 0, start.length);
        input[input.length - 1] = '\n';
        input[input.length - 2] = '\n';

        List<String> events = decode(input, 1, 11 << 20);

        assertThat(events).hasSize(1);
        assertThat(events.get(0)).hasSize("message|".length() + input.length - 8 + "||".length() + 8);
    }

    @Test
    @NeedsRecordedData
    void feed_publishedVectors_allAsExpected() {
        List<JsonNode> vectors = Recorded.lines("adversarial/sse_parser_vectors.jsonl");
        assertThat(vectors).hasSize(21);
        for (JsonNode vector : vectors) {
            List<byte[]> chunks = new ArrayList<>();
            StringBuilder whole = new StringBuilder();
            vector.path("chunks").forEach(chunk -> {
                chunks.add(chunk.asString().getBytes(UTF_8));
                whole.append(chunk.asString());
            });
            String name = vector.path("name").asString();
            assertThat(vectorEvents(chunks, vector)).as(name).isEqualTo(expected(vector));
            List<byte[]> singles = new ArrayList<>();
            for (byte single : whole.toString().getBytes(UTF_8)) {
                singles.add(new byte[] {single});
            }
            assertThat(vectorEvents(singles, vector))
                    .as(name + ", byte by byte")
                    .isEqualTo(expected(vector));
        }
    }

    private static List<String> expected(JsonNode vector) {
        List<String> events = new ArrayList<>();
        vector.path("expected_events")
                .forEach(event -> events.add(event.path("event").asString("message") + "|"
                        + event.path("data").asString() + "|" + event.path("id").asString("?")));
        return events;
    }

    /** The vectors name ids only where their source does. */
    private static List<String> vectorEvents(List<byte[]> chunks, JsonNode vector) {
        List<String> events = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(1 << 20);
        SseDecoder.Sink sink = sink(event -> {
            boolean idStated =
                    vector.path("expected_events").path(events.size()).has("id");
            events.add(event.type() + "|" + event.data() + "|" + (idStated ? event.lastEventId() : "?"));
        });
        chunks.forEach(chunk -> decoder.feed(chunk, 0, chunk.length, sink));
        return events;
    }

    static List<String> decode(byte[] input, int size, int limit) {
        List<String> seen = new ArrayList<>();
        SseDecoder decoder = new SseDecoder(limit);
        SseDecoder.Sink sink = new SseDecoder.Sink() {
            @Override
            public void event(SseEvent event) {
                seen.add(event.type() + "|" + event.data() + "|" + event.lastEventId() + "|" + event.endOffset());
            }

            @Override
            public void oversized(long endOffset) {
                seen.add("oversized " + endOffset);
            }
        };
        for (int from = 0; from < input.length; from += size) {
            byte[] slice = Arrays.copyOfRange(input, from, Math.min(input.length, from + size));
            decoder.feed(slice, 0, slice.length, sink);
            Arrays.fill(slice, (byte) '#'); // the caller may write over what it handed in
        }
        return seen;
    }

    private static SseDecoder.Sink sink(java.util.function.Consumer<SseEvent> events) {
        return new SseDecoder.Sink() {
            @Override
            public void event(SseEvent event) {
                events.accept(event);
            }

            @Override
            public void oversized(long endOffset) {
                throw new AssertionError("oversized at " + endOffset);
            }
        };
    }
}
