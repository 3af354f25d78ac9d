package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.config.ProxyConfig;
import dev.understudy.exchange.Exchange;
import dev.understudy.publish.ShadowSummary.ComparatorSummary;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShadowStatisticsTest {
    private static final Exchange EXCHANGE = Fixtures.exchange("refunds");

    private final ShadowStatistics statistics =
            new ShadowStatistics(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));

    private void add(Pair pair, Comparison comparison) {
        statistics.compared(EXCHANGE, List.of(ComparisonEntry.of(1, EXCHANGE, new Compared("text", pair, comparison))));
    }

    private static Comparison unlike(double divergence, double live, double other) {
        return new Comparison.Mismatch(divergence, Map.of("words", live), Map.of("words", other), "");
    }

    @Test
    void summary_ofBothPairs_hasMeansAndTheirRatio() {
        statistics.configure(Fixtures.config(List.of("openai"), "refunds"));
        add(Pair.CANDIDATE, unlike(0.6, 10, 20));
        add(Pair.CANDIDATE, new Comparison.Match(0.2, Map.of("words", 30.0), Map.of("words", 40.0), ""));
        add(Pair.CANDIDATE, Comparison.notComparable("no"));
        add(Pair.CONTROL, unlike(0.1, 1, Double.NaN));

        ShadowSummary summary = statistics.summary("refunds").orElseThrow();
        ComparatorSummary text = summary.comparators().get(0);

        assertThat(summary.since()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(summary.exchanges()).isEqualTo(4);
        assertThat(text.candidate().matches()).isEqualTo(1);
        assertThat(text.candidate().mismatches()).isEqualTo(1);
        assertThat(text.candidate().notComparable()).isEqualTo(1);
        assertThat(text.candidate().comparable()).isEqualTo(2);
        assertThat(text.candidate().meanDivergence()).isEqualTo(0.4, within(1e-9));
        assertThat(text.candidate().live()).containsEntry("words", 20.0);
        assertThat(text.candidate().other()).containsEntry("words", 30.0);
        assertThat(text.control().other()).isEmpty();
        assertThat(text.timesNoise()).isEqualTo(4.0, within(1e-9));
    }

    @Test
    void summary_withoutControlOrWithoutNoise_hasNoRatio() {
        statistics.configure(Fixtures.config(List.of("openai"), "refunds"));
        add(Pair.CANDIDATE, unlike(0.6, 1, 1));
        assertThat(ratio()).isNull();
        add(Pair.CONTROL, new Comparison.Match(0, Map.of(), Map.of(), ""));
        assertThat(ratio()).isNull();
    }

    private Double ratio() {
        return statistics.summary("refunds").orElseThrow().comparators().get(0).timesNoise();
    }

    @Test
    void configure_switchedOff_keepsTheTotals_changedCandidate_beginsAnew() {
        ProxyConfig config = Fixtures.config(List.of("openai"), "refunds");
        statistics.configure(config);
        add(Pair.CANDIDATE, unlike(0.6, 1, 1));
        statistics.configure(config.withShadows(List.of(config.shadows().get(0).withEnabled(false))));
        assertThat(statistics.summary("refunds").orElseThrow().exchanges()).isEqualTo(1);

        statistics.configure(config.withShadows(List.of(Fixtures.shadow("refunds", "openai", "another-model"))));
        assertThat(statistics.summary("refunds").orElseThrow().exchanges()).isZero();
    }

    @Test
    void compared_manyQualities_keepsABoundedNumber() {
        statistics.configure(Fixtures.config(List.of("openai"), "refunds"));
        for (int i = 0; i < 1000; i++) {
            add(Pair.CANDIDATE, new Comparison.Match(0, Map.of("quality-" + i, 1.0), Map.of(), ""));
        }

        assertThat(statistics
                        .summary("refunds")
                        .orElseThrow()
                        .comparators()
                        .get(0)
                        .candidate()
                        .live())
                .hasSize(64);
    }
}
