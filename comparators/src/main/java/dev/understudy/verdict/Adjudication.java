package dev.understudy.verdict;

import dev.understudy.verdict.rule.Bound;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.Form;
import dev.understudy.verdict.rule.Rule;
import dev.understudy.verdict.sequence.Interval;
import dev.understudy.verdict.sequence.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One verdict in the making: a gate held against evidence. */
final class Adjudication {
    /** Fewer conversations say nothing about how it will go on. */
    private static final int ENOUGH_TO_FORECAST = 10;

    private static final double FARTHEST = 10_000;

    private final Gate gate;
    private final Evidence evidence;

    Adjudication(Gate gate, Evidence evidence) {
        this.gate = gate;
        this.evidence = evidence;
    }

    Verdict verdict(Coverage coverage) {
        List<RuleVerdict> rules = gate.rules().stream().map(this::rule).toList();
        return new Verdict(
                decision(rules),
                gate.confidence(),
                rules,
                evidence.estimands().stream().map(this::effect).toList(),
                evidence.exchanges(),
                evidence.openConversations(),
                evidence.lateTurns(),
                coverage);
    }

    private static Decision decision(List<RuleVerdict> rules) {
        if (rules.stream().anyMatch(rule -> rule.decision() == Decision.FAIL)) {
            return Decision.FAIL;
        }
        boolean all = !rules.isEmpty() && rules.stream().allMatch(rule -> rule.decision() == Decision.PASS);
        return all ? Decision.PASS : Decision.UNDECIDED;
    }

    private Effect effect(Estimand estimand) {
        Tally tally = tally(estimand);
        return new Effect(
                estimand,
                tally.units() == 0 ? Double.NaN : tally.estimate(),
                tally.units() == 0 ? Interval.ANYTHING : tally.interval(gate.passAlpha(), gate.passAlpha()),
                tally.units() == 0 ? Double.NaN : tally.candidate(),
                tally.units() == 0 ? Double.NaN : tally.reference(),
                tally.exchanges(),
                tally.units());
    }

    private Tally tally(Estimand estimand) {
        return evidence.tally(estimand)
                .orElseThrow(() -> new IllegalArgumentException(
                        "estimand: " + estimand.key() + " (expected: one that the evidence is kept of)"));
    }

    private RuleVerdict rule(Rule rule) {
        List<BoundVerdict> bounds = new ArrayList<>();
        for (Bound bound : rule.bounds()) {
            bounds.add(bound(rule, bound));
        }
        Decision decision = decisionAt(rule, 1);
        Tally tally = tally(rule.bounds().get(0).estimand());
        Long units = decision == Decision.UNDECIDED ? more(rule, tally) : null;
        Long exchanges = units == null
                ? null
                : (long) Math.ceil(units * ((double) evidence.exchanges() / Math.max(1, tally.units())));
        RuleVerdict verdict = new RuleVerdict(
                rule,
                decision,
                bounds,
                tally.exchanges(),
                tally.units(),
                units,
                exchanges,
                evidence.unused(rule.bounds().get(0).estimand()),
                "");
        String explanation = Explanations.of(verdict, hits(rule), tally);
        return new RuleVerdict(
                rule,
                decision,
                bounds,
                tally.exchanges(),
                tally.units(),
                units,
                exchanges,
                verdict.unused(),
                explanation);
    }

    private BoundVerdict bound(Rule rule, Bound bound) {
        Tally tally = tally(bound.estimand());
        boolean seen = tally.units() > 0;
        Interval interval =
                seen ? tally.interval(gate.lowerAlpha(bound.side()), gate.upperAlpha(bound.side())) : Interval.ANYTHING;
        return new BoundVerdict(
                bound,
                decisionAt(rule, bound, 1),
                seen ? tally.estimate() : Double.NaN,
                interval,
                seen ? tally.candidate() : Double.NaN,
                seen ? tally.reference() : Double.NaN);
    }

    /** What it would be if everything were seen so often. */
    Decision decisionAt(Rule rule, double times) {
        boolean all = true;
        for (Bound bound : rule.bounds()) {
            Decision decision = decisionAt(rule, bound, times);
            if (decision == Decision.FAIL) {
                return Decision.FAIL;
            }
            all &= decision == Decision.PASS;
        }
        return all ? Decision.PASS : Decision.UNDECIDED;
    }

    private Decision decisionAt(Rule rule, Bound bound, double times) {
        Tally tally = tally(bound.estimand());
        if (rule.form() == Form.NEVER && hits(rule) > 0) {
            return Decision.FAIL;
        }
        boolean atLeast = bound.side() == Bound.Side.AT_LEAST;
        double threshold = bound.threshold();
        // The contrary first: where the two would contradict each other, the candidate does not get the part.
        boolean violated = atLeast
                ? tally.below(threshold, gate.failAlpha(), times)
                : tally.above(threshold, gate.failAlpha(), times);
        if (violated && tally.estimate() != threshold) {
            return Decision.FAIL;
        }
        boolean shown = atLeast
                ? tally.above(threshold, gate.passAlpha(), times)
                : tally.below(threshold, gate.passAlpha(), times);
        return shown ? Decision.PASS : Decision.UNDECIDED;
    }

    private long hits(Rule rule) {
        String key = rule.bounds().get(0).estimand().key();
        return Objects.requireNonNull(evidence.strands().get(key)).hits;
    }

    /** How many more conversations it takes if those to come are like those seen; null when that is no answer. */
    private @Nullable Long more(Rule rule, Tally tally) {
        if (tally.units() < ENOUGH_TO_FORECAST) {
            return null;
        }
        double enough = 2;
        while (decisionAt(rule, enough) == Decision.UNDECIDED) {
            enough *= 2;
            if (enough > FARTHEST) {
                return null;
            }
        }
        double tooFew = enough / 2;
        for (int i = 0; i < 12; i++) {
            double middle = (tooFew + enough) / 2;
            if (decisionAt(rule, middle) == Decision.UNDECIDED) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return (long) Math.ceil((enough - 1) * tally.units());
    }
}
