package dev.understudy.dialect.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {
    private static final Repetition REPETITION = new Repetition(
            List.of("list[].delta.text", "list[].delta.thought"),
            List.of("id", "count"),
            List.of("type", "list[].index", "extra"));
    private static final String SAMPLE =
            "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SAMPLE,
                "{'id':'another','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':123456789012345678}",
                "{'id':'','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':0}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7 \t }",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}  ",
            })
    void words_eventOfTheSameKind_areRead(String event) {
        assertThat(words(SAMPLE, event)).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a-1','type':'piece','list':[{'index':1,'delta':{'text':'one'}}],'count':7}",
                "{'id':'a-1','type':'other','list':[{'index':0,'delta':{'text':'one'}}],'count':7}",
                "{'id':'a\\u00e4','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}",
                "{'id':'ä','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}",
                "{'id':'a\nb','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}",
                "{'id':null,'type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':null}}],'count':7}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':07}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':-7}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7.0}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7e0}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':1234567890123456789}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7}x",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one'}}],'count':7,'text':'x'}",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one",
                "{'id':'a-1','type':'piece','list':[{'index':0,'delta':{'text':'one\\",
                "{'id",
                "",
            })
    void words_anyOtherEvent_areLeftToTheParser(String event) {
        assertThat(words(SAMPLE, event)).isNull();
    }

    @Test
    void words_eventOfAnotherName_areLeftToTheParser() {
        byte[] bytes = json(SAMPLE);
        EventPattern pattern = EventPatternReader.read(REPETITION, "a", bytes, 0, bytes.length);

        assertThat(pattern.words("a", bytes, 0, bytes.length)).isEqualTo("one");
        assertThat(pattern.words("b", bytes, 0, bytes.length)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` word`            | ` word`",
                "``                 | ``",
                "`Grüße, 世界 😀`    | `Grüße, 世界 😀`",
                "`a\\nb\\t\\r\\b\\f` | `a%nb`",
                "`\\\"\\\\\\/`      | `\"\\/`",
                "`\\u00e4\\uD83d\\ude00` | `ä😀`",
                "`ä\\u0020ö`        | `ä ö`",
            })
    void words_textOfAnyKind_isWhatTheParserReads(String written, String meant) {
        String expected = meant.equals("a%nb") ? "a\nb\t\r\b\f" : meant;

        assertThat(words(SAMPLE, SAMPLE.replace("one", written))).isEqualTo(expected);
    }

    @Test
    void words_halfASurrogate_staysHalf() {
        assertThat(words(SAMPLE, SAMPLE.replace("one", "\\ud83d"))).isEqualTo("\ud83d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u0000", "\\x", "\\u12", "\\u12g4", "\\u٠٠٠٠", "\uFFFD"})
    void words_doubtfulText_isLeftToTheParser(String written) {
        assertThat(words(SAMPLE, SAMPLE.replace("one", written))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00FF", "\u00C0\u0080", "\u00ED\u00A0\u0080", "\u00E2\u0082", "\u00F4\u0090\u0080\u0080"})
    void words_invalidUtf8_isLeftToTheParser(String bytes) {
        byte[] event = SAMPLE.replace("one", bytes).replace('\'', '"').getBytes(ISO_8859_1);

        assertThat(learned(SAMPLE).words("message", event, 0, event.length)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'list':[{'delta':{'text':'one','thought':''}}],'extra':{'any':[1,{'b':'}'}],'c':1.5e3},'unknown':null}",
                "{ 'list' : [ { 'delta' : { 'text' : 'one' } } ] , 'id' : 1.5, 'count': true } ",
                "{'list':[{'delta':{'text':'one'}}],'id':'ä'}",
            })
    void read_whatTheDialectNamed_isAPattern(String sample) {
        assertThat(words(sample, sample.replace("one", "two"))).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'id':'a'}",
                "{'list':[{'delta':{'text':''}}]}",
                "{'list':[{'delta':{'text':'one','thought':'two'}}]}",
                "{'list':[{'delta':{'text':'one'}}],'unknown':1}",
                "{'list':[{'delta':{'text':'one'}}],'unknown':[]}",
                "{'list':[{'delta':{'text':'one'}},{'delta':{}}]}",
                "{'list':[{'delta':{'text':'one'}}],'list':null}",
                "{'list':[{'delta':{'text':'one'}}],'id':{}}",
                "{'list':[{'delta':{'text':['one']}}]}",
                "{'list':{'delta':{'text':'one'}}}",
                "{'l\\u0069st':[{'delta':{'text':'one'}}]}",
                "{'list':[]}",
                "[{'list':[{'delta':{'text':'one'}}]}]",
            })
    void read_anythingElse_hasNoPattern(String sample) {
        assertThat(learned(sample)).isNull();
    }

    @Test
    void read_moreThatVariesThanOneEventHas_hasNoPattern() {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "v" + i).toList();
        String sample = "{'t':'x'"
                + String.join(
                        "", names.stream().map(name -> ",'" + name + "':1").toList()) + "}";
        byte[] bytes = json(sample);

        assertThat(EventPatternReader.read(
                        new Repetition(List.of("t"), names, List.of()), "message", bytes, 0, bytes.length))
                .isNull();
    }

    @Test
    void repetition_tooManyPaths_isRefused() {
        List<String> paths = IntStream.range(0, 64).mapToObj(i -> "p" + i).toList();

        assertThatThrownBy(() -> new Repetition(List.of("words"), paths, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at most 64");
    }

    private static String words(String sample, String event) {
        byte[] bytes = json("xx" + event + "yy");
        return learned(sample).words("message", bytes, 2, bytes.length - 2);
    }

    private static EventPattern learned(String sample) {
        byte[] bytes = json("x" + sample + "y");
        return EventPatternReader.read(REPETITION, "message", bytes, 1, bytes.length - 1);
    }

    private static byte[] json(String singleQuoted) {
        return singleQuoted.replace('\'', '"').getBytes(UTF_8);
    }
}
