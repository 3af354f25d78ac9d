package dev.understudy.publish;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gathers the samples of one scrape, by metric. Every metric of the catalogue appears, with or without series. */
final class Samples {
    private final Map<Metric, List<Sample>> byMetric = new EnumMap<>(Metric.class);

    Samples() {
        for (Metric metric : Metric.values()) {
            byMetric.put(metric, new ArrayList<>());
        }
    }

    void add(Metric metric, double value, String... labelValues) {
        of(metric).add(new Sample(metric.metricName(), metric.labels(), List.of(labelValues), value));
    }

    /** Counts, exact up to 2^53. */
    void add(Metric metric, long value, String... labelValues) {
        add(metric, (double) value, labelValues);
    }

    void add(Metric metric, Distribution distribution) {
        distribution.collect(of(metric));
    }

    List<MetricFamilySamples> families() {
        List<MetricFamilySamples> families = new ArrayList<>(byMetric.size());
        byMetric.forEach((metric, samples) ->
                families.add(new MetricFamilySamples(metric.metricName(), metric.type(), metric.help(), samples)));
        return families;
    }

    private List<Sample> of(Metric metric) {
        return byMetric.computeIfAbsent(metric, any -> new ArrayList<>());
    }
}
