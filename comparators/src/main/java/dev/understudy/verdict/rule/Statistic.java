package dev.understudy.verdict.rule;

/** What is made of many measurements: a closed set. */
public sealed interface Statistic {
    /** The mean of values from 0 to 1: a rate, a share, a divergence. Exact for any sample size. */
    record Rate() implements Statistic {}

    /** The mean of values without a known range. Needs enough conversations for a normal approximation. */
    record Mean() implements Statistic {}

    /** The value that a share p of all are at most. */
    record Quantile(double p) implements Statistic {
        public Quantile {
            if (!(p > 0 && p < 1)) {
                throw new IllegalArgumentException("p: " + p + " (expected: between 0 and 1)");
            }
        }
    }

    /** How often something happened that must never happen. */
    record Count() implements Statistic {}
}
