package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.publish.History.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HistoryTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final History history = new History(Duration.ofSeconds(5));

    @Test
    void add_forDays_staysBoundedAndReachesBackToTheBeginning() {
        Instant now = START;
        for (int i = 0; i < 20_000; i++) {
            if (history.due(now)) {
                history.add(now, START, "undecided", Map.of("sum text candidate", (double) i));
            }
            now = now.plusSeconds(5);
        }
        View view = history.view();
        assertThat(view.at().size()).isBetween(History.MOST_POINTS / 2, History.MOST_POINTS);
        assertThat(view.at().get(0)).isEqualTo(START);
        assertThat(view.interval()).isEqualTo(Duration.ofSeconds(320));
        assertThat(view.series().get("sum text candidate")).isSorted().hasSameSizeAs(view.at());
    }

    @Test
    void add_withAnotherBeginning_beginsAnew() {
        history.add(START, START, "pass", Map.of("a", 1.0));
        history.add(START.plusSeconds(5), START.plusSeconds(4), "undecided", Map.of("b", 2.0));
        assertThat(history.view().at()).hasSize(1);
        assertThat(history.view().series()).containsOnlyKeys("b");
    }

    @Test
    void json_ofCumulativeSums_hasTheMeanOfEachStep() {
        history.add(START, START, "undecided", Map.of("eligible", 1.0));
        history.add(
                START.plusSeconds(5),
                START,
                "undecided",
                Map.of("sum text candidate", 3.0, "count text candidate", 10.0, "estimate q", 0.25, "lower q", -0.5));
        history.add(
                START.plusSeconds(10),
                START,
                "fail",
                Map.of("sum text candidate", 7.0, "count text candidate", 20.0, "upper q", Double.POSITIVE_INFINITY));

        JsonNode json = HistoryJson.of("s", history.view());
        assertThat(json.at("/divergence/0/mean")).hasToString("[null,0.3,0.4]");
        assertThat(json.at("/divergence/0/count")).hasToString("[0,10,10]");
        assertThat(json.at("/divergence/0/comparator").asString()).isEqualTo("text");
        assertThat(json.at("/divergence/0/pair").asString()).isEqualTo("candidate");
        assertThat(json.at("/effects/0"))
                .hasToString(
                        "{\"quantity\":\"q\",\"estimate\":[null,0.25,null],\"lower\":[null,-0.5,null],\"upper\":[null,null,null]}");
        assertThat(json.get("verdict")).hasToString("[\"undecided\",\"undecided\",\"fail\"]");
    }

    @Test
    void buckets_edges_belongToTheLowerOne() {
        assertThat(DivergenceBuckets.index(0)).isZero();
        assertThat(DivergenceBuckets.index(1e-6)).isEqualTo(1);
        assertThat(DivergenceBuckets.index(0.05)).isEqualTo(1);
        assertThat(DivergenceBuckets.index(0.15)).isEqualTo(3);
        assertThat(DivergenceBuckets.index(1)).isEqualTo(20);
        assertThat(DivergenceBuckets.UPPER_BOUNDS)
                .hasSize(21)
                .startsWith(0.0, 0.05)
                .endsWith(1.0);
    }
}
