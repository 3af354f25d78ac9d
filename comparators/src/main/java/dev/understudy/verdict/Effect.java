package dev.understudy.verdict;

import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.sequence.Interval;

/**
 * How the candidate differs in one respect, whatever the gate asks. The interval is of this quantity alone. Immutable.
 *
 * @param estimate NaN where nothing was seen
 */
public record Effect(
        Estimand estimand,
        double estimate,
        Interval interval,
        double candidate,
        double reference,
        long exchanges,
        long conversations) {}
