package dev.understudy.compare.json;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * When two numbers are the same: {@code |a − b| ≤ max(absolute, relative · max(|a|, |b|))}, as in Python's PEP 485. Exact
 * decimals throughout: 0.1 + 0.2 is 0.3, and 1 is 1.0.
 */
record NumberTolerance(BigDecimal absolute, BigDecimal relative) {
    static final NumberTolerance NONE = new NumberTolerance(BigDecimal.ZERO, BigDecimal.ZERO);

    /** Numbers further apart in scale are not subtracted: the difference of 1 and 1e1000000000 would not fit. */
    private static final int FURTHEST_SCALES = 2_000;

    boolean same(JsonNode one, JsonNode another) {
        if (one.isIntegralNumber()
                && one.canConvertToLong()
                && another.isIntegralNumber()
                && another.canConvertToLong()) {
            if (one.longValue() == another.longValue()) {
                return true;
            }
            if (isNone()) {
                return false;
            }
        }
        return same(one.decimalValue(), another.decimalValue());
    }

    private boolean same(BigDecimal one, BigDecimal another) {
        if (one.compareTo(another) == 0) {
            return true;
        }
        if (isNone() || Math.abs((long) one.scale() - another.scale()) > FURTHEST_SCALES) {
            return false;
        }
        BigDecimal difference = one.subtract(another).abs();
        return difference.compareTo(absolute) <= 0
                || difference.compareTo(relative.multiply(one.abs().max(another.abs()))) <= 0;
    }

    boolean isNone() {
        return absolute.signum() == 0 && relative.signum() == 0;
    }
}
