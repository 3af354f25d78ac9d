package dev.understudy.publish;

import dev.understudy.verdict.Decision;
import dev.understudy.verdict.Effect;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.Reference;
import java.util.HashSet;
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
