package dev.understudy.dialect.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.RecordedStreams;
import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.wire.CountingAssembler;
import dev.understudy.dialect.wire.JsonStream;
import org.junit.jupiter.api.Test;

class RepeatedDeltasTest {
    @Test
    void stream_ofWords_isHardlyParsed() {
        CountingAssembler read = CountingAssembler.reading(
                RecordedStreams.of("anthropic-messages"), JsonStream.NONE, new MessageReader());

        assertThat(read.parsed).isLessThan(9);
        assertThat(read.repeated).isGreaterThan(53);
    }

    @Test
    void stream_ofTwoCallsOfTools_putsBothTogether() {
        StringBuilder stream =
                new StringBuilder("event: message_start\ndata: {'type':'message_start','message':{}}\n\n");
        for (int call = 0; call < 2; call++) {
            stream.append("data: {'type':'content_block_start','index':")
                    .append(call)
                    .append(",'content_block':{'type':'tool_use','id':'t")
                    .append(call)
                    .append("','name':'f','input':{}}}\n\n");
            for (int piece = 0; piece < 5; piece++) {
                stream.append("event: content_block_delta\ndata: {'type':'content_block_delta','index':")
                        .append(call)
                        .append(",'delta':{'type':'input_json_delta','partial_json':'")
                        .append(piece)
                        .append("'}}\n\n");
            }
        }

        CountingAssembler read = CountingAssembler.reading(stream.toString().replace('\'', '"'), new MessageReader());

        assertThat(read.completion(null, 0, 0).toolCalls())
                .containsExactly(new ToolCall("t0", "f", "01234"), new ToolCall("t1", "f", "01234"));
        assertThat(read.repeated).isEqualTo(6);
    }
}
