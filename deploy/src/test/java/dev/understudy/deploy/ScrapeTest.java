package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.deploy.Dashboard.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain: the demo runs, a real Prometheus scrapes it as shipped, and the dashboard has something to show. */
class ScrapeTest {
    /** Queries that rightly have no data on the demo, and why. */
    private static final Map<String, String> EMPTY = Map.of();

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void dashboard_onTheDemo_everyQueryHasData(@TempDir Path folder) throws Exception {
        Path program = Programs.require("prometheus");
        Dashboard dashboard = Dashboard.of(Deployment.FOLDER.resolve("grafana/dashboards/understudy.json"));
        try (DemoProcess demo = new DemoProcess(folder);
                PrometheusServer prometheus = new PrometheusServer(program, folder, demo.adminPort())) {
            Awaitility.await().atMost(PATIENCE).until(prometheus::ready);
            awaitData(dashboard, prometheus, demo);
            for (Query query : dashboard.queries()) {
                if (EMPTY.containsKey(query.where())) {
                    assertThat(prometheus.numbers(dashboard.substituted(query.expression())))
                            .as(query + " has data after all: take it off the list")
                            .isZero();
                }
            }
            assertThat(prometheus.numbers("up{job=\"understudy\"} == 1")).isEqualTo(1);
            assertThat(prometheus.numbers("understudy:divergence:mean5m")).isPositive();
            assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}").get("result"))
                    .isEmpty();
            assertThat(demo.stop()).as(demo.log()).isZero();
        }
    }

    private static void awaitData(Dashboard dashboard, PrometheusServer prometheus, DemoProcess demo) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> {
                        assertThat(demo.alive()).as(demo.log()).isTrue();
                        return missing(dashboard, prometheus).isEmpty();
                    });
        } catch (ConditionTimeoutException tooLong) {
            assertThat(missing(dashboard, prometheus))
                    .as(demo.log() + prometheus.log())
                    .isEmpty();
        }
    }

    private static List<Query> missing(Dashboard dashboard, PrometheusServer prometheus) {
        List<Query> missing = new ArrayList<>();
        for (Query query : dashboard.queries()) {
            if (!EMPTY.containsKey(query.where())
                    && prometheus.numbers(dashboard.substituted(query.expression())) == 0) {
                missing.add(query);
            }
        }
        return missing;
    }
}
