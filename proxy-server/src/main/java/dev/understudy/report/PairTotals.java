package dev.understudy.report;

import java.util.List;
import java.util.Map;

/**
 * What a comparator said of all pairs of one kind. Immutable.
 *
 * @param reasons why pairs could not be compared, the most frequent first; rare ones are summed up as {@code other reasons}
 * @param histogram how many divergences lie in each of {@value #BINS} equal parts of 0 … 1
 * @param mean divergence of those compared; NaN for none
 */
public record PairTotals(
        long match, long mismatch, long notComparable, Map<String, Long> reasons, List<Long> histogram, double mean) {
    public static final int BINS = 20;

    public long compared() {
        return match + mismatch;
    }
}
