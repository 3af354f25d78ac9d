package dev.understudy.compare;

import java.util.Map;

/**
 * The result of comparing two answers: a closed set. Immutable.
 *
 * <p>{@code live} and {@code other} hold measured qualities of each answer by name (for example {@code words},
 * {@code output_tokens}, {@code total_seconds}); {@code explanation} is one short line for a person and may quote the
 * answers, but not where they are not comparable: the reason is shown also where no content may be.
 */
public sealed interface Comparison {
    String explanation();

    Map<String, Double> live();

    Map<String, Double> other();

    /** The name used in metrics and JSON. */
    String result();

    /** The answers agree, by this comparator's measure; {@code divergence} is from 0 (same) to 1 (nothing in common). */
    record Match(double divergence, Map<String, Double> live, Map<String, Double> other, String explanation)
            implements Comparison {
        public Match {
            checkDivergence(divergence);
            live = Map.copyOf(live);
            other = Map.copyOf(other);
        }

        @Override
        public String result() {
            return "match";
        }
    }

    /** The answers differ; {@code divergence} is from 0 to 1. */
    record Mismatch(double divergence, Map<String, Double> live, Map<String, Double> other, String explanation)
            implements Comparison {
        public Mismatch {
            checkDivergence(divergence);
            live = Map.copyOf(live);
            other = Map.copyOf(other);
        }

        @Override
        public String result() {
            return "mismatch";
        }
    }

    /** This comparator has nothing to say about the pair, and why: neither answer has JSON, live failed, … */
    record NotComparable(Map<String, Double> live, Map<String, Double> other, String explanation)
            implements Comparison {
        public NotComparable {
            live = Map.copyOf(live);
            other = Map.copyOf(other);
        }

        @Override
        public String result() {
            return "not_comparable";
        }
    }

    /** A match or a mismatch, as the comparator decided. */
    static Comparison of(
            boolean matches,
            double divergence,
            Map<String, Double> live,
            Map<String, Double> other,
            String explanation) {
        return matches
                ? new Match(divergence, live, other, explanation)
                : new Mismatch(divergence, live, other, explanation);
    }

    static Comparison notComparable(String reason) {
        return new NotComparable(Map.of(), Map.of(), reason);
    }

    private static void checkDivergence(double divergence) {
        if (!(divergence >= 0 && divergence <= 1)) {
            throw new IllegalArgumentException("divergence: " + divergence + " (expected: 0 to 1)");
        }
    }
}
