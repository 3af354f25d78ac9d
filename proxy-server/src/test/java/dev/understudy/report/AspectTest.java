package dev.understudy.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.verdict.rule.MetricTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AspectTest {
    @ParameterizedTest
    @CsvSource({
        "error.rate, QUALITY",
        "refusal.rate, QUALITY",
        "schema.valid, QUALITY",
        "assertions.all_passed, QUALITY",
        "text.added, ADDED",
        "semantic.missing, MISSING",
        "facts.distance, DISTANCE",
        "exact.mismatch.rate, DISTANCE",
        "length.words.mean, LENGTH",
        "length.distance, LENGTH",
        "facts.numbers.mean, LENGTH",
        "json.leaves.mean, LENGTH",
        "tokens.output.mean, RESOURCES",
        "cost.mean, RESOURCES",
        "latency.total.p95, RESOURCES"
    })
    void of_metric_isTheRespectItIsAbout(String metric, Aspect aspect) {
        assertThat(Aspect.of(MetricTable.ofBuild().resolve(metric))).isEqualTo(aspect);
    }
}
