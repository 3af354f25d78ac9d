package dev.understudy.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.deploy.Dashboard.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain: the demo runs, a real Prometheus scrapes it as shipped, and the dashboard has something to show. */
class ScrapeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void dashboard_onTheDemo_everyQueryHasData(@TempDir Path folder) throws Exception {
        Path program = Programs.require("prometheus");
        Dashboard dashboard = Dashboard.of(Deployment.FOLDER.resolve("grafana/dashboards/understudy.json"));
        try (DemoProcess demo = new DemoProcess(folder);
                PrometheusServer prometheus = new PrometheusServer(program, folder, demo.adminPort())) {
            await(demo, prometheus).until(() -> prometheus.ready() && prometheus.numbers("up == 1") == 1);
            // The dashboard marks where a configuration was applied, so there has to be one.
            demo.reload();
            awaitData(dashboard, prometheus, demo);

            assertThat(prometheus.numbers("understudy:divergence:mean5m")).isPositive();
            assertThat(prometheus.numbers("understudy:shadow_coverage:ratio5m")).isPositive();
            assertThat(prometheus.query("ALERTS{alertstate=\"firing\"}").get("result"))
                    .isEmpty();
            assertThat(demo.stop()).as(demo.log()).isZero();
        }
    }

    /** Until every query has had data once: what happens once only shows for a moment. */
    private static void awaitData(Dashboard dashboard, PrometheusServer prometheus, DemoProcess demo) {
        List<Query> missing = new ArrayList<>(dashboard.queries());
        await(demo, prometheus).untilAsserted(() -> {
            missing.removeIf(query -> prometheus.numbers(dashboard.substituted(query.expression())) > 0);
            assertThat(missing).isEmpty();
        });
    }

    private static ConditionFactory await(DemoProcess demo, PrometheusServer prometheus) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .failFast(() -> assertThat(demo.alive())
                        .as(demo.log() + prometheus.log())
                        .isTrue());
    }
}
