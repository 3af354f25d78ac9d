package dev.understudy.publish;

import dev.understudy.compare.Comparison;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Sums of one comparator and pair. Not thread-safe: {@link ShadowTotals} guards it. */
final class PairTotals {
    /** Qualities that one comparator may have; beyond it new names are left out. */
    private static final int MAX_QUALITIES = 64;

    private static final class Sum {
        private double sum;
        private long count;

        void add(double value) {
            sum += value;
            count++;
        }
    }

    private final Map<String, Sum> live = new HashMap<>();
    private final Map<String, Sum> other = new HashMap<>();
    private final Sum divergence = new Sum();
    private final long[] buckets = DivergenceBuckets.empty();
    private long matches;
    private long mismatches;
    private long notComparable;

    void add(Comparison comparison) {
        if (comparison instanceof Comparison.Match match) {
            matches++;
            diverged(match.divergence());
        } else if (comparison instanceof Comparison.Mismatch mismatch) {
            mismatches++;
            diverged(mismatch.divergence());
        } else {
            notComparable++;
        }
        add(live, comparison.live());
        add(other, comparison.other());
    }

    private void diverged(double value) {
        divergence.add(value);
        buckets[DivergenceBuckets.index(value)]++;
    }

    private static void add(Map<String, Sum> sums, Map<String, Double> qualities) {
        qualities.forEach((name, value) -> {
            if (Double.isFinite(value) && (sums.containsKey(name) || sums.size() < MAX_QUALITIES)) {
                sums.computeIfAbsent(name, any -> new Sum()).add(value);
            }
        });
    }

    ShadowSummary.PairSummary summary() {
        return new ShadowSummary.PairSummary(
                matches,
                mismatches,
                notComparable,
                divergence.count == 0 ? null : divergence.sum / divergence.count,
                Arrays.stream(buckets).boxed().toList(),
                means(live),
                means(other));
    }

    private static Map<String, Double> means(Map<String, Sum> sums) {
        Map<String, Double> means = new TreeMap<>();
        sums.forEach((name, sum) -> means.put(name, sum.sum / sum.count));
        return means;
    }
}
