package dev.understudy.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Pair;
import dev.understudy.config.Price;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import dev.understudy.mirror.CostCalculator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoStatisticsTest {
    private static final Price PRICE = new Price(new BigDecimal("2.50"), null, new BigDecimal("10"));

    private final DemoStatistics statistics =
            new DemoStatistics(new CostCalculator(Map.of("sim-large", PRICE)), List.of());

    @Test
    void compared_pairs_areAveragedApart() {
        statistics.compared(
                exchange(decision("approve"), Answers.decision(Arm.CANDIDATE, "deny"), null),
                List.of(Answers.entry("json", Pair.CANDIDATE, 0.6), Answers.entry("json", Pair.CONTROL, 0.2)));
        statistics.compared(
                exchange(decision("approve"), Answers.decision(Arm.CANDIDATE, "approve"), null),
                List.of(Answers.entry("json", Pair.CANDIDATE, 0)));

        assertThat(statistics.effects(null)).singleElement().satisfies(effect -> {
            assertThat(effect.candidate().value()).isEqualTo(0.3);
            assertThat(effect.candidate().count()).isEqualTo(2);
            assertThat(effect.noise().value()).isEqualTo(0.2);
        });
    }

    @Test
    void effects_configuredComparators_keepTheirOrder() {
        DemoStatistics ordered = new DemoStatistics(new CostCalculator(Map.of()), List.of("status", "json"));
        ordered.compared(
                exchange(decision("approve"), Answers.decision(Arm.CANDIDATE, "deny"), null),
                List.of(Answers.entry("text", Pair.CANDIDATE, 0.5), Answers.entry("json", Pair.CANDIDATE, 0.6)));

        assertThat(ordered.effects(null)).extracting(Effect::comparator).containsExactly("status", "json", "text");
    }

    @Test
    void compared_arms_areSideBySide() {
        statistics.compared(exchange(decision("approve"), Answers.decision(Arm.CANDIDATE, "deny"), null), List.of());

        ArmNumbers live = statistics.arms().get(Arm.LIVE);
        assertThat(live.granted().value()).isEqualTo(1);
        assertThat(live.firstTokenSeconds()).isEqualTo(0.1);
        assertThat(live.outputTokens().value()).isEqualTo(20);
        assertThat(live.costUsd().value()).isEqualTo(100 * 2.5e-6 + 20 * 10e-6);
        assertThat(statistics.arms().get(Arm.CANDIDATE).granted().value()).isZero();
        assertThat(statistics.arms().get(Arm.CONTROL).totalSeconds()).isNaN();
    }

    @Test
    void differences_decidedOtherwise_showTheLatest() {
        for (int i = 1; i <= 3; i++) {
            statistics.compared(
                    Answers.exchange(
                            "refund " + i,
                            decision("approve"),
                            Answers.decision(Arm.CANDIDATE, "deny"),
                            Answers.decision(Arm.CONTROL, "approve")),
                    List.of());
        }

        assertThat(statistics.differences()).extracting(Difference::prompt).containsExactly("refund 3");
    }

    @Test
    void differences_otherWordsOnly_areNotShown() {
        statistics.compared(
                exchange(decision("approve"), Answers.decision(Arm.CANDIDATE, "approve"), null),
                List.of(Answers.entry("json", Pair.CANDIDATE, 0.3)));

        assertThat(statistics.differences()).isEmpty();
    }

    @Test
    void differences_liveItselfWavers_areNotShown() {
        statistics.compared(
                exchange(
                        decision("approve"),
                        Answers.decision(Arm.CANDIDATE, "deny"),
                        Answers.decision(Arm.CONTROL, "deny")),
                List.of());

        assertThat(statistics.differences()).isEmpty();
    }

    @Test
    void differences_toolCalledByOneOnly_isShown() {
        statistics.compared(
                exchange(Answers.call(Arm.LIVE, "issue_refund"), Answers.text(Arm.CANDIDATE, "I'm sorry, no."), null),
                List.of());

        assertThat(statistics.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.live()).isEqualTo("calls issue_refund({})");
            assertThat(difference.candidate()).isEqualTo("I'm sorry, no.");
        });
    }

    @Test
    void differences_distantTexts_areShownUnlessLiveIsAsDistantFromItself() {
        Exchange exchange = exchange(Answers.text(Arm.LIVE, "Done."), Answers.text(Arm.CANDIDATE, "Sorry, no."), null);

        statistics.compared(
                exchange,
                List.of(Answers.entry("text", Pair.CANDIDATE, 0.9), Answers.entry("text", Pair.CONTROL, 0.9)));
        assertThat(statistics.differences()).isEmpty();

        statistics.compared(exchange, List.of(Answers.entry("text", Pair.CANDIDATE, 0.9)));
        assertThat(statistics.differences()).hasSize(1);
    }

    @Test
    void median_ofLate_forgetsTheStart() {
        Recent recent = new Recent();
        for (int i = 0; i < 600; i++) {
            recent.add(i < 300 ? 9 : 1);
        }
        assertThat(recent.median()).isEqualTo(1);
    }

    private static Answer decision(String decision) {
        return Answers.decision(Arm.LIVE, decision);
    }

    private static Exchange exchange(Answer live, Answer candidate, Answer control) {
        return Answers.exchange("refund please", live, candidate, control);
    }
}
