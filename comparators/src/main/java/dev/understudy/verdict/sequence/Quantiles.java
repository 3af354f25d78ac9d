package dev.understudy.verdict.sequence;

/**
 * A confidence sequence for a quantile: Howard and Ramdas, "Sequential estimation of quantiles with applications to A/B
 * testing and best-arm identification", Bernoulli 28(3), 2022, section 3. A value x is below the p-quantile if a test of
 * "the share of observations up to x is at least p" rejects. Their tests bound the sum of Bernoulli observations by a mixture
 * of likelihood ratios {@code (q/p)^S · ((1−q)/(1−p))^(t−S)}; theirs over a Beta distribution of q, ours over the finite
 * portfolio {@code q = p(1−g)} of {@link Bets}, which needs no special functions.
 *
 * <p>An observation may also be a fraction: the share of a conversation's turns that is up to x. The ratio is convex in it,
 * so its expectation is at most that of a Bernoulli variable with the same mean, and the bound holds as it is. Only S and t
 * are needed.
 */
final class Quantiles {
    private Quantiles() {}

    /**
     * The logarithm of the capital against "the mean of y is at least {@code supposed}".
     *
     * @param sum of y, each from 0 to 1
     * @param count of y
     */
    static double logCapitalBelow(double sum, double count, double supposed) {
        double[] logs = new double[Bets.COUNT];
        for (int k = 0; k < Bets.COUNT; k++) {
            double share = Bets.share(k);
            double rest = Math.log1p(share * supposed / (1 - supposed));
            logs[k] = sum * Math.log1p(-share) + (count - sum) * rest;
        }
        return Bets.total(logs);
    }

    /** The same against "the mean of y is at most {@code supposed}". */
    static double logCapitalAbove(double sum, double count, double supposed) {
        return logCapitalBelow(count - sum, count, 1 - supposed);
    }
}
