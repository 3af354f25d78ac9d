package dev.understudy.report;

import dev.understudy.compare.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up {@link PairTotals}. Bounded; not thread-safe. */
final class PairCounter {
    private static final int MOST_REASONS = 30;
    private static final int SHOWN_REASONS = 5;
    private static final String OTHERS = "other reasons";

    private final long[] histogram = new long[PairTotals.BINS];
    private final Map<String, Long> reasons = new HashMap<>();
    private long match;
    private long mismatch;
    private long notComparable;
    private double sum;

    void add(Comparison comparison) {
        if (comparison instanceof Comparison.Match same) {
            match++;
            diverged(same.divergence());
        } else if (comparison instanceof Comparison.Mismatch other) {
            mismatch++;
            diverged(other.divergence());
        } else {
            notComparable++;
            String reason = comparison.explanation();
            boolean known = reasons.containsKey(reason) || reasons.size() < MOST_REASONS;
            reasons.merge(known ? reason : OTHERS, 1L, Long::sum);
        }
    }

    private void diverged(double divergence) {
        sum += divergence;
        histogram[Math.min(PairTotals.BINS - 1, (int) (divergence * PairTotals.BINS))]++;
    }

    PairTotals totals() {
        List<Long> bins = new ArrayList<>();
        for (long count : histogram) {
            bins.add(count);
        }
        long compared = match + mismatch;
        return new PairTotals(
                match,
                mismatch,
                notComparable,
                sorted(),
                List.copyOf(bins),
                compared == 0 ? Double.NaN : sum / compared);
    }

    private Map<String, Long> sorted() {
        Map<String, Long> shown = new LinkedHashMap<>();
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> shown.merge(
                        shown.size() < SHOWN_REASONS ? entry.getKey() : OTHERS, entry.getValue(), Long::sum));
        return shown;
    }
}
