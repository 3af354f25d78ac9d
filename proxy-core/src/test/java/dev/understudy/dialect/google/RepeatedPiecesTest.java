package dev.understudy.dialect.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.RecordedStreams;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.CountingAssembler;
import dev.understudy.dialect.wire.JsonStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedPiecesTest {
    @Test
    void stream_ofWords_isHardlyParsed() {
        CountingAssembler read =
                CountingAssembler.reading(RecordedStreams.of("gemini"), JsonStream.NONE, new GeminiReader());

        assertThat(read.parsed).isLessThan(9);
        assertThat(read.repeated).isGreaterThan(53);
    }

    @Test
    void stream_thatRepeatsItsUsage_hasTheLast() {
        CountingAssembler read =
                CountingAssembler.reading(RecordedStreams.of("gemini"), JsonStream.NONE, new GeminiReader());

        assertThat(read.completion(null, 0, 0).usage()).isEqualTo(new Usage(25L, null, 57L, null, false));
    }

    @Test
    void stream_ofThoughtsThenWords_keepsThemApart() {
        String thought = "{'candidates':[{'content':{'parts':[{'text':'%s','thought':true}]}}]}";
        String word = "{'candidates':[{'content':{'parts':[{'text':'%s'}]}}],'usageMetadata':{'totalTokenCount':%s}}";
        String values = IntStream.range(0, 5)
                        .mapToObj(i -> thought.formatted(i))
                        .collect(Collectors.joining(","))
                + ","
                + IntStream.range(0, 5).mapToObj(i -> word.formatted(i, i)).collect(Collectors.joining(","));
        byte[] array = ("[" + values + "]").replace('\'', '"').getBytes(UTF_8);

        CountingAssembler read = CountingAssembler.reading(array, JsonStream.ARRAY, new GeminiReader());

        assertThat(read.completion(null, 0, 0).reasoning()).isEqualTo("01234");
        assertThat(read.completion(null, 0, 0).text()).isEqualTo("01234");
        assertThat(read.repeated).isEqualTo(6);
    }
}
