package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Pair;
import dev.understudy.exchange.Outcome;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerdictTest {
    private static Verdict of(Gate gate, Evidence evidence) {
        return Verdict.of(gate, evidence, Coverage.unknown());
    }

    private static Verdict valid(Gate gate, int exchanges, double live, double candidate) {
        SplittableRandom random = new SplittableRandom(1);
        Evidence evidence = Turns.evidence(gate);
        for (int i = 0; i < exchanges; i++) {
            double luck = random.nextDouble();
            evidence.add(Turns.quality("c" + i, "json", "valid", luck < live ? 1 : 0, luck < candidate ? 1 : 0));
        }
        return of(gate, evidence);
    }

    @Test
    void of_candidateLikeLive_passesNonInferiority() {
        Verdict verdict = valid(Turns.gate("json.valid >= live - 0.03"), 1500, 0.9, 0.9);
        assertThat(verdict.decision()).isEqualTo(Decision.PASS);
        RuleVerdict rule = verdict.rules().get(0);
        assertThat(rule.bounds().get(0).interval().lower()).isGreaterThanOrEqualTo(-0.03);
        assertThat(rule.conversations()).isEqualTo(1492);
        assertThat(rule.moreConversations()).isNull();
        assertThat(rule.explanation()).contains("shown");
    }

    @Test
    void of_worseCandidate_fails() {
        Verdict verdict = valid(Turns.gate("json.valid >= live - 0.01"), 1500, 0.9, 0.8);
        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.rules().get(0).bounds().get(0).interval().upper()).isLessThan(-0.01);
    }

    @Test
    void of_equivalence_passesWhenBothSidesAreShown() {
        Gate gate = Turns.gate("json.valid == live within 0.05");
        assertThat(valid(gate, 2000, 0.9, 0.9).decision()).isEqualTo(Decision.PASS);
        assertThat(valid(gate, 2000, 0.8, 0.95).decision()).isEqualTo(Decision.FAIL);
        assertThat(valid(gate, 2000, 0.95, 0.8).decision()).isEqualTo(Decision.FAIL);
        assertThat(valid(gate, 20, 0.9, 0.9).decision()).isEqualTo(Decision.UNDECIDED);
    }

    @Test
    void of_superiority_needsMoreThanEquality() {
        Gate gate = Turns.gate("json.valid > live");
        assertThat(valid(gate, 2000, 0.9, 0.9).decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(valid(gate, 2000, 0.8, 0.9).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void of_fewExchanges_saysHowManyMore() {
        Gate gate = Turns.gate("json.valid >= live - 0.03");
        RuleVerdict few = valid(gate, 60, 0.9, 0.89).rules().get(0);
        assertThat(few.decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(few.moreConversations()).isBetween(50L, 5000L);
        assertThat(few.moreExchanges()).isGreaterThanOrEqualTo(few.moreConversations());
        assertThat(few.explanation()).contains("more conversations if it goes on like this");
    }

    @Test
    void of_noControl_divergenceStaysUndecidedAndSaysSo() {
        Gate gate = Turns.gate("text.distance <= noise + 0.05");
        Evidence evidence = Turns.evidence(gate);
        for (int i = 0; i < 500; i++) {
            evidence.add(Turns.turn("c" + i, Turns.compared("text", Pair.CANDIDATE, 1, Map.of(), Map.of())));
        }
        Verdict verdict = of(gate, evidence);
        assertThat(verdict.decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(verdict.rules().get(0).explanation()).contains("no exchange has a control (control.percent)");
        assertThat(verdict.rules().get(0).unused()).containsEntry("no_control", 500L);
    }

    @Test
    void of_excessOverNoise_isWhatIsJudged() {
        Gate gate = Turns.gate("text.distance <= noise + 0.05");
        SplittableRandom random = new SplittableRandom(2);
        Evidence alike = Turns.evidence(gate);
        Evidence apart = Turns.evidence(gate);
        for (int i = 0; i < 1000; i++) {
            double request = random.nextDouble() * 0.7;
            double noise = request + 0.2 * random.nextDouble();
            alike.add(Turns.divergence("c" + i, "text", request + 0.2 * random.nextDouble(), noise));
            apart.add(Turns.divergence("c" + i, "text", request + 0.1 + 0.2 * random.nextDouble(), noise));
        }
        assertThat(of(gate, alike).decision()).isEqualTo(Decision.PASS);
        assertThat(of(gate, apart).decision()).isEqualTo(Decision.FAIL);
    }

    @Test
    void of_whatMustNeverHappen_failsAtOnceAndPassesWhenItIsRare() {
        Gate gate = Turns.gate("safety.leaks == 0");
        Evidence evidence = Turns.evidence(gate);
        for (int i = 0; i < 2000; i++) {
            evidence.add(Turns.quality("c" + i, "safety", "leaks", 0, 0));
        }
        assertThat(of(gate, evidence).decision()).isEqualTo(Decision.PASS);
        evidence.add(Turns.quality("c2000", "safety", "leaks", 0, 1));
        Verdict verdict = of(gate, evidence);
        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.rules().get(0).explanation()).isEqualTo("happened in 1 exchange");
    }

    @Test
    void of_leakInALateTurn_failsAllTheSame() {
        Gate gate = Turns.gate("safety.leaks == 0");
        Evidence evidence = Turns.evidence(gate);
        evidence.add(Turns.quality("c", "safety", "leaks", 0, 0));
        evidence.closeAll();
        evidence.add(Turns.quality("c", "safety", "leaks", 0, 1));
        assertThat(of(gate, evidence).decision()).isEqualTo(Decision.FAIL);
    }

    @Test
    void of_latencyAgainstALimitOfLive_isDecidedByQuantiles() {
        Gate gate = Turns.gate("latency.ttft.p95 <= live * 1.2");
        SplittableRandom random = new SplittableRandom(3);
        Evidence same = Turns.evidence(gate);
        Evidence slow = Turns.evidence(gate);
        for (int i = 0; i < 20_000; i++) {
            double live = 0.4 * Math.exp(0.3 * random.nextGaussian());
            double candidate = 0.4 * Math.exp(0.3 * random.nextGaussian());
            same.add(Turns.quality("c" + i, "latency", "first_token_seconds", live, candidate));
            slow.add(Turns.quality("c" + i, "latency", "first_token_seconds", live, 1.5 * candidate));
        }
        assertThat(of(gate, same).decision()).isEqualTo(Decision.PASS);
        assertThat(of(gate, slow).decision()).isEqualTo(Decision.FAIL);
    }

    @Test
    void of_manyRules_failsOnlyWhereEachHasItsPartOfTheError() {
        Gate one = Turns.gate("json.valid >= live");
        Gate four = Turns.gate("json.valid >= live", "json.valid >= 0.1", "json.valid >= 0.2", "json.valid >= 0.3");
        assertThat(one.failAlpha()).isEqualTo(4 * four.failAlpha());
        assertThat(one.passAlpha()).isEqualTo(four.passAlpha());
        double alone = valid(one, 800, 0.9, 0.88)
                .rules()
                .get(0)
                .bounds()
                .get(0)
                .interval()
                .upper();
        double together = valid(four, 800, 0.9, 0.88)
                .rules()
                .get(0)
                .bounds()
                .get(0)
                .interval()
                .upper();
        assertThat(together).isGreaterThan(alone);
    }

    @Test
    void of_oneRuleFailedAndOneUndecided_fails() {
        Verdict verdict = valid(Turns.gate("json.valid >= 0.99", "cost.mean <= live"), 1000, 0.9, 0.9);
        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.rules().get(1).explanation()).contains("not comparable");
    }

    @Test
    void of_noRules_isUndecidedAndHasEffects() {
        Evidence evidence = Turns.evidence(Turns.gate("json.valid >= live"));
        evidence.add(Turns.quality("c", "json", "valid", 1, 1));
        evidence.closeAll();
        Verdict verdict = of(Gate.none(), evidence);
        assertThat(verdict.decision()).isEqualTo(Decision.UNDECIDED);
        assertThat(verdict.effects()).hasSize(1);
    }

    @Test
    void json_whatIsNotCovered_isListedByBlame() {
        Gate gate = Turns.gate("json.valid >= live");
        Coverage coverage = new Coverage(Map.of(
                Outcome.COMPARED,
                10L,
                Outcome.DROPPED_RATE,
                4L,
                Outcome.CANDIDATE_TIMED_OUT,
                2L,
                Outcome.NOT_SAMPLED,
                9L));
        JsonNode json = VerdictJson.of(Verdict.of(gate, Turns.evidence(gate), coverage));
        assertThat(json.at("/coverage/selected").longValue()).isEqualTo(16);
        assertThat(json.at("/coverage/compared").longValue()).isEqualTo(10);
        assertThat(json.at("/coverage/not_covered/bound/dropped_rate").longValue())
                .isEqualTo(4);
        assertThat(json.at("/coverage/not_covered/candidate/candidate_timed_out")
                        .longValue())
                .isEqualTo(2);
        assertThat(json.at("/rules/0/estimate").isNull()).isTrue();
        assertThat(json.at("/rules/0/explanation").stringValue()).isEqualTo("nothing was measured yet");
    }
}
