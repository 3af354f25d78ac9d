package dev.understudy.verdict.sequence;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The confidence sequence for the mean of values from 0 to 1, by betting ({@link Bets}). The hedge: one portfolio bets that
 * the mean is higher than supposed, one that it is lower, each for its own share of the error (hedged capital, Waudby-Smith
 * and Ramdas 2024, Theorem 3). Work is bounded: 257 × 18 logarithms for a threshold that is new, as many multiplications
 * for one that is known, and {@value #HALVINGS} halvings for an end of the interval. Not thread-safe.
 */
final class Betting {
    /** 2⁻²⁶ of the range is 1.5·10⁻⁸, far finer than anything that could be shown. */
    private static final int HALVINGS = 26;

    /** Two sides of two thresholds; a rule has no more. */
    private static final int KNOWN = 4;

    private final Deque<Wager> wagers = new ArrayDeque<>();

    /** Whether it is shown that the mean is above {@code supposed}. */
    boolean above(Histogram seen, double supposed, double alpha, double times) {
        return wager(supposed, false).logCapital(seen, times) >= -Math.log(alpha);
    }

    /** Whether it is shown that the mean is below {@code supposed}: bets on 1 − y. */
    boolean below(Histogram seen, double supposed, double alpha, double times) {
        return wager(1 - supposed, true).logCapital(seen, times) >= -Math.log(alpha);
    }

    private Wager wager(double supposed, boolean mirrored) {
        for (Wager wager : wagers) {
            if (wager.isOf(supposed, mirrored)) {
                return wager;
            }
        }
        if (wagers.size() == KNOWN) {
            wagers.removeFirst();
        }
        Wager wager = new Wager(supposed, mirrored);
        wagers.addLast(wager);
        return wager;
    }

    /** The least mean that the bets have not ruled out; errs, with probability alpha at most, at any time. */
    static double lower(Histogram seen, double alpha) {
        return seen.total() == 0 ? 0 : end(seen, alpha, false);
    }

    /** The largest such mean. */
    static double upper(Histogram seen, double alpha) {
        return seen.total() == 0 ? 1 : 1 - end(seen, alpha, true);
    }

    private static double end(Histogram seen, double alpha, boolean mirrored) {
        double enough = -Math.log(alpha);
        double ruledOut = 0;
        // At the mean itself no constant bet has gained: the logarithm is concave.
        double possible = mirrored ? 1 - seen.mean() : seen.mean();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (ruledOut + possible) / 2;
            if (new Wager(middle, mirrored).logCapital(seen, 1) >= enough) {
                ruledOut = middle;
            } else {
                possible = middle;
            }
        }
        return ruledOut;
    }
}
