package dev.understudy.compare.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusComparatorTest {
    private static final Answer LIVE = Answers.live("x");

    @Test
    void compare_bothSucceeded_matches() {
        Comparison comparison = compare(LIVE, Answers.candidate("y"));
        assertThat(comparison).isInstanceOf(Comparison.Match.class);
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.explanation()).isEqualTo("both HTTP 200 (stop)");
        assertThat(comparison.live())
                .isEqualTo(Map.of("http_status", 200.0, "error", 0.0, "cut_at_length", 0.0, "content_filtered", 0.0));
    }

    @Test
    void compare_candidateFailed_isAsFarAsItGets() {
        Comparison comparison = compare(LIVE, Answers.failed(Arm.CANDIDATE, 429, ErrorKind.RATE_LIMITED));
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.explanation()).isEqualTo("live HTTP 200 (stop); candidate HTTP 429 rate_limited");
        assertThat(comparison.other()).containsEntry("error", 1.0).containsEntry("http_status", 429.0);
    }

    @Test
    void compare_streamBrokeOff_isAFailureDespiteItsStatus() {
        Comparison comparison = compare(LIVE, Answers.ended(Arm.CANDIDATE, Ending.BROKEN));
        assertThat(Answers.divergence(comparison)).isEqualTo(1);
        assertThat(comparison.explanation()).endsWith("candidate HTTP 200, broken (stop)");
    }

    @Test
    void compare_otherFinishReason_isHalfway() {
        Comparison comparison = compare(LIVE, Answers.finishing(Arm.CANDIDATE, FinishReason.LENGTH));
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
        assertThat(comparison.other()).containsEntry("cut_at_length", 1.0);
    }

    @Test
    void compare_bothFailedAlike_matches() {
        Comparison comparison = compare(
                Answers.failed(Arm.LIVE, 500, ErrorKind.OTHER), Answers.failed(Arm.CANDIDATE, 500, ErrorKind.OTHER));
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(comparison.explanation()).isEqualTo("both HTTP 500 other");
    }

    @Test
    void compare_bothFailedForAnotherReason_isHalfway() {
        Comparison comparison = compare(
                Answers.failed(Arm.LIVE, 400, ErrorKind.CONTEXT_TOO_LONG),
                Answers.failed(Arm.CANDIDATE, 400, ErrorKind.INVALID_REQUEST));
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
    }

    @Test
    void compare_bothFailedWithAnotherStatus_isAQuarter() {
        Comparison comparison = compare(
                Answers.failed(Arm.LIVE, 503, ErrorKind.OVERLOADED),
                Answers.failed(Arm.CANDIDATE, 529, ErrorKind.OVERLOADED));
        assertThat(Answers.divergence(comparison)).isEqualTo(0.25);
    }

    private static Comparison compare(Answer live, Answer other) {
        return Answers.comparator("status").compare(Answers.REQUEST, live, other);
    }
}
