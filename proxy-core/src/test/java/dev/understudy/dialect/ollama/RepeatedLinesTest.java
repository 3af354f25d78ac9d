package dev.understudy.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.RecordedStreams;
import dev.understudy.dialect.wire.CountingAssembler;
import dev.understudy.dialect.wire.JsonStream;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {
    @Test
    void stream_ofWords_isHardlyParsed() {
        CountingAssembler read =
                CountingAssembler.reading(RecordedStreams.of("ollama-chat"), JsonStream.LINES, new OllamaReader());

        assertThat(read.parsed).isLessThan(9);
        assertThat(read.repeated).isGreaterThan(53);
    }
}
