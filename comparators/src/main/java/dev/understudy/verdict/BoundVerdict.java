package dev.understudy.verdict;

import dev.understudy.verdict.rule.Bound;
import dev.understudy.verdict.sequence.Interval;

/**
 * What can be said of one bound. Immutable.
 *
 * @param estimate of candidate minus factor times reference; NaN where nothing was seen
 * @param interval what is still possible; wholly on the good side of the threshold it is a pass, wholly on the other a fail
 * @param candidate NaN where nothing was seen
 * @param reference NaN where there is none
 */
public record BoundVerdict(
        Bound bound, Decision decision, double estimate, Interval interval, double candidate, double reference) {}
