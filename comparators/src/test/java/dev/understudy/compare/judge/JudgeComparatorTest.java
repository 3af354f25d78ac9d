package dev.understudy.compare.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Opinion;
import dev.understudy.compare.Wording;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeComparatorTest {
    private final Comparator judge = Answers.comparator("judge");
    private final Answer live = Answers.live("Refunded.");
    private final Answer candidate = Answers.candidate("Not refunded.");

    private Comparison given(Opinion opinion) {
        return judge.compare(Answers.REQUEST, live, candidate, opinion);
    }

    @Test
    void compare_win_isAMismatchWithWinRates() {
        Comparison comparison = given(new Opinion.Preference(1, null, "live was a: b is polite"));
        assertThat(comparison)
                .isEqualTo(new Comparison.Mismatch(
                        1, Map.of("win", 0.0), Map.of("win", 1.0), "candidate is preferred (live was a: b is polite)"));
    }

    @Test
    void compare_loss_isAMismatch() {
        assertThat(given(new Opinion.Preference(0, true, "")))
                .isEqualTo(new Comparison.Mismatch(
                        1,
                        Map.of("win", 1.0, "consistent", 1.0),
                        Map.of("win", 0.0, "consistent", 1.0),
                        "live is preferred"));
    }

    @Test
    void compare_contradictingOrders_isATieAndSaysSo() {
        assertThat(given(new Opinion.Preference(0.5, false, "")))
                .isEqualTo(new Comparison.Match(
                        0,
                        Map.of("win", 0.5, "consistent", 0.0),
                        Map.of("win", 0.5, "consistent", 0.0),
                        "a tie: in the other order the judge said otherwise"));
    }

    @Test
    void compare_failedJudge_isNeverAMismatch() {
        assertThat(given(new Opinion.None("the judge failed: timeout")))
                .isEqualTo(Comparison.notComparable("the judge failed: timeout"));
        assertThat(judge.compare(Answers.REQUEST, live, candidate))
                .isEqualTo(Comparison.notComparable("no judge was asked"));
    }

    @Test
    void compare_failedAnswer_hasNoOpinionWhateverTheJudgeSaid() {
        Answer failed = Answers.failed(Arm.CANDIDATE, 500, ErrorKind.OTHER);
        assertThat(judge.compare(Answers.REQUEST, live, failed, new Opinion.Preference(0, null, "")))
                .isInstanceOf(Comparison.NotComparable.class);
    }

    @Test
    void compare_talkativeJudge_isCutToOneSafeLine() {
        String words = "first\nsecond \u001b[31m" + "x".repeat(10_000);
        String explanation = given(new Opinion.Preference(1, null, words)).explanation();
        assertThat(explanation)
                .hasSizeLessThanOrEqualTo(Wording.EXPLANATION_LIMIT)
                .doesNotContain("\n", "\u001b");
    }
}
