package dev.understudy.otlp;

import static dev.understudy.otlp.OtlpReceiver.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Usage;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GenAiMetersTest {
    private static final String DURATION = "gen_ai.client.operation.duration";
    private static final String TOKENS = "gen_ai.client.token.usage";

    private final GenAiMeters meters = new GenAiMeters();

    private List<HistogramDataPoint> points(String name) {
        MetricsWriter writer = new MetricsWriter(1, 2);
        meters.write(writer);
        return writer.metrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .map(Metric::getHistogram)
                .flatMap(histogram -> histogram.getDataPointsList().stream())
                .toList();
    }

    @Test
    void arm_measurement_isInItsBucket() {
        meters.arm(Calls.answered("m", "m-1", null));
        HistogramDataPoint point = points(DURATION).get(0);
        assertThat(point.getCount()).isEqualTo(1);
        assertThat(point.getSum()).isEqualTo(0.25);
        assertThat(point.getBucketCountsList()).hasSize(15);
        assertThat(point.getBucketCounts(point.getExplicitBoundsList().indexOf(0.32)))
                .isEqualTo(1);
        assertThat(points("gen_ai.client.operation.time_to_first_chunk").get(0).getSum())
                .isEqualTo(0.1);
    }

    @Test
    void arm_usage_countsBilledTokensAndNoEstimates() {
        meters.arm(Calls.answered("m", "m-1", new Usage(100L, null, 20L, null, false).withBilled(80L, null)));
        meters.arm(Calls.answered("m", "m-1", new Usage(1000L, null, 200L, null, true)));
        meters.arm(Calls.answered("m", "m-1", new Usage(-5L, null, null, null, false)));
        assertThat(points(TOKENS))
                .hasSize(2)
                .allSatisfy(point -> assertThat(point.getCount()).isEqualTo(1));
        assertThat(points(TOKENS)).anySatisfy(point -> {
            assertThat(attributes(point.getAttributesList())).containsEntry("gen_ai.token.type", "input");
            assertThat(point.getSum()).isEqualTo(80);
        });
    }

    @Test
    void arm_modelsWithoutEnd_areCountedAsOthers() {
        for (int i = 0; i < GenAiMeters.MOST_MODELS * 2; i++) {
            meters.arm(Calls.answered("model-" + i, null, null));
        }
        assertThat(points(DURATION)).hasSize(GenAiMeters.MOST_MODELS + 1).anySatisfy(point -> {
            assertThat(attributes(point.getAttributesList())).containsEntry("gen_ai.request.model", "_OTHER");
            assertThat(point.getCount()).isEqualTo(GenAiMeters.MOST_MODELS);
        });
    }

    @Test
    void arm_seriesWithoutEnd_areCountedTogether() {
        for (int i = 0; i < 150; i++) {
            for (int j = 0; j < 50; j++) {
                meters.arm(Calls.answered("asked-" + i, "answered-" + j, null));
            }
        }
        List<HistogramDataPoint> all = points(DURATION);
        assertThat(all.size()
                        + points("gen_ai.client.operation.time_to_first_chunk").size())
                .isBetween(GenAiMeters.MOST_SERIES, GenAiMeters.MOST_SERIES + 2);
        assertThat(all.stream().mapToLong(HistogramDataPoint::getCount).sum()).isEqualTo(7500);
        assertThat(all)
                .anySatisfy(point ->
                        assertThat(attributes(point.getAttributesList())).containsOnlyKeys("otel.metric.overflow"));
    }
}
