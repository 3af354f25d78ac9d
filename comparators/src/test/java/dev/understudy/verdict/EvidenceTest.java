package dev.understudy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Stratum;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.sequence.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EvidenceTest {
    private final Gate gate = Turns.gate(
            "json.valid >= live - 0.01",
            "text.distance <= noise + 0.05",
            "latency.ttft.p95 <= live * 1.2",
            "cost.mean <= live",
            "safety.leaks == 0");

    private static Turn turn(Random random, String conversation) {
        List<Compared> comparisons = new ArrayList<>(List.of(
                quality("json", "valid", random.nextInt(2), random.nextInt(2)),
                quality("latency", "first_token_seconds", random.nextDouble(), random.nextDouble()),
                quality("cost", "billed_usd", random.nextDouble() / 1000, random.nextDouble() / 1000),
                quality("safety", "leaks", 0, random.nextInt(100) == 0 ? 2 : 0),
                Turns.compared("text", Pair.CANDIDATE, random.nextDouble(), Map.of(), Map.of())));
        if (random.nextInt(3) == 0) {
            comparisons.add(Turns.compared("text", Pair.CONTROL, random.nextDouble(), Map.of(), Map.of()));
        }
        return new Turn(conversation, Turns.NOON, Stratum.NORMAL, comparisons);
    }

    private static Compared quality(String comparator, String name, double live, double candidate) {
        return Turns.compared(comparator, Pair.CANDIDATE, 0, Map.of(name, live), Map.of(name, candidate));
    }

    private Tally tally(Evidence evidence, int rule) {
        Estimand estimand = gate.rules().get(rule).bounds().get(0).estimand();
        return evidence.tally(estimand).orElseThrow();
    }

    @Test
    void merge_proxiesWithConversationsOfTheirOwn_isExactlySeeingItAll() {
        Random random = new Random(1);
        Evidence whole = Turns.evidence(gate);
        List<Evidence> proxies = List.of(Turns.evidence(gate), Turns.evidence(gate), Turns.evidence(gate));
        for (int conversation = 0; conversation < 600; conversation++) {
            for (int i = 0; i <= conversation % 4; i++) {
                Turn turn = turn(random, "c" + conversation);
                whole.add(turn);
                proxies.get(conversation % 3).add(turn);
            }
        }
        Evidence merged = Turns.evidence(gate);
        proxies.forEach(merged::merge);
        whole.closeAll();
        merged.closeAll();
        assertThat(EvidenceJson.write(merged).path("estimands"))
                .isEqualTo(EvidenceJson.write(whole).path("estimands"));
        Verdict verdict = Verdict.of(gate, merged, Coverage.unknown());
        assertThat(VerdictJson.of(verdict)).isEqualTo(VerdictJson.of(Verdict.of(gate, whole, Coverage.unknown())));
        assertThat(verdict.exchanges()).isEqualTo(1500);
    }

    @Test
    void merge_conversationOpenInBoth_isOneUnit() {
        Random random = new Random(2);
        Evidence one = Turns.evidence(gate);
        Evidence other = Turns.evidence(gate);
        one.add(turn(random, "same"));
        other.add(turn(random, "same"));
        other.add(turn(random, "another"));
        one.merge(other);
        assertThat(one.openConversations()).isEqualTo(2);
        one.closeAll();
        assertThat(tally(one, 0).units()).isEqualTo(2);
        assertThat(tally(one, 0).exchanges()).isEqualTo(3);
    }

    @Test
    void json_restart_continuesAsIfNothingHadBeen() {
        Random random = new Random(3);
        Random same = new Random(3);
        Evidence steady = Turns.evidence(gate);
        Evidence restarted = Turns.evidence(gate);
        for (int i = 0; i < 400; i++) {
            steady.add(turn(random, "c" + i / 3 % 100));
            restarted.add(turn(same, "c" + i / 3 % 100));
            if (i % 37 == 0) {
                String stored = EvidenceJson.write(restarted).toString();
                restarted = EvidenceJson.read(JsonMapper.shared().readTree(stored), restarted.estimands());
            }
        }
        assertThat(steady.lateTurns()).isPositive();
        assertThat(EvidenceJson.write(restarted)).isEqualTo(EvidenceJson.write(steady));
    }

    @Test
    void json_otherRulesThanBefore_keepWhatIsStillAsked() {
        Random random = new Random(4);
        Evidence evidence = Turns.evidence(gate);
        for (int i = 0; i < 100; i++) {
            evidence.add(turn(random, "c" + i));
        }
        Gate changed = Turns.gate("json.valid >= live - 0.05", "json.valid >= 0.4");
        Evidence read =
                EvidenceJson.read(EvidenceJson.write(evidence), Estimands.of(changed, List.of(), false, Turns.METRICS));
        read.closeAll();
        assertThat(read.tally(read.estimands().get(0)).orElseThrow().units()).isEqualTo(100);
        assertThat(read.tally(read.estimands().get(1)).orElseThrow().units()).isZero();
    }

    @Test
    void json_whatIsNoSnapshot_isRefused() {
        for (String text : List.of(
                "{}",
                "[1]",
                "\"x\"",
                "{\"version\":1}",
                "{\"version\":2}",
                "{\"version\":2,\"exchanges\":1,\"late_turns\":0,\"closed\":\"%%%\"}",
                "{\"version\":2,\"exchanges\":1,\"late_turns\":0,\"open\":\"%%%\"}",
                "{\"version\":2,\"exchanges\":1,\"late_turns\":0,\"open\":\"AAAA\"}",
                "{\"version\":2,\"exchanges\":1,\"late_turns\":0,\"estimands\":{\"cost.mean - live\":{}}}")) {
            assertThatThrownBy(() -> EvidenceJson.read(
                            JsonMapper.shared().readTree(text),
                            Turns.evidence(gate).estimands()))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void size_anyTrafficForLong_staysBounded() {
        Random random = new Random(5);
        Evidence evidence = Turns.evidence(gate);
        for (int i = 0; i < 60_000; i++) {
            evidence.add(turn(random, "c" + random.nextInt(20_000)));
        }
        assertThat(evidence.openConversations()).isLessThanOrEqualTo(Conversations.LARGEST);
        assertThat(evidence.conversations().closed()).hasSizeLessThanOrEqualTo(Conversations.REMEMBERED);
        assertThat(EvidenceJson.write(evidence).toString().length()).isLessThan(2_000_000);
        evidence.closeAll();
        assertThat(EvidenceJson.write(evidence).toString().length()).isLessThan(200_000);
    }

    @Test
    void add_conversationThatComesBackAfterItWasClosed_isLateAndNotCounted() {
        Evidence evidence = Turns.evidence(gate);
        Random random = new Random(6);
        evidence.add(turn(random, "first"));
        evidence.closeSilent(Turns.NOON.plusSeconds(600), Duration.ofMinutes(5));
        evidence.add(turn(random, "first"));
        evidence.closeAll();
        assertThat(evidence.lateTurns()).isEqualTo(1);
        assertThat(tally(evidence, 0).exchanges()).isEqualTo(1);
    }

    @Test
    void add_conversationsThatInterleaveWidely_growTheWindowUntilHardlyAnyTurnIsLate() {
        Evidence evidence = Turns.evidence(gate);
        Random random = new Random(7);
        long lateBefore = 0;
        for (int round = 0; round < 200; round++) {
            lateBefore = round == 100 ? evidence.lateTurns() : lateBefore;
            for (int turn = 0; turn < 3; turn++) {
                for (int conversation = 0; conversation < 100; conversation++) {
                    evidence.add(turn(random, "r" + round + "c" + conversation));
                }
            }
        }
        assertThat(evidence.conversations().window()).isBetween(100, 256);
        assertThat(evidence.lateTurns()).isEqualTo(lateBefore);
    }

    @Test
    void add_singleTurns_waitForHardlyAnything() {
        Evidence evidence = Turns.evidence(gate);
        Random random = new Random(8);
        for (int i = 0; i < 1000; i++) {
            evidence.add(turn(random, "c" + i));
        }
        assertThat(tally(evidence, 0).units()).isEqualTo(1000 - Conversations.SMALLEST);
    }

    @Test
    void add_liveFailed_countsForErrorsOnly() {
        Gate both = Turns.gate("error.rate <= live", "latency.total.mean <= live");
        Evidence evidence = Turns.evidence(both);
        evidence.add(new Turn(
                "c",
                Turns.NOON,
                Stratum.LIVE_FAILED,
                List.of(quality("status", "error", 1, 0), quality("latency", "total_seconds", 1, 1))));
        evidence.closeAll();
        assertThat(evidence.tally(evidence.estimands().get(0)).orElseThrow().estimate())
                .isEqualTo(-1);
        assertThat(evidence.tally(evidence.estimands().get(1)).orElseThrow().units())
                .isZero();
    }

    @Test
    void add_whatCannotBeUsed_isCountedByReason() {
        Gate some = Turns.gate("json.valid >= live", "text.distance <= noise");
        Evidence evidence = Turns.evidence(some);
        evidence.add(Turns.turn("a", quality("json", "valid", 1, Double.NaN)));
        evidence.add(Turns.turn("b", new Compared("json", Pair.CANDIDATE, Comparison.notComparable("no"))));
        evidence.add(Turns.turn("c", Turns.compared("text", Pair.CANDIDATE, 0.5, Map.of(), Map.of())));
        assertThat(evidence.unused(evidence.estimands().get(0)))
                .containsEntry("out_of_range", 1L)
                .containsEntry("not_comparable", 2L);
        assertThat(evidence.unused(evidence.estimands().get(1))).containsEntry("no_control", 1L);
    }
}
