package dev.understudy.sandbox.demo;

import dev.understudy.sandbox.demo.Sample.Mean;
import dev.understudy.verdict.sequence.Interval;

/**
 * One comparator's result: how much the candidate differs from live, and live from itself. Divergences are means from 0
 * (same) to 1 (nothing in common).
 *
 * @param excess what the candidate's divergence can be beyond the noise, by the verdict's statistics: right with 95 %
 *     however often somebody looks
 */
record Effect(String comparator, Mean candidate, Mean noise, Interval excess) {
    /** Fewer say too little, by any formula. */
    static final int ENOUGH = 20;

    /** What can be said. */
    enum Reading {
        /** Too few were compared. */
        TOO_FEW,
        /** Nothing beyond the noise is shown. */
        LIKE_LIVE,
        /** More than live differs from itself. */
        MORE,
        /** Less than live differs from itself. */
        LESS
    }

    Reading reading() {
        if (candidate.count() < ENOUGH || noise.count() < ENOUGH) {
            return Reading.TOO_FEW;
        }
        if (excess.lower() > 0) {
            return Reading.MORE;
        }
        return excess.upper() < 0 ? Reading.LESS : Reading.LIKE_LIVE;
    }

    /** Infinite where live never differs from itself. */
    double times() {
        return candidate.value() / noise.value();
    }
}
