package dev.understudy.compare.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.Usage;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageComparatorTest {
    private static final Usage HUNDRED = new Usage(50L, 10L, 100L, 0L, false);

    @Test
    void compare_withinATenth_matches() {
        Comparison comparison = compare(HUNDRED, new Usage(90L, null, 110L, null, false));
        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison))
                .isCloseTo(1 - 100 / 110.0, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(comparison.explanation()).isEqualTo("live 100 output tokens, candidate 110 output tokens");
        assertThat(comparison.live())
                .isEqualTo(Map.of(
                        "input_tokens",
                        50.0,
                        "cached_input_tokens",
                        10.0,
                        "output_tokens",
                        100.0,
                        "reasoning_tokens",
                        0.0));
        assertThat(comparison.other()).isEqualTo(Map.of("input_tokens", 90.0, "output_tokens", 110.0));
    }

    @Test
    void compare_halfAsMany_isHalfway() {
        Comparison comparison = compare(HUNDRED, new Usage(50L, null, 50L, null, false));
        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
    }

    @Test
    void compare_tolerance_isConfigurable() {
        Answer live = Answers.using(Arm.LIVE, HUNDRED);
        Answer other = Answers.using(Arm.CANDIDATE, new Usage(null, null, 200L, null, false));
        assertThat(Answers.comparator("usage", "{'tolerance': 1}")
                        .compare(Answers.REQUEST, live, other)
                        .result())
                .isEqualTo("match");
    }

    @Test
    void compare_estimated_saysSo() {
        assertThat(compare(HUNDRED, new Usage(50L, null, 100L, null, true)).explanation())
                .isEqualTo("both 100 output tokens (estimated)");
        assertThat(compare(HUNDRED, new Usage(50L, null, 120L, null, true)).explanation())
                .isEqualTo("live 100 output tokens, candidate 120 output tokens (estimated)");
    }

    @Test
    void compare_unreported_isNotComparableButKeepsWhatThereIs() {
        Comparison comparison = compare(HUNDRED, new Usage(50L, null, null, null, false));
        assertThat(comparison).isInstanceOf(Comparison.NotComparable.class);
        assertThat(comparison.explanation()).isEqualTo("candidate reports no output tokens");
        assertThat(comparison.other()).isEqualTo(Map.of("input_tokens", 50.0));
        assertThat(compare(null, HUNDRED).explanation()).isEqualTo("live reports no output tokens");
        assertThat(compare(null, null).explanation()).isEqualTo("neither answer reports output tokens");
    }

    @Test
    void compare_negativeCount_isNoCount() {
        assertThat(compare(HUNDRED, new Usage(null, null, -5L, null, false)).result())
                .isEqualTo("not_comparable");
    }

    @Test
    void compare_failed_saysWhich() {
        Comparison comparison = Answers.comparator("usage")
                .compare(
                        Answers.REQUEST,
                        Answers.using(Arm.LIVE, HUNDRED),
                        Answers.failed(Arm.CANDIDATE, 500, ErrorKind.OTHER));
        assertThat(comparison.explanation()).isEqualTo("candidate did not succeed: HTTP 500 other");
    }

    private static Comparison compare(Usage live, Usage other) {
        return Answers.comparator("usage")
                .compare(Answers.REQUEST, Answers.using(Arm.LIVE, live), Answers.using(Arm.CANDIDATE, other));
    }
}
