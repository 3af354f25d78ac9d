package dev.understudy.verdict.sequence;

/**
 * The asymptotic confidence sequence for a mean: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit
 * theory and asymptotic confidence sequences", Annals of Statistics 52(6), 2024: Theorem 2.2 in its one-sided form (their
 * appendix on one-sided sequences), Robbins' normal mixture restricted to one side:
 * {@code σ̂ · sqrt(2(tρ² + 1)/(t²ρ²) · log(1 + sqrt(tρ² + 1)/(2α)))}.
 */
final class Asymptotic {
    /** Where the sequence is tightest. Elsewhere it is somewhat wider; it is as valid. */
    private static final double TIGHTEST_AT = 500;

    private Asymptotic() {}

    /**
     * How far the mean can be on one side of its estimate.
     *
     * @param units more than 0; need not be whole
     */
    static double radius(double units, double deviation, double alpha) {
        double rho = rhoSquared(alpha);
        double spread = units * rho + 1;
        return deviation * Math.sqrt(2 * spread / (units * units * rho) * Math.log1p(Math.sqrt(spread) / (2 * alpha)));
    }

    /**
     * The same where the values are skewed, which makes a normal approximation too sure of itself on the side of the longer
     * tail: the first term of the Cornish-Fisher expansion of Student's t (N. J. Johnson, "Modified t tests and confidence
     * intervals for asymmetrical populations", JASA 73, 1978; P. Hall, "On the removal of skewness by transformation", JRSS B
     * 54, 1992) is added where it widens; where it would narrow it is left.
     *
     * @param skewness counted positive where the longer tail is on the side that is bounded
     */
    static double radius(double units, double deviation, double skewness, double alpha) {
        double radius = radius(units, deviation, alpha);
        if (deviation == 0 || skewness <= 0) {
            return radius;
        }
        double z = radius * Math.sqrt(units) / deviation;
        return radius + deviation * skewness * (2 * z * z + 1) / (6 * units);
    }

    /** Their equation for the ρ that makes the two-sided sequence tightest at a time, with 2α for α. */
    private static double rhoSquared(double alpha) {
        double twice = -2 * Math.log(Math.min(0.99, 2 * alpha));
        return (twice + Math.log(Math.max(twice, 1e-9)) + 1) / TIGHTEST_AT;
    }
}
