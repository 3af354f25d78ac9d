package dev.understudy.publish;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import io.prometheus.client.exemplars.Exemplar;
import java.util.concurrent.atomic.LongAdder;

/** What one comparator of one shadow counts for one pair. Written by mirror workers. */
final class ComparatorMeters {
    private final String shadow;
    private final String comparator;
    private final String pair;
    private final LongAdder matches = new LongAdder();
    private final LongAdder mismatches = new LongAdder();
    private final LongAdder notComparable = new LongAdder();
    private final Distribution divergence;

    ComparatorMeters(String shadow, String comparator, Pair pair) {
        this.shadow = shadow;
        this.comparator = comparator;
        this.pair = pair.label();
        this.divergence = new Distribution(Metric.DIVERGENCE, shadow, comparator, this.pair);
    }

    void compared(Comparison comparison) {
        if (comparison instanceof Comparison.Match match) {
            matches.increment();
            divergence.record(match.divergence());
        } else if (comparison instanceof Comparison.Mismatch mismatch) {
            mismatches.increment();
            divergence.record(mismatch.divergence());
        } else {
            notComparable.increment();
        }
    }

    void exemplify(Exemplar example) {
        divergence.exemplify(example);
    }

    void collect(Samples samples) {
        samples.add(Metric.COMPARISONS, matches.sum(), shadow, comparator, pair, "match");
        samples.add(Metric.COMPARISONS, mismatches.sum(), shadow, comparator, pair, "mismatch");
        long unlike = notComparable.sum();
        if (unlike > 0) { // most comparators find something to compare in every answer
            samples.add(Metric.COMPARISONS, unlike, shadow, comparator, pair, "not_comparable");
        }
        samples.add(Metric.DIVERGENCE, divergence);
    }
}
