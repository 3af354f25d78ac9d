package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.deploy.Dashboard.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole chain: the demo runs, a real Prometheus scrapes it as shipped, and dashboards and rules have something to show. */
@Timeout(360)
class ScrapeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:understudy[:_]|netty_|jvm_|process_|system_)[a-z0-9_:]+");

    @TempDir
    static Path folder;

    private static DemoProcess demo;
    private static PrometheusServer prometheus;

    @BeforeAll
    static void start() throws Exception {
        Path program = Programs.require("prometheus");
        demo = new DemoProcess(folder);
        prometheus = new PrometheusServer(program, folder, demo.adminPort());
        await().until(() -> prometheus.ready() && prometheus.numbers("up == 1") == 1);
        // The dashboards mark where a configuration was applied, so there has to be one.
        demo.reload();
    }

    @AfterAll
    static void stop() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
        if (demo != null) {
            try (DemoProcess ending = demo) {
                assertThat(ending.stop()).as(ending.log()).isZero();
            }
        }
    }

    @Test
    void dashboards_onTheDemo_everyQueryHasDataOrAReasonForNone() {
        List<Query> missing = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            for (Query query : dashboard.queries()) {
                missing.add(new Query(query.where(), dashboard.substituted(query.expression())));
            }
        }
        awaitData(missing);
    }

    @Test
    void rules_onTheDemo_everyRecordAndEveryMetricOfAnAlertHasData() {
        List<Query> missing = new ArrayList<>();
        for (Rules.Rule rule : Rules.all()) {
            // Whatever an alert says, it has to be an expression that Prometheus can evaluate here.
            prometheus.query(rule.expression());
            if (rule.alert().isEmpty()) {
                missing.add(new Query("record " + rule.record(), rule.record()));
            }
            Matcher metrics = METRIC.matcher(rule.expression());
            while (metrics.find()) {
                missing.add(new Query(rule.record() + rule.alert(), metrics.group()));
            }
        }
        awaitData(missing);
        assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}").get("result"))
                .isEmpty();
    }

    @Test
    void exemplar_ofAScrape_opensAnExchangeThatIsKept() throws Exception {
        Map<String, JsonNode> byMetric = new LinkedHashMap<>();
        for (String metric : List.of(
                "understudy_divergence_bucket",
                "understudy_arm_duration_seconds_bucket",
                "understudy_arm_time_to_first_token_seconds_bucket")) {
            await().until(() -> !prometheus.exemplars(metric).isEmpty());
            byMetric.put(metric, prometheus.exemplars(metric).get(0));
        }
        for (JsonNode series : byMetric.values()) {
            JsonNode exemplar =
                    series.get("exemplars").get(series.get("exemplars").size() - 1);
            String id = exemplar.at("/labels/exchange").asString();
            JsonNode example = demo.get("/api/v1/comparisons/" + id);

            assertThat(example.toString()).contains(id);
            assertThat(example.get("shadow").asString())
                    .isEqualTo(series.at("/seriesLabels/shadow").asString());
            assertThat(example.get("comparisons")).isNotEmpty();
        }
    }

    /** Until every query has had data once: what happens once only shows for a moment. */
    private static void awaitData(List<Query> missing) {
        JsonNode reasons = Deployment.resource("empty-on-the-demo.yaml");
        missing.removeIf(query -> {
            prometheus.query(query.expression());
            return reasons.propertyStream()
                    .anyMatch(reason -> query.expression().contains(reason.getKey()));
        });
        await().untilAsserted(() -> {
            missing.removeIf(query -> prometheus.numbers(query.expression()) > 0);
            assertThat(missing).isEmpty();
        });
    }

    private static ConditionFactory await() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .failFast(() -> assertThat(demo.alive())
                        .as(demo.log() + prometheus.log())
                        .isTrue());
    }
}
