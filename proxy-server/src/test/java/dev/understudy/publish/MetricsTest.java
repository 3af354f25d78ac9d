package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.request.Loss;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import dev.understudy.judging.JudgeResult;
import dev.understudy.verdict.Coverage;
import dev.understudy.verdict.Decision;
import dev.understudy.verdict.Effect;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.sequence.Interval;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Verdict VERDICT = new Verdict(
            Decision.UNDECIDED,
            0.95,
            List.of(),
            List.of(new Effect(
                    new Estimand(MetricTable.ofBuild().resolve("text.distance"), Reference.NOISE, 1),
                    0.25,
                    new Interval(-0.5, Double.POSITIVE_INFINITY),
                    0.5,
                    0.25,
                    10,
                    10)),
            10,
            0,
            0,
            Coverage.unknown());

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void catalogue_namesAndLabels_equalTheContract() {
        Map<String, List<String>> contract = new TreeMap<>(Map.ofEntries(
                Map.entry("understudy_live_request_duration_seconds", List.of("route", "status")),
                Map.entry("understudy_live_time_to_first_byte_seconds", List.of("route")),
                Map.entry("understudy_proxy_overhead_seconds", List.of("route")),
                Map.entry("understudy_shadow_exchanges_total", List.of("shadow", "outcome")),
                Map.entry("understudy_shadow_queue_depth", List.of("shadow")),
                Map.entry("understudy_capture_bytes", List.of()),
                Map.entry("understudy_arm_duration_seconds", List.of("shadow", "arm")),
                Map.entry("understudy_arm_time_to_first_token_seconds", List.of("shadow", "arm")),
                Map.entry("understudy_arm_tokens_total", List.of("shadow", "arm", "type")),
                Map.entry("understudy_arm_cost_usd_total", List.of("shadow", "arm")),
                Map.entry("understudy_arm_errors_total", List.of("shadow", "arm", "reason")),
                Map.entry("understudy_comparisons_total", List.of("shadow", "comparator", "pair", "result")),
                Map.entry("understudy_divergence", List.of("shadow", "comparator", "pair")),
                Map.entry("understudy_effect", List.of("shadow", "metric", "bound")),
                Map.entry("understudy_verdict", List.of("shadow", "verdict")),
                Map.entry("understudy_config_reloads_total", List.of("result"))));
        Map<String, List<String>> judged = Map.of(
                "understudy_judgements_total", List.of("shadow", "pair", "result"),
                "understudy_judge_errors_total", List.of("shadow", "reason"),
                "understudy_judge_cost_usd_total", List.of("shadow"));
        contract.putAll(judged);
        Map<String, List<String>> additions = Map.of(
                "understudy_shadow_live_failures_total", List.of("shadow", "candidate"),
                "understudy_arm_cost_unknown_total", List.of("shadow", "arm"),
                "understudy_live_connections", List.of(),
                "understudy_translation_losses_total", List.of("shadow", "field", "kind"),
                "understudy_shadow_server_tools_removed_total", List.of("shadow"),
                "understudy_store_exchanges_total", List.of("result"),
                "understudy_stream_dropped_total", List.of());
        contract.putAll(additions);

        Map<String, List<String>> catalogue = Stream.of(Metric.values())
                .collect(Collectors.toMap(Metric::metricName, Metric::labels, (a, b) -> a, TreeMap::new));

        assertThat(catalogue).isEqualTo(contract);
    }

    @Test
    void scrape_afterOneOfEverything_showsEverySeriesOfTheCatalogue() {
        metrics.configure(Fixtures.config(List.of("openai"), "refunds"));
        metrics.completed("openai", 200, 5_000_000, 1_000_000, 80_000);
        fillShadow("refunds", List.of("text"));
        metrics.queueDepths(() -> Map.of("refunds", 3));
        metrics.captureBytes(() -> 4096);
        metrics.verdicts(() -> Map.of("refunds", VERDICT, "gone", VERDICT));
        metrics.translated("refunds", translation("sampling.seed"));
        metrics.judged("refunds", Pair.CANDIDATE, JudgeResult.WIN);
        metrics.judgeFailed("refunds", "timeout");
        metrics.judgeBilled("refunds", BigDecimal.ONE);

        List<String> lines = lines();

        for (Metric metric : Metric.values()) {
            for (String series : metric.seriesNames()) {
                assertThat(lines)
                        .as(series)
                        .anyMatch(line -> line.startsWith(series + "{") || line.startsWith(series + " "));
            }
        }
        assertThat(lines)
                .contains(
                        "understudy_live_request_duration_seconds_bucket{route=\"openai\",status=\"200\",le=\"0.005\",} 1.0")
                .contains("understudy_shadow_exchanges_total{shadow=\"refunds\",outcome=\"compared\",} 1.0")
                .contains(
                        "understudy_arm_tokens_total{shadow=\"refunds\",arm=\"candidate\",type=\"cached_input\",} 40.0")
                .contains("understudy_divergence_sum{shadow=\"refunds\",comparator=\"text\",pair=\"control\",} 0.25")
                .contains("understudy_shadow_queue_depth{shadow=\"refunds\",} 3.0")
                .contains("understudy_capture_bytes 4096.0")
                .contains("understudy_verdict{shadow=\"refunds\",verdict=\"undecided\",} 1.0")
                .contains("understudy_verdict{shadow=\"refunds\",verdict=\"pass\",} 0.0")
                .contains("understudy_effect{shadow=\"refunds\",metric=\"text.distance\",bound=\"estimate\",} 0.25")
                .noneMatch(line -> line.startsWith("understudy_effect") && line.contains("Inf"))
                .noneMatch(line -> line.contains("shadow=\"gone\""))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("process_files_open_files"))
                .noneMatch(line -> line.contains("_created"));
    }

    @Test
    void translated_anyNumberOfFields_makesABoundedNumberOfSeries() {
        metrics.configure(Fixtures.config(List.of("openai"), "refunds"));
        for (int i = 0; i < 100; i++) {
            metrics.translated("refunds", translation("turns[" + i + "].parts[0].field" + i));
        }
        List<String> series = lines().stream()
                .filter(line -> line.startsWith("understudy_translation_losses_total{"))
                .toList();
        assertThat(series)
                .hasSize(TranslationMeters.FIELDS + 1)
                .anyMatch(line ->
                        line.contains("\"(other)\"") && line.endsWith(" " + (100.0 - TranslationMeters.FIELDS)));
        assertThat(series).anyMatch(line -> line.contains("field=\"turns.parts.field3\""));
    }

    private static Translation translation(String field) {
        return new Translation(
                "openai-chat", "gemini", List.of(new Loss(field, Loss.Kind.DROPPED, "no counterpart")), true);
    }

    @Test
    void scrape_tenShadowsTenComparators_staysUnderFiveThousandSeries() {
        List<String> shadows =
                IntStream.range(0, 10).mapToObj(i -> "shadow-" + i).toList();
        List<String> comparators =
                IntStream.range(0, 10).mapToObj(i -> "comparator-" + i).toList();
        List<String> routes = List.of("openai", "anthropic", "gemini");
        metrics.configure(Fixtures.config(routes, shadows.toArray(String[]::new)));
        for (String route : routes) {
            for (int status : new int[] {200, 400, 429, 502}) {
                metrics.completed(route, status, 1_000_000, 500_000, 50_000);
            }
        }
        shadows.forEach(shadow -> fillShadow(shadow, comparators));

        // The 400 that are left free are for the effects and verdicts that join them.
        assertThat(lines().stream().filter(line -> !line.startsWith("#")).count())
                .isBetween(3000L, 4600L);
    }

    @Test
    void completed_anyStatus_foldsIntoAClosedSet() {
        metrics.configure(Fixtures.config(List.of("openai")));
        for (int status = -1000; status < 2000; status++) {
            metrics.completed("openai", status, 1, 1, 1);
        }

        List<String> counts = lines().stream()
                .filter(line -> line.startsWith("understudy_live_request_duration_seconds_count"))
                .toList();

        assertThat(counts).hasSize(StatusLabels.count());
        assertThat(counts)
                .contains("understudy_live_request_duration_seconds_count{route=\"openai\",status=\"4xx\",} 87.0")
                .contains("understudy_live_request_duration_seconds_count{route=\"openai\",status=\"0\",} 1.0")
                .contains("understudy_live_request_duration_seconds_count{route=\"openai\",status=\"other\",} 2499.0");
    }

    @Test
    void completed_warm_allocatesNothing() {
        metrics.configure(Fixtures.config(List.of("openai")));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 50_000; i++) {
            metrics.completed("openai", 200, i, i, i);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            metrics.completed("openai", 200, i, i, i);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    @Test
    void completed_withoutResponse_hasNoTimeToFirstByte() {
        metrics.configure(Fixtures.config(List.of("openai")));
        metrics.completed("openai", 502, 1_000_000, -1, -5);

        assertThat(lines())
                .contains("understudy_live_time_to_first_byte_seconds_count{route=\"openai\",} 0.0")
                .contains("understudy_proxy_overhead_seconds_sum{route=\"openai\",} 0.0")
                .contains("understudy_live_request_duration_seconds_count{route=\"openai\",status=\"502\",} 1.0");
    }

    @Test
    void configure_shadowAndRouteRemoved_theirSeriesDisappearAndLateEventsCountUnderOther() {
        metrics.configure(Fixtures.config(List.of("openai", "old"), "refunds", "gone"));
        metrics.completed("old", 200, 1, 1, 1);
        metrics.ended("gone", Outcome.COMPARED);
        metrics.ended("refunds", Outcome.COMPARED);
        metrics.queueDepths(() -> Map.of("gone", 1));
        metrics.configure(Fixtures.config(List.of("openai"), "refunds"));
        metrics.completed("old", 200, 1, 1, 1);
        metrics.ended("gone", Outcome.DISABLED);

        assertThat(lines())
                .noneMatch(line -> line.contains("\"old\"") || line.contains("\"gone\""))
                .contains("understudy_shadow_exchanges_total{shadow=\"refunds\",outcome=\"compared\",} 1.0")
                .contains("understudy_shadow_exchanges_total{shadow=\"(other)\",outcome=\"disabled\",} 1.0")
                .contains("understudy_live_request_duration_seconds_count{route=\"(other)\",status=\"200\",} 1.0");
    }

    @Test
    void answered_failureWithUnknownCost_countsAnErrorAndNoDuration() {
        metrics.configure(Fixtures.config(List.of("openai"), "refunds"));
        metrics.answered("refunds", Fixtures.failed(Arm.CANDIDATE, 429, ErrorKind.RATE_LIMITED), null);

        assertThat(lines())
                .contains(
                        "understudy_arm_errors_total{shadow=\"refunds\",arm=\"candidate\",reason=\"rate_limited\",} 1.0")
                .contains("understudy_arm_duration_seconds_count{shadow=\"refunds\",arm=\"candidate\",} 0.0")
                .contains("understudy_arm_cost_unknown_total{shadow=\"refunds\",arm=\"candidate\",} 1.0")
                .noneMatch(line -> line.startsWith("understudy_arm_cost_usd_total{"));
    }

    @Test
    void scrape_openMetricsAccepted_endsWithEof() {
        Scrape scrape = metrics.scrape("application/openmetrics-text; version=1.0.0; charset=utf-8");

        assertThat(scrape.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(scrape.body(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
    }

    @Test
    void eventLoops_bound_showTasksThatWait() {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try {
            metrics.eventLoops(loops);

            assertThat(lines())
                    .filteredOn(line -> line.startsWith("netty_eventexecutor_tasks_pending"))
                    .hasSize(2);
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void record_notANumber_isNotCounted() {
        Distribution distribution = new Distribution(Metric.DIVERGENCE, "s", "c", "candidate");
        distribution.record(Double.NaN);
        distribution.record(1e300);

        assertThat(distribution.count()).isEqualTo(1);
    }

    private void fillShadow(String shadow, List<String> comparators) {
        for (Outcome outcome : Outcome.values()) {
            metrics.ended(shadow, outcome);
        }
        for (Arm arm : Arm.values()) {
            metrics.answered(shadow, Fixtures.answer(arm, "Yes."), new BigDecimal("0.0025"));
            metrics.answered(shadow, Fixtures.failed(arm, 500, ErrorKind.OVERLOADED), null);
        }
        for (String comparator : comparators) {
            for (Pair pair : Pair.values()) {
                metrics.compared(
                        shadow, comparator, pair, new Comparison.Mismatch(0.25, Map.of(), Map.of(), "differs"));
            }
        }
        metrics.queueDepths(() -> Map.of(shadow, 1));
        metrics.liveFailed(shadow, true);
    }

    private List<String> lines() {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
