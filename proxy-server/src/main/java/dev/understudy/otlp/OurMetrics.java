package dev.understudy.otlp;

import dev.understudy.publish.Metrics;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Metrics} shows to Prometheus, in OpenTelemetry's words: {@code understudy_arm_duration_seconds} is {@code
 * understudy.arm_duration} in {@code s}. Who has it written for Prometheus again gets the same names (OpenTelemetry's Prometheus
 * compatibility), so that dashboards and rules go on working.
 */
final class OurMetrics {
    private static final String OURS = "understudy_";
    private static final Map<String, String> UNITS = Map.of("_seconds", "s", "_bytes", "By");

    private final MetricsWriter into;

    private OurMetrics(MetricsWriter into) {
        this.into = into;
    }

    static void write(Metrics metrics, MetricsWriter into) {
        OurMetrics writer = new OurMetrics(into);
        metrics.families().forEach(writer::family);
    }

    private void family(MetricFamilySamples family) {
        if (family.samples.isEmpty()) {
            return;
        }
        Metric.Builder metric = named(family);
        switch (family.type) {
            case COUNTER ->
                metric.setSum(Sum.newBuilder()
                        .setIsMonotonic(true)
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addAllDataPoints(numbers(family)));
            case HISTOGRAM ->
                metric.setHistogram(Histogram.newBuilder()
                        .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                        .addAllDataPoints(histograms(family)));
            case GAUGE, GAUGE_HISTOGRAM, INFO, STATE_SET, SUMMARY, UNKNOWN ->
                metric.setGauge(Gauge.newBuilder().addAllDataPoints(numbers(family)));
        }
        into.add(metric);
    }

    private static Metric.Builder named(MetricFamilySamples family) {
        String name = family.name.startsWith(OURS) ? "understudy." + family.name.substring(OURS.length()) : family.name;
        String unit = name.contains("_usd") ? "{USD}" : "";
        for (Map.Entry<String, String> known : UNITS.entrySet()) {
            if (name.endsWith(known.getKey())) {
                name = name.substring(0, name.length() - known.getKey().length());
                unit = known.getValue();
            }
        }
        return Metric.newBuilder().setName(name).setUnit(unit).setDescription(family.help);
    }

    private List<NumberDataPoint> numbers(MetricFamilySamples family) {
        List<NumberDataPoint> points = new ArrayList<>();
        for (Sample sample : family.samples) {
            points.add(NumberDataPoint.newBuilder()
                    .addAllAttributes(attributes(sample.labelNames, sample.labelValues))
                    .setStartTimeUnixNano(into.startedEpochNanos())
                    .setTimeUnixNano(into.epochNanos())
                    .setAsDouble(sample.value)
                    .build());
        }
        return points;
    }

    /** One series of a histogram, put together from its samples. */
    private static final class Series {
        private final HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder();
        private long below;

        void bucket(String bound, double cumulative) {
            if (!bound.equals("+Inf")) {
                point.addExplicitBounds(Double.parseDouble(bound));
            }
            point.addBucketCounts((long) cumulative - below);
            below = (long) cumulative;
        }
    }

    private List<HistogramDataPoint> histograms(MetricFamilySamples family) {
        Map<List<String>, Series> all = new LinkedHashMap<>();
        List<String> names = List.of();
        for (Sample sample : family.samples) {
            boolean bucket = sample.name.endsWith("_bucket");
            int labels = sample.labelNames.size() - (bucket ? 1 : 0);
            names = sample.labelNames.subList(0, labels);
            Series series = all.computeIfAbsent(sample.labelValues.subList(0, labels), key -> new Series());
            if (bucket) {
                series.bucket(sample.labelValues.get(labels), sample.value);
            } else if (sample.name.endsWith("_sum")) {
                series.point.setSum(sample.value);
            }
        }
        List<HistogramDataPoint> points = new ArrayList<>();
        for (Map.Entry<List<String>, Series> one : all.entrySet()) {
            points.add(one.getValue()
                    .point
                    // Not the sample's: it was read a moment after the buckets, and has to be their sum.
                    .setCount(one.getValue().below)
                    .addAllAttributes(attributes(names, one.getKey()))
                    .setStartTimeUnixNano(into.startedEpochNanos())
                    .setTimeUnixNano(into.epochNanos())
                    .build());
        }
        return points;
    }

    private static List<KeyValue> attributes(List<String> names, List<String> values) {
        Attributes attributes = new Attributes();
        for (int i = 0; i < names.size(); i++) {
            attributes.put(names.get(i), values.get(i));
        }
        return attributes.list();
    }
}
