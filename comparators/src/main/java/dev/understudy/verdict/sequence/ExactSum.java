package dev.understudy.verdict.sequence;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of numbers rounded to 2⁻⁴⁰, a millionth of a millionth, without any further rounding: whole numbers, so the order of
 * adding does not matter and merging is exact. Not thread-safe.
 */
final class ExactSum {
    private static final int BITS = 40;

    private BigInteger sum = BigInteger.ZERO;

    static BigInteger units(double value) {
        double scaled = Math.rint(Math.scalb(value, BITS));
        return Math.abs(scaled) < 0x1.0p62 ? BigInteger.valueOf((long) scaled) : new BigDecimal(scaled).toBigInteger();
    }

    /** The value of a number of units to a power: their sum, or the sum of their squares or cubes. */
    static double value(BigInteger units, int power) {
        return Math.scalb(units.doubleValue(), -BITS * power);
    }

    void add(double value) {
        sum = sum.add(units(value));
    }

    void add(BigInteger units) {
        sum = sum.add(units);
    }

    void merge(ExactSum other) {
        sum = sum.add(other.sum);
    }

    BigInteger units() {
        return sum;
    }

    double mean(long count) {
        return value(sum, 1) / count;
    }
}
