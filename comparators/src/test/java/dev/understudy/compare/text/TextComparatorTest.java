package dev.understudy.compare.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextComparatorTest {
    @Test
    void compare_identical_isTheSameText() {
        Comparison comparison = compare("Refund it, 😀.", "Refund it, 😀.");
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.explanation()).isEqualTo("the same text");
        assertThat(comparison.live())
                .isEqualTo(Map.of("words", 2.0, "characters", 13.0, "added", 0.0, "missing", 0.0))
                .isEqualTo(comparison.other());
    }

    @Test
    void compare_otherSpaceAndComposition_isTheSameWords() {
        Comparison comparison = compare("caf\u00e9 au  lait", "cafe\u0301\nau lait ");
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.explanation()).isEqualTo("the same words");
    }

    @Test
    void compare_addedCondition_isQuoted() {
        Comparison comparison = compare(
                "Process refund if customer requests it.",
                "Process refund if customer requests it AND purchase was within 30 days.");
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isEqualTo(1 - 14.0 / 20);
        assertThat(comparison.explanation())
                .isEqualTo("30 % differs; only in candidate: “… AND purchase was within 30 days”;"
                        + " candidate 2.0 times as long");
    }

    @Test
    void compare_halfOther_isAMismatchUnlessThresholdAllows() {
        assertThat(compare("a b c d", "a b x y").result()).isEqualTo("mismatch");
        assertThat(Answers.comparator("text", "{'threshold': 0.5}")
                        .compare(Answers.REQUEST, Answers.live("a b c d"), Answers.candidate("a b x y"))
                        .result())
                .isEqualTo("match");
        assertThat(Answers.comparator("text", "{'threshold': 0}")
                        .compare(Answers.REQUEST, Answers.live("a b c d e f g h"), Answers.candidate("a b c d e f g x"))
                        .result())
                .isEqualTo("mismatch");
    }

    @Test
    void compare_longRuns_areClipped() {
        Comparison comparison = compare("x ".repeat(400), "<b>\u001b[31m\n" + "yes ".repeat(900));
        assertThat(comparison.explanation())
                .hasSizeLessThanOrEqualTo(200)
                .contains("only in candidate: “<b>�[31m yes yes");
        assertThat(comparison.explanation()).contains("only in live: “x x").endsWith("2.3 times as long");
    }

    @Test
    void compare_refusalForText_isComparedAsWhatTheUserSees() {
        Comparison comparison =
                compare(Answers.live("Here you go."), Answers.refusing(Arm.CANDIDATE, "I cannot help."));
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(comparison.explanation()).contains("only in candidate: “I cannot help”");
    }

    @Test
    void compare_answerThatStopsEarlier_addsNothingAndMissesTheRest() {
        Comparison shorter = compare("one two three four five six", "one two three");
        assertThat(shorter.other()).containsEntry("added", 0.0).containsEntry("missing", 0.5);
        assertThat(shorter.live()).containsEntry("added", 0.5).containsEntry("missing", 0.0);
    }

    @Test
    void compare_toolCallForText_isAllOther() {
        Comparison comparison = compare(Answers.live("Here you go."), Answers.calling(Arm.CANDIDATE, "f", "{}"));
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.other()).isEqualTo(Map.of("words", 0.0, "characters", 0.0, "added", 0.0, "missing", 1.0));
    }

    @Test
    void compare_neitherHasText_isNotComparable() {
        assertThat(compare(" \n", "\u00a0").explanation()).isEqualTo("neither answer has text");
        assertThat(compare("", "").result()).isEqualTo("not_comparable");
        assertThat(compare(Answers.calling(Arm.LIVE, "f", "{}"), Answers.calling(Arm.CANDIDATE, "g", "{}"))
                        .result())
                .isEqualTo("not_comparable");
    }

    @Test
    void compare_failedOrCut_saysWhich() {
        assertThat(compare(Answers.live("x"), Answers.ended(Arm.CANDIDATE, Ending.CAPPED))
                        .explanation())
                .isEqualTo("candidate did not succeed: HTTP 200, capped");
        assertThat(compare(Answers.failed(Arm.LIVE, 529, ErrorKind.OVERLOADED), Answers.candidate("x"))
                        .explanation())
                .isEqualTo("live did not succeed: HTTP 529 overloaded");
    }

    private static Comparison compare(String live, String other) {
        return compare(Answers.live(live), Answers.candidate(other));
    }

    private static Comparison compare(Answer live, Answer other) {
        return Answers.comparator("text").compare(Answers.REQUEST, live, other);
    }
}
