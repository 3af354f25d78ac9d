package dev.understudy.dialect.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SseDecoderProperties {
    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> pieces = Arbitraries.of(
                "data: a",
                "data:",
                "data",
                ":",
                "event: e",
                "id: 1",
                "id: \0",
                "retry: 1",
                "\n",
                "\r",
                "\r\n",
                "\n\n",
                "\uFEFF",
                "é",
                "🧹",
                "xxxxxxxxxxxxxxxxxxxx",
                " ",
                "data: 中\n\n");
        return pieces.list().ofMaxSize(60).map(parts -> String.join("", parts));
    }

    @Property(tries = 2_000)
    void feed_anySplit_givesTheSameEvents(
            @ForAll("streams") String stream, @ForAll long seed, @ForAll("limits") int limit) {
        byte[] input = stream.getBytes(UTF_8);
        List<String> whole = SseDecoderTest.decode(input, Math.max(1, input.length), limit);

        assertThat(split(input, new Random(seed), limit)).isEqualTo(whole);
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.of(8, 20, 1_000);
    }

    private static List<String> split(byte[] input, Random random, int limit) {
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
        int from = 0;
        while (from < input.length) {
            int to = Math.min(input.length, from + random.nextInt(6));
            byte[] slice = Arrays.copyOfRange(input, from, to);
            decoder.feed(slice, 0, slice.length, sink);
            Arrays.fill(slice, (byte) '#');
            from = to;
        }
        return seen;
    }
}
