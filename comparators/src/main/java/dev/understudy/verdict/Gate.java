package dev.understudy.verdict;

import dev.understudy.config.ShadowConfig.GateConfig;
import dev.understudy.verdict.rule.Bound;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate has to show to get the part, and how sure one wants to be. Immutable.
 *
 * <p>Errors are controlled over all rules together, for all time. The gate passes when every bound of every rule is shown, so
 * a false pass needs an error in one that is violated: each may err with half of the gate's alpha, however many there are (an
 * intersection-union test: R. L. Berger, "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 1982).
 * It fails when one bound is shown to be violated, which is as many chances to err as there are bounds: each gets its part of
 * the other half (Bonferroni).
 *
 * @param confidence more than 0.5 and less than 1: with this probability no false pass and no false fail is ever given
 */
public record Gate(double confidence, List<Rule> rules) {
    public Gate {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence: " + confidence + " (expected: between 0.5 and 1)");
        }
        rules = List.copyOf(rules);
    }

    /**
     * The gate of a shadow.
     *
     * @param config null for none
     * @throws dev.understudy.verdict.rule.RuleException for a rule that cannot be read
     */
    public static Gate of(@Nullable GateConfig config, MetricTable metrics) {
        return config == null
                ? none()
                : new Gate(
                        config.confidence(),
                        config.rules().stream()
                                .map(rule -> Rule.parse(rule, metrics))
                                .toList());
    }

    /** A gate that asks for nothing: its verdict is always undecided. */
    public static Gate none() {
        return new Gate(0.95, List.of());
    }

    /** What the claim that a bound holds may err with, ever. */
    double passAlpha() {
        return (1 - confidence) / 2;
    }

    /** What the claim that a bound is violated may err with, ever. */
    double failAlpha() {
        return (1 - confidence) / 2 / Math.max(1, bounds());
    }

    private int bounds() {
        return rules.stream().mapToInt(rule -> rule.bounds().size()).sum();
    }

    /** The error that the lower end of an interval may have, as what it decides about the bound. */
    double lowerAlpha(Bound.Side good) {
        return good == Bound.Side.AT_LEAST ? passAlpha() : failAlpha();
    }

    double upperAlpha(Bound.Side good) {
        return good == Bound.Side.AT_MOST ? passAlpha() : failAlpha();
    }
}
