package dev.understudy.verdict.rule;

import java.util.List;

/**
 * A rule of a gate: what has to be shown of the candidate. It holds when all its bounds do. Immutable.
 *
 * @param text as it was written, with single spaces
 * @param bounds one, or the two of an equivalence
 */
public record Rule(String text, Metric metric, Form form, List<Bound> bounds) {
    /** Longer text is no rule; it also bounds the parser. */
    public static final int LONGEST = 200;

    public Rule {
        bounds = List.copyOf(bounds);
    }

    /**
     * Reads a rule.
     *
     * @throws RuleException with the place of the mistake and what was expected there
     */
    public static Rule parse(String text, MetricTable metrics) {
        return new RuleParser(text, metrics).parse();
    }
}
