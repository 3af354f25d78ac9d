package dev.understudy.compare.exact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExactComparatorTest {
    static String[][] same() {
        return new String[][] {
            {"a b", "a b"},
            {"a b", "  a\n\n\tb\r\n"},
            {"a\u00a0b", "a\u3000b"},
            {"caf\u00e9", "cafe\u0301"},
            {"\uac00", "\u1100\u1161"},
            {"", " \n"},
            {"😀 ok", "😀  ok"},
        };
    }

    @ParameterizedTest
    @MethodSource("same")
    void compare_sameButForSpaceAndComposition_matches(String live, String other) {
        assertThat(compare(Answers.live(live), Answers.candidate(other))).isInstanceOf(Comparison.Match.class);
        assertThat(compare(Answers.live(other), Answers.candidate(live))).isInstanceOf(Comparison.Match.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "Yes|yes|text differs: live “Yes”, candidate “yes”",
                "ab|a b|text differs: live “ab”, candidate “a b”",
                "a b c|a b|text differs: live “…c”, candidate ends",
                "a b|a b c|text differs: live ends, candidate “…c”",
                "the 30 days|the 14 days|text differs: live “…30 days”, candidate “…14 days”",
                "a|~~|text differs: live “a”, candidate ends",
                "日本語|日本人|text differs: live “日本語”, candidate “日本人”",
            },
            delimiter = '|')
    void compare_different_saysWhereTheyPart(String live, String other, String explanation) {
        Comparison comparison = compare(Answers.live(live), Answers.candidate(other == null ? "" : other));
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.explanation()).isEqualTo(explanation);
    }

    @Test
    void compare_longTexts_explainsInALine() {
        String start = "same words ".repeat(5_000);
        Comparison comparison =
                compare(Answers.live(start + "x".repeat(9_000)), Answers.candidate(start + "y\n".repeat(9_000)));
        assertThat(comparison.explanation())
                .hasSizeLessThan(200)
                .contains("live “…xxx")
                .contains("candidate “…y y");
    }

    @Test
    void compare_longWordWithoutSpaces_showsThePlace() {
        String start = "字".repeat(500);
        assertThat(compare(Answers.live(start + "甲"), Answers.candidate(start + "乙"))
                        .explanation())
                .isEqualTo("text differs: live “…" + "字".repeat(20) + "甲”, candidate “…" + "字".repeat(20) + "乙”");
    }

    @Test
    void compare_refusals_countAsWhatWasSaid() {
        Answer refusing = Answers.refusing(Arm.LIVE, "I cannot.");
        assertThat(compare(refusing, Answers.refusing(Arm.CANDIDATE, "I  cannot.\n"))
                        .result())
                .isEqualTo("match");
        assertThat(compare(refusing, Answers.refusing(Arm.CANDIDATE, "I will not."))
                        .explanation())
                .isEqualTo("refusal differs: live “…cannot.”, candidate “…will not.”");
    }

    @Test
    void compare_toolCalls_areEqualAsJsonAndInOrder() {
        Answer live = Answers.calling(Arm.LIVE, "f", "{\"a\":1,\"b\":[2]}", "g", "");
        assertThat(compare(live, Answers.calling(Arm.CANDIDATE, "f", "{ \"b\": [2.0], \"a\": 1 }", "g", "{}"))
                        .result())
                .isEqualTo("match");
        assertThat(compare(live, Answers.calling(Arm.CANDIDATE, "g", "", "f", "{\"a\":1,\"b\":[2]}"))
                        .explanation())
                .isEqualTo("tool calls differ");
        assertThat(compare(live, Answers.calling(Arm.CANDIDATE, "f", "{\"a\":1,\"b\":[2]}"))
                        .result())
                .isEqualTo("mismatch");
    }

    @Test
    void compare_failed_isNotComparable() {
        Comparison comparison = compare(Answers.failed(Arm.LIVE, 0, ErrorKind.TIMEOUT), Answers.candidate("x"));
        assertThat(comparison.explanation()).isEqualTo("live did not succeed: no response timeout");
        assertThat(comparison.result()).isEqualTo("not_comparable");
    }

    private static Comparison compare(Answer live, Answer other) {
        return Answers.comparator("exact").compare(Answers.REQUEST, live, other);
    }
}
