package dev.understudy.compare.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Answers;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Cost;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostComparatorTest {
    @Test
    void compare_sameButForTheCache_matches() {
        Comparison comparison = compare(cost("0.002", "0.004"), cost("0.004", "0.004"));

        assertThat(comparison.result()).isEqualTo("match");
        assertThat(Answers.divergence(comparison)).isZero();
        assertThat(comparison.live()).isEqualTo(Map.of("billed_usd", 0.002, "neutral_usd", 0.004));
        assertThat(comparison.other()).isEqualTo(Map.of("billed_usd", 0.004, "neutral_usd", 0.004));
        assertThat(comparison.explanation()).isEqualTo("live 0.004 USD, candidate 0.004 USD");
    }

    @Test
    void compare_halfTheCost_isHalfway() {
        Comparison comparison = compare(cost("1", "1"), new Cost(new BigDecimal("0.5"), new BigDecimal("0.5"), true));

        assertThat(comparison.result()).isEqualTo("mismatch");
        assertThat(Answers.divergence(comparison)).isEqualTo(0.5);
        assertThat(comparison.explanation()).isEqualTo("live 1 USD, candidate 0.5 USD (estimated)");
    }

    @Test
    void compare_freeOnBothSides_matches() {
        assertThat(compare(cost("0", "0"), cost("0", "0")).result()).isEqualTo("match");
    }

    @Test
    void compare_unknown_notComparable() {
        assertThat(compare(cost("1", "1"), Cost.UNKNOWN).explanation()).isEqualTo("what candidate costs is unknown");
        assertThat(compare(Cost.UNKNOWN, cost("1", "1")).explanation()).isEqualTo("what live costs is unknown");
        Comparison stated = compare(new Cost(BigDecimal.ONE, null, false), Cost.UNKNOWN);
        assertThat(stated.result()).isEqualTo("not_comparable");
        assertThat(stated.explanation()).isEqualTo("what either answer costs is unknown");
        assertThat(stated.live()).isEqualTo(Map.of("billed_usd", 1.0));
    }

    @Test
    void compare_failedArm_notComparable() {
        Answer failed = Answers.failed(Arm.CANDIDATE, 500, ErrorKind.OTHER).withCost(cost("1", "1"));

        assertThat(Answers.comparator("cost")
                        .compare(Answers.REQUEST, Answers.live("x").withCost(cost("1", "1")), failed)
                        .result())
                .isEqualTo("not_comparable");
    }

    private static Cost cost(String billed, String neutral) {
        return new Cost(new BigDecimal(billed), new BigDecimal(neutral), false);
    }

    private static Comparison compare(Cost live, Cost candidate) {
        return Answers.comparator("cost")
                .compare(
                        Answers.REQUEST,
                        Answers.live("x").withCost(live),
                        Answers.candidate("x").withCost(candidate));
    }
}
