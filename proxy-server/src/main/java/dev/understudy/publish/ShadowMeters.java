package dev.understudy.publish;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one shadow counts. Outcomes are written by live event loops too, so they are an array of striped counters. */
final class ShadowMeters {
    private static final Outcome[] OUTCOMES = Outcome.values();

    private record Key(String comparator, Pair pair) {}

    private final String shadow;
    private final LongAdder[] outcomes = ArmMeters.adders(OUTCOMES.length);
    private final Map<Arm, ArmMeters> arms = new EnumMap<>(Arm.class);
    private final Map<Key, ComparatorMeters> comparators = new ConcurrentHashMap<>();
    private final LongAdder savedByCandidate = new LongAdder();
    private final LongAdder lostByBoth = new LongAdder();
    private final TranslationMeters translations;
    private final JudgeMeters judge;
    private final ToolMeters tools;
    private final LongAdder serverToolsRemoved = new LongAdder();

    ShadowMeters(String shadow) {
        this.shadow = shadow;
        this.translations = new TranslationMeters(shadow);
        this.judge = new JudgeMeters(shadow);
        this.tools = new ToolMeters(shadow);
        for (Arm arm : Arm.values()) {
            arms.put(arm, new ArmMeters(shadow, arm));
        }
    }

    void ended(Outcome outcome) {
        outcomes[outcome.ordinal()].increment();
    }

    void answered(Answer answer, @Nullable BigDecimal costUsd) {
        arm(answer.arm()).answered(answer, costUsd);
    }

    void serverToolsRemoved(int count) {
        serverToolsRemoved.add(count);
    }

    void compared(String comparator, Pair pair, Comparison comparison) {
        comparator(comparator, pair).compared(comparison);
    }

    ComparatorMeters comparator(String comparator, Pair pair) {
        return comparators.computeIfAbsent(
                new Key(comparator, pair), key -> new ComparatorMeters(shadow, comparator, pair));
    }

    ArmMeters arm(Arm arm) {
        // Every arm is there from the start, so that reading needs no lock.
        return Objects.requireNonNull(arms.get(arm));
    }

    ToolMeters tools() {
        return tools;
    }

    void liveFailed(boolean candidateSucceeded) {
        (candidateSucceeded ? savedByCandidate : lostByBoth).increment();
    }

    void translated(Translation translation) {
        translations.translated(translation);
    }

    JudgeMeters judge() {
        return judge;
    }

    boolean used() {
        for (LongAdder outcome : outcomes) {
            if (outcome.sum() > 0) {
                return true;
            }
        }
        return false;
    }

    void collect(Samples samples) {
        for (Outcome outcome : OUTCOMES) {
            samples.add(Metric.SHADOW_EXCHANGES, outcomes[outcome.ordinal()].sum(), shadow, outcome.label());
        }
        samples.add(Metric.SHADOW_LIVE_FAILURES, savedByCandidate.sum(), shadow, "succeeded");
        samples.add(Metric.SHADOW_LIVE_FAILURES, lostByBoth.sum(), shadow, "failed");
        translations.collect(samples);
        judge.collect(samples);
        tools.collect(samples);
        samples.add(Metric.SHADOW_SERVER_TOOLS_REMOVED, serverToolsRemoved.sum(), shadow);
        arms.values().forEach(arm -> arm.collect(samples));
        comparators.values().forEach(comparator -> comparator.collect(samples));
    }
}
