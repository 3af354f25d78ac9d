package dev.understudy.report;

import dev.understudy.compare.Comparison;

/** The number of a comparison. */
final class Divergences {
    private Divergences() {}

    /** 0 for what cannot be compared. */
    static double of(Comparison comparison) {
        if (comparison instanceof Comparison.Match match) {
            return match.divergence();
        }
        return comparison instanceof Comparison.Mismatch mismatch ? mismatch.divergence() : 0;
    }
}
