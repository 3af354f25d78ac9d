package dev.understudy.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.RecordedStreams;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.CountingAssembler;
import dev.understudy.dialect.wire.JsonStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedChunksTest {
    private static final String END = "data: {'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}\n\n";

    @Test
    void stream_ofWords_isHardlyParsed() {
        CountingAssembler chat =
                CountingAssembler.reading(RecordedStreams.of("openai-chat"), JsonStream.NONE, new ChatReader());
        CountingAssembler responses = CountingAssembler.reading(
                RecordedStreams.of("openai-responses"), JsonStream.NONE, new ResponsesReader());

        assertThat(chat.parsed).isLessThan(6);
        assertThat(responses.parsed).isLessThan(7);
        assertThat(chat.repeated).isGreaterThan(53);
        assertThat(responses.repeated).isGreaterThan(53);
    }

    @Test
    void stream_ofArguments_putsTheCallTogether() {
        String begin = "data: {'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'c1','type':'function',"
                + "'function':{'name':'f','arguments':''}}]}}]}\n\n";
        String second = begin.replace("'index':0,'id':'c1'", "'index':1,'id':'c2'");

        CountingAssembler read = read(begin + arguments(0) + second + arguments(1) + END);

        assertThat(completion(read).toolCalls())
                .containsExactly(new ToolCall("c1", "f", "0,1,2,3,4,5,"), new ToolCall("c2", "f", "0,1,2,3,4,5,"));
        assertThat(read.repeated).isEqualTo(8);
    }

    private static String arguments(int call) {
        return chunks(6, "{'tool_calls':[{'index':" + call + ",'function':{'arguments':'%s'}}]}");
    }

    @Test
    void stream_ofReasoningThenWords_keepsThemApart() {
        CountingAssembler read = read(chunks(5, "{'content':null,'reasoning_content':'%s'}")
                + chunks(5, "{'content':'%s','reasoning_content':null}")
                + END);

        assertThat(completion(read).reasoning()).isEqualTo("0,1,2,3,4,");
        assertThat(completion(read).text()).isEqualTo("0,1,2,3,4,");
        assertThat(read.repeated).isEqualTo(6);
    }

    @Test
    void stream_ofTwoChoices_isTheFirst() {
        String both = IntStream.range(0, 9)
                .mapToObj(i -> chunk(0, "{'content':'a'}") + chunk(1, "{'content':'b'}"))
                .collect(Collectors.joining());
        String other =
                IntStream.range(0, 9).mapToObj(i -> chunk(1, "{'content':'b'}")).collect(Collectors.joining());

        CountingAssembler read = read(both + other + END);

        assertThat(completion(read).text()).isEqualTo("a".repeat(9));
    }

    @Test
    void stream_thatReportsUsageWithEveryChunk_hasTheLast() {
        String chunks = IntStream.range(0, 9)
                .mapToObj(i -> "data: {'choices':[{'index':0,'delta':{'content':'a'}}],'usage':{'prompt_tokens':5,"
                        + "'completion_tokens':" + i + "}}\n\n")
                .collect(Collectors.joining());

        CountingAssembler read = read(chunks + "data: [DONE]\n\n");

        assertThat(completion(read).usage()).isEqualTo(new Usage(5L, null, 8L, null, false));
        assertThat(read.repeated).isEqualTo(7);
    }

    @Test
    void stream_ofSameTwoPieces_hasBoth() {
        assertThat(completion(read(chunk(0, "{'content':'ha'}").repeat(4) + END))
                        .text())
                .isEqualTo("hahahaha");
    }

    private static String chunks(int count, String delta) {
        return IntStream.range(0, count)
                .mapToObj(i -> chunk(0, delta.formatted(i + ",")))
                .collect(Collectors.joining());
    }

    private static String chunk(int index, String delta) {
        return "data: {'choices':[{'index':" + index + ",'delta':" + delta + "}]}\n\n";
    }

    private static CountingAssembler read(String stream) {
        return CountingAssembler.reading(stream.replace('\'', '"'), new ChatReader());
    }

    private static Completion completion(CountingAssembler read) {
        return read.completion(null, 0, 0);
    }
}
