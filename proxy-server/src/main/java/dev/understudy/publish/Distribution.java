package dev.understudy.publish;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.prometheus.client.exemplars.Exemplar;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One series of a histogram: striped counters, so that event loops never wait for each other. Recording allocates
 * nothing and costs two adds.
 *
 * <p>Not simpleclient's own histogram, because that one adds a {@code _created} series to each and keeps series that
 * have been removed once a late thread touches them again.
 */
final class Distribution {
    private final Metric metric;
    private final double[] bounds;
    private final LongAdder[] buckets;
    private final DoubleAdder sum = new DoubleAdder();
    private final List<String> labelValues;
    private final List<String> bucketLabels;
    private final List<List<String>> bucketValues = new ArrayList<>();
    /** The last example of each bucket. Most histograms have none. */
    private volatile @Nullable AtomicReferenceArray<Exemplar> exemplars;

    Distribution(Metric metric, String... labelValues) {
        this.metric = metric;
        this.bounds = metric.bounds();
        this.labelValues = List.of(labelValues);
        this.bucketLabels = append(metric.labels(), "le");
        this.buckets = new LongAdder[bounds.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
            double bound = i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY;
            bucketValues.add(append(this.labelValues, Collector.doubleToGoString(bound)));
        }
    }

    /** Negative values, which only a clock can make, count as zero; NaN does not count. */
    void record(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        double bounded = Math.max(0, value);
        buckets[index(bounded)].increment();
        sum.add(bounded);
    }

    private int index(double value) {
        int index = 0;
        while (index < bounds.length && value > bounds[index]) {
            index++;
        }
        return index;
    }

    /** Shows an example of a value that was recorded, until the next one of the same bucket. */
    void exemplify(Exemplar example) {
        AtomicReferenceArray<Exemplar> slots = exemplars;
        if (slots == null) {
            slots = firstExemplars();
        }
        slots.set(index(Math.max(0, example.getValue())), example);
    }

    private synchronized AtomicReferenceArray<Exemplar> firstExemplars() {
        AtomicReferenceArray<Exemplar> slots = exemplars;
        if (slots == null) {
            slots = new AtomicReferenceArray<>(buckets.length);
            exemplars = slots;
        }
        return slots;
    }

    void recordNanos(long nanos) {
        record(nanos / 1e9);
    }

    long count() {
        long count = 0;
        for (LongAdder bucket : buckets) {
            count += bucket.sum();
        }
        return count;
    }

    void collect(List<Sample> into) {
        String name = metric.metricName();
        long cumulative = 0;
        for (int i = 0; i < buckets.length; i++) {
            cumulative += buckets[i].sum();
            into.add(new Sample(name + "_bucket", bucketLabels, bucketValues.get(i), cumulative, exemplar(i)));
        }
        into.add(new Sample(name + "_count", metric.labels(), labelValues, cumulative));
        into.add(new Sample(name + "_sum", metric.labels(), labelValues, sum.sum()));
    }

    private @Nullable Exemplar exemplar(int bucket) {
        AtomicReferenceArray<Exemplar> slots = exemplars;
        return slots == null ? null : slots.get(bucket);
    }

    private static List<String> append(List<String> list, String last) {
        List<String> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
