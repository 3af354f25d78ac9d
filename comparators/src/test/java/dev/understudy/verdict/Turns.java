package dev.understudy.verdict;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Stratum;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Rule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Turns and gates for tests. */
final class Turns {
    static final MetricTable METRICS =
            MetricTable.standard(List.of("status", "exact", "text", "json", "tools", "latency", "usage"));
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Turns() {}

    static Gate gate(String... rules) {
        return new Gate(
                0.95,
                Arrays.stream(rules).map(text -> Rule.parse(text, METRICS)).toList());
    }

    /** Evidence of what the gate's rules need and nothing else. */
    static Evidence evidence(Gate gate) {
        return new Evidence(Estimands.of(gate, List.of(), false, METRICS));
    }

    /** A turn in which one quality of each answer was measured. */
    static Turn quality(String conversation, String comparator, String name, double live, double candidate) {
        return turn(conversation, compared(comparator, Pair.CANDIDATE, 0, Map.of(name, live), Map.of(name, candidate)));
    }

    /** A turn with a divergence of the candidate and one of the control. */
    static Turn divergence(String conversation, String comparator, double candidate, double control) {
        return turn(
                conversation,
                compared(comparator, Pair.CANDIDATE, candidate, Map.of(), Map.of()),
                compared(comparator, Pair.CONTROL, control, Map.of(), Map.of()));
    }

    static Turn turn(String conversation, Compared... comparisons) {
        return new Turn(conversation, NOON, Stratum.NORMAL, List.of(comparisons));
    }

    static Compared compared(
            String comparator, Pair pair, double divergence, Map<String, Double> live, Map<String, Double> other) {
        return new Compared(comparator, pair, Comparison.of(divergence == 0, divergence, live, other, ""));
    }
}
