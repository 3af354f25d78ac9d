package dev.understudy.publish;

import dev.understudy.verdict.BoundVerdict;
import dev.understudy.verdict.Decision;
import dev.understudy.verdict.Effect;
import dev.understudy.verdict.RuleVerdict;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.Reference;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** A verdict as samples. What is not known, an end that is still anywhere, has no series. */
final class VerdictSamples {
    private VerdictSamples() {}

    static void add(Samples samples, String shadow, Verdict verdict) {
        for (Decision decision : Decision.values()) {
            samples.add(Metric.VERDICT, decision == verdict.decision() ? 1 : 0, shadow, decision.label());
        }
        Set<String> named = new HashSet<>();
        for (Effect effect : verdict.effects()) {
            String name = name(effect.estimand());
            if (effect.conversations() > 0 && named.add(name)) {
                add(samples, effect.interval().lower(), shadow, name, "lower");
                add(samples, effect.estimate(), shadow, name, "estimate");
                add(samples, effect.interval().upper(), shadow, name, "upper");
            }
        }
        margins(samples, shadow, verdict);
        rules(samples, shadow, verdict);
    }

    /** Where several rules hold one effect against something, the narrowest counts. */
    private static void margins(Samples samples, String shadow, Verdict verdict) {
        Map<String, Double> most = new LinkedHashMap<>();
        Map<String, Double> least = new LinkedHashMap<>();
        for (RuleVerdict rule : verdict.rules()) {
            for (BoundVerdict each : rule.bounds()) {
                String name = name(each.bound().estimand());
                switch (each.bound().side()) {
                    case AT_MOST -> most.merge(name, each.bound().threshold(), Math::min);
                    case AT_LEAST -> least.merge(name, each.bound().threshold(), Math::max);
                }
            }
        }
        most.forEach((name, margin) -> samples.add(Metric.MARGIN, margin, shadow, name, "at_most"));
        least.forEach((name, margin) -> samples.add(Metric.MARGIN, margin, shadow, name, "at_least"));
    }

    private static void rules(Samples samples, String shadow, Verdict verdict) {
        if (verdict.rules().isEmpty()) {
            return;
        }
        for (Decision decision : Decision.values()) {
            long count = verdict.rules().stream()
                    .filter(rule -> rule.decision() == decision)
                    .count();
            samples.add(Metric.VERDICT_RULES, count, shadow, decision.label());
        }
        long counted = verdict.rules().stream()
                .mapToLong(RuleVerdict::conversations)
                .min()
                .orElse(0);
        samples.add(Metric.VERDICT_CONVERSATIONS, counted, shadow, "counted");
        missing(verdict).ifPresent(more -> samples.add(Metric.VERDICT_CONVERSATIONS, more, shadow, "missing"));
    }

    private static OptionalLong missing(Verdict verdict) {
        List<RuleVerdict> open = verdict.rules().stream()
                .filter(rule -> rule.decision() == Decision.UNDECIDED)
                .toList();
        boolean foreseeable = open.stream().allMatch(rule -> rule.moreConversations() != null);
        return foreseeable
                ? OptionalLong.of(open.stream()
                        .map(RuleVerdict::moreConversations)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0))
                : OptionalLong.empty();
    }

    /** The metric's name; where it is held against a multiple, with that. */
    private static String name(Estimand estimand) {
        boolean plain = estimand.reference() != Reference.NONE && estimand.factor() == 1;
        return plain ? estimand.metric().name() : estimand.key();
    }

    private static void add(Samples samples, double value, String... labels) {
        if (Double.isFinite(value)) {
            samples.add(Metric.EFFECT, value, labels);
        }
    }
}
