package dev.understudy.verdict;

import java.util.List;

/**
 * What can be said of a candidate at one moment. Immutable.
 *
 * @param decision pass when every rule passes, fail when one fails, else undecided
 * @param confidence that of the gate
 * @param exchanges seen, late ones among them
 * @param openConversations that still run and are not counted yet
 * @param lateTurns turns of conversations that had been counted
 * @param effects how the candidate differs, gate or not
 */
public record Verdict(
        Decision decision,
        double confidence,
        List<RuleVerdict> rules,
        List<Effect> effects,
        long exchanges,
        int openConversations,
        long lateTurns,
        Coverage coverage) {
    public Verdict {
        rules = List.copyOf(rules);
        effects = List.copyOf(effects);
    }

    /** What the evidence says of a gate, now. It may be asked as often as one likes. */
    public static Verdict of(Gate gate, Evidence evidence, Coverage coverage) {
        return new Adjudication(gate, evidence).verdict(coverage);
    }
}
