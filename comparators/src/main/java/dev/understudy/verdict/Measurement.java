package dev.understudy.verdict;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Stratum;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.Measure;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.rule.Statistic;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange says about one estimand: a closed set.
 *
 * <p>Only whole pairs count: what one arm alone was measured of would compare different requests. What a comparator calls not
 * comparable says nothing, whatever qualities came with it.
 */
sealed interface Measurement {
    /** @param reference 0 where the estimand has none */
    record Value(double candidate, double reference) implements Measurement {}

    /** Nothing, for a reason that is counted. */
    enum Nothing implements Measurement {
        /** Of another stratum. */
        NOT_ASKED,
        /** The comparator did not run, or could not compare, or did not measure this. */
        NOT_COMPARABLE,
        /** This exchange has no control. */
        NO_CONTROL,
        /** A share that is not from 0 to 1, or a number beyond all measure: a fault of the comparator. */
        OUT_OF_RANGE
    }

    /** Beyond it, no cost, time or count can be meant; it also bounds the sums. */
    double LARGEST = 1e15;

    static Measurement of(Estimand estimand, Turn turn) {
        if (turn.stratum() != Stratum.NORMAL && !estimand.metric().ofFailures()) {
            return Nothing.NOT_ASKED;
        }
        Comparison candidate = find(turn, estimand, Pair.CANDIDATE);
        if (estimand.reference() == Reference.NOISE) {
            Comparison control = find(turn, estimand, Pair.CONTROL);
            if (control == null) {
                return candidate == null ? Nothing.NOT_COMPARABLE : Nothing.NO_CONTROL;
            }
            return checked(estimand, measured(estimand, candidate, true), measured(estimand, control, true));
        }
        Double reference =
                estimand.reference() == Reference.NONE ? Double.valueOf(0) : measured(estimand, candidate, false);
        return checked(estimand, measured(estimand, candidate, true), reference);
    }

    private static @Nullable Comparison find(Turn turn, Estimand estimand, Pair pair) {
        for (Compared compared : turn.comparisons()) {
            if (compared.pair() == pair
                    && compared.comparator().equals(estimand.metric().comparator())) {
                return compared.comparison();
            }
        }
        return null;
    }

    private static @Nullable Double measured(Estimand estimand, @Nullable Comparison comparison, boolean other) {
        if (comparison == null || comparison instanceof Comparison.NotComparable) {
            return null;
        }
        Measure measure = estimand.metric().measure();
        if (measure instanceof Measure.Quality quality) {
            return (other ? comparison.other() : comparison.live()).get(quality.name());
        }
        boolean match = comparison instanceof Comparison.Match;
        if (measure instanceof Measure.Mismatch) {
            return match ? 0.0 : 1.0;
        }
        return comparison instanceof Comparison.Match same
                ? same.divergence()
                : ((Comparison.Mismatch) comparison).divergence();
    }

    private static Measurement checked(Estimand estimand, @Nullable Double candidate, @Nullable Double reference) {
        if (candidate == null || reference == null) {
            return Nothing.NOT_COMPARABLE;
        }
        boolean share = estimand.metric().statistic() instanceof Statistic.Rate;
        return fits(candidate, share) && fits(reference, share)
                ? new Value(candidate, reference)
                : Nothing.OUT_OF_RANGE;
    }

    private static boolean fits(double value, boolean share) {
        return share ? value >= 0 && value <= 1 : Math.abs(value) <= LARGEST;
    }
}
