package dev.understudy.otlp;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Micrometer's meters of the process (memory, collector, threads, files, processor, buffers), by their own names and units, which are
 * what Micrometer's own OTLP registry sends.
 */
final class ProcessMetrics {
    private static final Map<String, String> UNITS =
            Map.of("bytes", "By", "seconds", "s", "milliseconds", "ms", "percent", "%");

    private final MetricsWriter into;
    private final Map<String, Metric.Builder> byName = new LinkedHashMap<>();

    private ProcessMetrics(MetricsWriter into) {
        this.into = into;
    }

    static void write(MeterRegistry registry, MetricsWriter into) {
        ProcessMetrics writer = new ProcessMetrics(into);
        registry.getMeters().forEach(writer::meter);
        writer.byName.values().forEach(into::add);
    }

    private void meter(Meter meter) {
        Meter.Id id = meter.getId();
        if (meter instanceof TimeGauge gauge) {
            gauge(id, "s", gauge.value(TimeUnit.SECONDS));
        } else if (meter instanceof Gauge gauge) {
            gauge(id, unit(id), gauge.value());
        } else if (meter instanceof Counter counter) {
            sum(id, counter.count());
        } else if (meter instanceof FunctionCounter counter) {
            sum(id, counter.count());
        } else if (meter instanceof Timer timer) {
            durations(id, timer);
        }
    }

    private static String unit(Meter.Id id) {
        String unit = id.getBaseUnit();
        return unit == null ? "" : UNITS.getOrDefault(unit, "{" + unit + "}");
    }

    private Metric.Builder metric(Meter.Id id, String unit) {
        return byName.computeIfAbsent(
                id.getName(),
                name -> Metric.newBuilder()
                        .setName(name)
                        .setUnit(unit)
                        .setDescription(id.getDescription() == null ? "" : id.getDescription()));
    }

    /** What the process cannot say of itself now is NaN, and is left out. */
    private void gauge(Meter.Id id, String unit, double value) {
        if (!Double.isNaN(value)) {
            metric(id, unit).getGaugeBuilder().addDataPoints(number(id, value));
        }
    }

    private void sum(Meter.Id id, double value) {
        Sum.Builder sum = metric(id, unit(id)).getSumBuilder();
        sum.setIsMonotonic(true)
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(number(id, value));
    }

    /** Of which nobody keeps more than how many there were and how long they took together. */
    private void durations(Meter.Id id, Timer timer) {
        Histogram.Builder histogram = metric(id, "s").getHistogramBuilder();
        histogram
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(HistogramDataPoint.newBuilder()
                        .addAllAttributes(attributes(id))
                        .setStartTimeUnixNano(into.startedEpochNanos())
                        .setTimeUnixNano(into.epochNanos())
                        .setCount(timer.count())
                        .setSum(timer.totalTime(TimeUnit.SECONDS)));
    }

    private NumberDataPoint number(Meter.Id id, double value) {
        return NumberDataPoint.newBuilder()
                .addAllAttributes(attributes(id))
                .setStartTimeUnixNano(into.startedEpochNanos())
                .setTimeUnixNano(into.epochNanos())
                .setAsDouble(value)
                .build();
    }

    private static List<KeyValue> attributes(Meter.Id id) {
        Attributes attributes = new Attributes();
        id.getTags().forEach(tag -> attributes.put(tag.getKey(), tag.getValue()));
        return attributes.list();
    }
}
