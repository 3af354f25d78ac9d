package dev.understudy.dialect.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.RecordedStreams;
import dev.understudy.dialect.wire.CountingAssembler;
import dev.understudy.dialect.wire.JsonStream;
import org.junit.jupiter.api.Test;

class RepeatedContentTest {
    @Test
    void stream_ofWords_isHardlyParsed() {
        CountingAssembler read =
                CountingAssembler.reading(RecordedStreams.of("cohere-chat"), JsonStream.NONE, new CohereReader());

        assertThat(read.parsed).isLessThan(9);
        assertThat(read.repeated).isGreaterThan(53);
    }
}
