package dev.understudy.verdict.sequence;

import java.math.BigInteger;
import tools.jackson.databind.node.ObjectNode;

/**
 * The mean over conversations of a quantity without a known range: dollars, tokens, seconds. An asymptotic confidence
 * sequence, from the number of units and the sums of their first three powers alone. Like the central limit theorem it needs
 * enough units for what they are like: nothing is claimed before there are {@value #FEWEST}, nor before there are {@value
 * #COCHRAN} times the square of their skewness, nor, while all were the same, before there are {@value #FEWEST_ALIKE}.
 * (W. G. Cochran, Sampling Techniques, 3rd edition, section 2.15, asks for 25 times the square for one look; with looks at
 * every moment, 60 keeps the error of means of exponential, log-normal and Pareto values against a number near its nominal
 * one, see docs/VERDICT.md.)
 */
public final class MomentTally implements Tally {
    static final int FEWEST = 100;
    /** Then what differs is, with 95 %, less than one in 300. */
    static final int FEWEST_ALIKE = 1000;

    private static final double COCHRAN = 60;

    private final double factor;
    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private final ExactSum cubes = new ExactSum();
    private final ExactSum candidate = new ExactSum();
    private final ExactSum reference = new ExactSum();
    private long units;
    private long exchanges;

    /** @param factor what the reference's value is multiplied by before it is taken off; 0 without one */
    public MomentTally(double factor) {
        this.factor = factor;
    }

    @Override
    public void add(Draft conversation) {
        BigInteger value = ExactSum.units(conversation.meanCandidate() - factor * conversation.meanReference());
        BigInteger square = value.multiply(value);
        sum.add(value);
        squares.add(square);
        cubes.add(square.multiply(value));
        candidate.add(conversation.meanCandidate());
        reference.add(conversation.meanReference());
        units++;
        exchanges += conversation.turns();
    }

    @Override
    public void merge(Tally other) {
        MomentTally that = (MomentTally) other;
        sum.merge(that.sum);
        squares.merge(that.squares);
        cubes.merge(that.cubes);
        candidate.merge(that.candidate);
        reference.merge(that.reference);
        units += that.units;
        exchanges += that.exchanges;
    }

    @Override
    public long units() {
        return units;
    }

    @Override
    public long exchanges() {
        return exchanges;
    }

    @Override
    public double estimate() {
        return sum.mean(units);
    }

    @Override
    public double candidate() {
        return candidate.mean(units);
    }

    @Override
    public double reference() {
        return factor == 0 ? Double.NaN : reference.mean(units);
    }

    /** With the divisor n; exact up to the last division. */
    double variance() {
        BigInteger n = BigInteger.valueOf(units);
        BigInteger spread = n.multiply(squares.units()).subtract(sum.units().pow(2));
        return ExactSum.value(spread, 2) / ((double) units * units);
    }

    /** Third central moment over the variance to the 3/2; 0 where nothing varies. */
    double skewness() {
        double variance = variance();
        if (variance == 0) {
            return 0;
        }
        BigInteger n = BigInteger.valueOf(units);
        BigInteger third = n.pow(2)
                .multiply(cubes.units())
                .subtract(n.multiply(sum.units()).multiply(squares.units()).multiply(BigInteger.valueOf(3)))
                .add(sum.units().pow(3).shiftLeft(1));
        double moment = ExactSum.value(third, 3) / units / units / units;
        return moment / (variance * Math.sqrt(variance));
    }

    /** How many units there have to be before anything is claimed. */
    public double unitsWanted() {
        if (units > 0 && variance() == 0) {
            return FEWEST_ALIKE;
        }
        double skewness = units == 0 ? 0 : skewness();
        return Math.max(FEWEST, COCHRAN * skewness * skewness);
    }

    @Override
    public boolean above(double bound, double alpha, double times) {
        return enough(times) && estimate() - bound >= radius(-1, alpha, times);
    }

    @Override
    public boolean below(double bound, double alpha, double times) {
        return enough(times) && bound - estimate() >= radius(1, alpha, times);
    }

    @Override
    public Interval interval(double lowerAlpha, double upperAlpha) {
        return enough(1)
                ? new Interval(estimate() - radius(-1, lowerAlpha, 1), estimate() + radius(1, upperAlpha, 1))
                : Interval.ANYTHING;
    }

    private boolean enough(double times) {
        return units > 0 && units * times >= unitsWanted();
    }

    /** @param side 1 for how far the mean can be above the estimate, -1 for how far below */
    private double radius(int side, double alpha, double times) {
        return Asymptotic.radius(units * times, Math.sqrt(variance()), side * skewness(), alpha);
    }

    @Override
    public void writeTo(ObjectNode json) {
        json.put("units", units);
        json.put("exchanges", exchanges);
        TallyJson.put(json, "sum", sum);
        TallyJson.put(json, "squares", squares);
        TallyJson.put(json, "cubes", cubes);
        TallyJson.put(json, "candidate", candidate);
        TallyJson.put(json, "reference", reference);
    }

    void read(TallyJson.Reader json) {
        units = json.count("units");
        exchanges = json.count("exchanges");
        json.read("sum", sum);
        json.read("squares", squares);
        json.read("cubes", cubes);
        json.read("candidate", candidate);
        json.read("reference", reference);
    }
}
