package dev.understudy.compare.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Timing;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyComparatorTest {
    private static final long MILLI = 1_000_000;

    @Test
    void compare_bothStreamed_measuresAll() {
        Timing live =
                new Timing(1000 * MILLI, 80 * MILLI, 100 * MILLI, new long[] {30 * MILLI, 10 * MILLI, 20 * MILLI});
        Comparison comparison = compare(live, live);
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.live())
                .isEqualTo(Map.of(
                        "total_seconds", 1.0,
                        "first_byte_seconds", 0.08,
                        "first_token_seconds", 0.1,
                        "gap_p50_seconds", 0.02,
                        "gap_max_seconds", 0.03));
        assertThat(live.gapsNanos()).containsExactly(30 * MILLI, 10 * MILLI, 20 * MILLI);
    }

    @Test
    void compare_laterFirstToken_countsThoughTheTotalIsTheSame() {
        Comparison comparison = compare(streamed(1000, 100), streamed(1000, 400));
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(0.75);
        assertThat(comparison.explanation())
                .isEqualTo("live 1.0 s (first token 100 ms), candidate 1.0 s (first token 400 ms)");
    }

    @Test
    void compare_oneNotStreamed_comparesTotalsOnly() {
        Comparison comparison = compare(whole(1000), streamed(1100, 10));
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(comparison.live()).isEqualTo(Map.of("total_seconds", 1.0));
    }

    @Test
    void compare_tolerance_isConfigurable() {
        assertThat(compare(whole(1000), whole(1201)).result()).isEqualTo("mismatch");
        assertThat(Answers.comparator("latency", "{'tolerance': 0.3}")
                        .compare(
                                Answers.REQUEST,
                                Answers.timed(Arm.LIVE, whole(1000)),
                                Answers.timed(Arm.CANDIDATE, whole(1201)))
                        .result())
                .isEqualTo("match");
    }

    @Test
    void compare_onlyOneFailed_isNotComparableButKeepsTheTimes() {
        Comparison comparison = Answers.comparator("latency")
                .compare(
                        Answers.REQUEST,
                        Answers.timed(Arm.LIVE, whole(900)),
                        Answers.failed(Arm.CANDIDATE, 429, ErrorKind.RATE_LIMITED));
        assertThat(comparison).isInstanceOf(Comparison.NotComparable.class);
        assertThat(comparison.explanation())
                .isEqualTo("only candidate failed (HTTP 429 rate_limited): its time does not compare with an answer's");
        assertThat(comparison.live()).containsEntry("total_seconds", 0.9);
    }

    @Test
    void compare_bothFailed_comparesHowLongThatTook() {
        Comparison comparison = Answers.comparator("latency")
                .compare(
                        Answers.REQUEST,
                        Answers.failed(Arm.LIVE, 500, ErrorKind.OTHER),
                        Answers.failed(Arm.CANDIDATE, 429, ErrorKind.RATE_LIMITED));
        assertThat(comparison.result()).isEqualTo("match");
    }

    @Test
    void compare_clockThatStoodStill_isDefined() {
        assertThat(Answers.divergence(compare(whole(0), whole(0)))).isZero();
        assertThat(Answers.divergence(compare(whole(0), whole(5)))).isEqualTo(1);
    }

    @Test
    void compare_timeThatNobodyTook_isNotComparable() {
        assertThat(compare(whole(-1), whole(5)).explanation()).isEqualTo("no time was measured");
    }

    private static Timing whole(long millis) {
        return new Timing(millis * MILLI, null, null, new long[0]);
    }

    private static Timing streamed(long millis, long firstToken) {
        return new Timing(millis * MILLI, null, firstToken * MILLI, new long[0]);
    }

    private static Comparison compare(Timing live, Timing other) {
        return Answers.comparator("latency")
                .compare(Answers.REQUEST, Answers.timed(Arm.LIVE, live), Answers.timed(Arm.CANDIDATE, other));
    }
}
