package dev.understudy.publish;

import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.publish.ShadowSummary.ComparatorSummary;
import dev.understudy.publish.ShadowSummary.PairSummary;
import dev.understudy.verdict.Effect;
import dev.understudy.verdict.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * How each shadow's numbers went: effects with their confidence sequences, divergence, counts and dollars. Thread-safe.
 * Somebody has to call {@link #tick} now and then.
 */
public final class Histories {
    /** Between two points at first; it doubles as a history grows. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Where the numbers come from. */
    public interface Sources {
        List<ShadowStatus> shadows();

        Optional<Verdict> verdict(String shadow);
    }

    private final Clock clock;
    private final ShadowStatistics statistics;
    private final Map<String, History> histories = new ConcurrentHashMap<>();

    public Histories(Clock clock, ShadowStatistics statistics) {
        this.clock = clock;
        this.statistics = statistics;
    }

    /** Takes a point of every shadow that is due; forgets shadows that are gone. */
    public void tick(Sources sources) {
        Instant now = clock.instant();
        List<ShadowStatus> shadows = sources.shadows();
        histories.keySet().retainAll(shadows.stream().map(ShadowStatus::name).toList());
        for (ShadowStatus shadow : shadows) {
            History history = histories.computeIfAbsent(shadow.name(), name -> new History(INTERVAL));
            if (history.due(now)) {
                statistics
                        .summary(shadow.name())
                        .ifPresent(summary -> add(history, now, shadow, summary, sources.verdict(shadow.name())));
            }
        }
    }

    /** Forgets a shadow's points. */
    public void forget(String shadow) {
        histories.remove(shadow);
    }

    private static void add(
            History history, Instant now, ShadowStatus shadow, ShadowSummary summary, Optional<Verdict> verdict) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(HistoryJson.ELIGIBLE, (double) shadow.eligible());
        values.put(HistoryJson.COMPARED, (double) shadow.outcomes().getOrDefault(Outcome.COMPARED, 0L));
        summary.arms().forEach((arm, totals) -> {
            if (totals.costUsd() != null) {
                values.put(HistoryJson.cost(arm), totals.costUsd().doubleValue());
            }
        });
        for (ComparatorSummary comparator : summary.comparators()) {
            pair(values, comparator.comparator() + " candidate", comparator.candidate());
            pair(values, comparator.comparator() + " control", comparator.control());
        }
        verdict.ifPresent(known -> known.effects().forEach(effect -> effect(values, effect)));
        String decision = verdict.map(known -> known.decision().label()).orElse("undecided");
        history.add(now, summary.since(), decision, values);
    }

    private static void pair(Map<String, Double> values, String name, PairSummary pair) {
        if (pair.meanDivergence() != null) {
            values.put(HistoryJson.SUM + name, pair.meanDivergence() * pair.comparable());
            values.put(HistoryJson.COUNT + name, (double) pair.comparable());
        }
    }

    private static void effect(Map<String, Double> values, Effect effect) {
        String key = effect.estimand().key();
        if (effect.conversations() > 0) {
            values.put(HistoryJson.ESTIMATE + key, effect.estimate());
            values.put(HistoryJson.LOWER + key, effect.interval().lower());
            values.put(HistoryJson.UPPER + key, effect.interval().upper());
        }
    }

    /** As JSON, in columns; empty for a shadow that no point was taken of. */
    public Optional<ObjectNode> json(String shadow) {
        return Optional.ofNullable(histories.get(shadow)).map(History::view).map(view -> HistoryJson.of(shadow, view));
    }
}
