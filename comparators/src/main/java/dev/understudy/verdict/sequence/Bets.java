package dev.understudy.verdict.sequence;

/**
 * A fixed portfolio of constant bets against a hypothesis on a mean.
 *
 * <p>Against "the mean of y, which lies from 0 to 1, is at most m", a gambler who stakes the share g of his capital on each
 * y multiplies it by {@code 1 − g + g·y/m}, which is nothing else than {@code 1 + λ(y − m)} with {@code λ = g/m}. If the
 * hypothesis is true his capital is a supermartingale that starts at 1, so it ever reaches 1/α with probability α at most
 * (Ville's inequality). Nobody knows the best g beforehand, so the capital is spread over several and never moved between
 * them: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86(1), 2024 (online
 * 2023), capital process of Theorem 3 with the diversified Kelly bets of their section on betting strategies (dKelly).
 *
 * <p>Their other strategies, predictable plug-ins, bet a little better but depend on the order of the observations. Constant
 * bets do not: the capital is a function of how often each value was seen. That is what makes snapshots merge exactly; and
 * it keeps the claim true while the mean drifts (see docs/VERDICT.md).
 */
final class Bets {
    /** √2 apart: the bet that fits best is missed by a fourth root of 2 at most, which costs 3 % of the growth. */
    static final int COUNT = 18;

    private static final double LARGEST = 0.98;
    /** Where most of the capital is: what finds a difference of a few points within some hundred observations. */
    private static final double FAVOURITE = 0.17;

    private static final double SPREAD = 1.6;
    private static final double LEAST = 0.02;
    private static final double[] SHARES = new double[COUNT];
    private static final double[] LOG_WEIGHTS = new double[COUNT];

    static {
        double sum = 0;
        for (int k = 0; k < COUNT; k++) {
            SHARES[k] = LARGEST * Math.pow(2, -k / 2.0);
            double octaves = Math.log(SHARES[k] / FAVOURITE) / Math.log(2) / SPREAD;
            LOG_WEIGHTS[k] = LEAST + Math.exp(-octaves * octaves / 2);
            sum += LOG_WEIGHTS[k];
        }
        for (int k = 0; k < COUNT; k++) {
            LOG_WEIGHTS[k] = Math.log(LOG_WEIGHTS[k] / sum);
        }
    }

    private Bets() {}

    /** The stake of bet k as a share of its capital, more than 0 and less than 1. */
    static double share(int k) {
        return SHARES[k];
    }

    /**
     * The whole capital's logarithm.
     *
     * @param logCapitals of each bet, as multiples of what it was given
     */
    static double total(double[] logCapitals) {
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < COUNT; k++) {
            most = Math.max(most, LOG_WEIGHTS[k] + logCapitals[k]);
        }
        if (Double.isInfinite(most)) {
            return most;
        }
        double sum = 0;
        for (int k = 0; k < COUNT; k++) {
            sum += Math.exp(LOG_WEIGHTS[k] + logCapitals[k] - most);
        }
        return most + Math.log(sum);
    }
}
