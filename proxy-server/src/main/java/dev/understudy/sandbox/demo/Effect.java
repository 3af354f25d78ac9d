package dev.understudy.sandbox.demo;

import dev.understudy.sandbox.demo.Sample.Mean;

/**
 * One comparator's result: how much the candidate differs from live, and live from itself. Divergences are means from 0
 * (same) to 1 (nothing in common).
 */
record Effect(String comparator, Mean candidate, Mean noise) {
    /** Fewer say too little, by any formula. */
    static final int ENOUGH = 20;

    /** About 99 %: seven comparators are looked at again and again. */
    private static final double WIDTH = 2.6;

    /** What can be said. */
    enum Reading {
        /** Too few were compared. */
        TOO_FEW,
        /** Within what chance explains. */
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
        double difference = candidate.value() - noise.value();
        double error = Math.sqrt(candidate.errorSquared() + noise.errorSquared());
        if (Math.abs(difference) <= WIDTH * error || difference == 0) {
            return Reading.LIKE_LIVE;
        }
        return difference > 0 ? Reading.MORE : Reading.LESS;
    }

    /** Infinite where live never differs from itself. */
    double times() {
        return candidate.value() / noise.value();
    }
}
