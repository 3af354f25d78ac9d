package dev.understudy.compare.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Answers;
import dev.understudy.compare.Sides;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class AnswerJsonTest {
    private static AnswerJson of(String text) {
        return AnswerJson.of(Sides.of(Answers.REQUEST, Answers.live(text), Answers.candidate(""))
                .live());
    }

    private static @Nullable JsonNode strictly(String text) {
        try {
            return StrictJson.parse(text);
        } catch (JacksonException none) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "{}",
                " {\"a\": 1}\n",
                "{\"a\": 1} and more",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1",
                "\u00A0{\"a\": 1}",
                "{\"a\": 1}\u00A0",
                "[1, 2]",
                "[1, 2] ```",
                "[]",
                "[{\"a\": 1}]",
                "[note] something",
                "```json\n{\"a\": 1}\n```",
                "\"text\"",
                "\"text\" he said",
                "\"text\" \"",
                "12",
                "-1.5e3 ",
                "1. First, 2",
                "1e99999999999",
                "true",
                "truely",
                "false\n",
                "null",
                "nullify",
                "The answer is 42",
                "\uFEFF{}"
            })
    void whole_anyText_isWhatStrictParsingOfItGives(String text) {
        assertThat(of(text).whole()).isEqualTo(strictly(text));
        AnswerJson foundFirst = of(text);
        assertThat(foundFirst.found()).isEqualTo(JsonFinder.in(text));
        assertThat(foundFirst.whole()).isEqualTo(strictly(text));
    }
}
