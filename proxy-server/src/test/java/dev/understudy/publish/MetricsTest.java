package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.request.Loss;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.config.ProxyConfig;
import dev.understudy.connect.EventLoops;
import dev.understudy.connect.Transport;
import dev.understudy.drift.DriftKind;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import dev.understudy.judging.JudgeResult;
import dev.understudy.mirror.BreakerState;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.verdict.BoundVerdict;
import dev.understudy.verdict.Coverage;
import dev.understudy.verdict.Decision;
import dev.understudy.verdict.Effect;
import dev.understudy.verdict.RuleVerdict;
import dev.understudy.verdict.Verdict;
import dev.understudy.verdict.rule.Estimand;
import dev.understudy.verdict.rule.MetricTable;
import dev.understudy.verdict.rule.Reference;
import dev.understudy.verdict.rule.Rule;
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
    private static final RuleVerdict RULE = new RuleVerdict(
            Rule.parse("text.distance <= noise + 0.05", MetricTable.ofBuild()),
            Decision.UNDECIDED,
            List.of(new BoundVerdict(
                    Rule.parse("text.distance <= noise + 0.05", MetricTable.ofBuild())
                            .bounds()
                            .get(0),
                    Decision.UNDECIDED,
                    0.25,
                    new Interval(-0.5, Double.POSITIVE_INFINITY),
                    0.5,
                    0.25)),
            10,
            7,
            30L,
            90L,
            Map.of(),
            "it is too early to say");

    private static final Verdict VERDICT = new Verdict(
            Decision.UNDECIDED,
            0.95,
            List.of(RULE),
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
        contract.putAll(Map.of(
                "understudy_shadow_enabled", List.of("shadow"),
                "understudy_shadow_in_flight", List.of("shadow"),
                "understudy_shadow_breaker_open", List.of("shadow"),
                "understudy_shadow_spent_usd", List.of("shadow"),
                "understudy_shadow_spend_limit_usd", List.of("shadow"),
                "understudy_arm_tool_calls_total", List.of("shadow", "arm", "tool"),
                "understudy_margin", List.of("shadow", "metric", "limit"),
                "understudy_verdict_rules", List.of("shadow", "verdict"),
                "understudy_verdict_conversations", List.of("shadow", "state")));
        contract.putAll(Map.of(
                "understudy_drift", List.of("shadow", "kind"),
                "understudy_upstream_connections", List.of("loops", "state"),
                "understudy_event_loop_delay_seconds", List.of("loops"),
                "understudy_capture_limit_bytes", List.of(),
                "understudy_config_last_reload_successful", List.of(),
                "understudy_drift_share", List.of("shadow", "kind")));
        Map<String, List<String>> additions = Map.of(
                "understudy_shadow_live_failures_total", List.of("shadow", "candidate"),
                "understudy_arm_cost_unknown_total", List.of("shadow", "arm"),
                "understudy_live_connections", List.of(),
                "understudy_translation_losses_total", List.of("shadow", "field", "kind"),
                "understudy_shadow_server_tools_removed_total", List.of("shadow"),
                "understudy_store_exchanges_total", List.of("result"),
                "understudy_stream_dropped_total", List.of());
        contract.putAll(additions);
        contract.put("understudy_record_exchanges_total", List.of("route", "outcome"));
        contract.put("understudy_record_bytes", List.of("route"));
        contract.put("understudy_otlp_spans_total", List.of("result"));
        contract.put("understudy_otlp_exports_total", List.of("signal", "result"));

        Map<String, List<String>> catalogue = Stream.of(Metric.values())
                .collect(Collectors.toMap(Metric::metricName, Metric::labels, (a, b) -> a, TreeMap::new));

        assertThat(catalogue).isEqualTo(contract);
    }

    @Test
    void scrape_afterOneOfEverything_showsEverySeriesOfTheCatalogue() {
        metrics.configure(withSpendLimits(Fixtures.config(List.of("openai"), "refunds")));
        metrics.completed("openai", 200, 5_000_000, 1_000_000, 80_000);
        fillShadow("refunds", List.of("text"));
        metrics.readings().shadows(() -> List.of(status("refunds", 3), status("gone", 1)));
        metrics.readings().drift(() -> Map.of("refunds", Map.of("prices", true), "gone", Map.of("prices", true)));
        metrics.captures(() -> 4096, () -> 8192);
        watchLoops();
        metrics.readings().verdicts(() -> Map.of("refunds", VERDICT, "gone", VERDICT));
        metrics.readings().driftShares(() -> Map.of("refunds", Map.of("tools", 0.25), "gone", Map.of("tools", 1.0)));
        metrics.toolsAsked(Fixtures.exchange("refunds"));
        metrics.translated("refunds", translation("sampling.seed"));
        metrics.judged("refunds", Pair.CANDIDATE, JudgeResult.WIN);
        metrics.judgeFailed("refunds", "timeout");
        metrics.judgeBilled("refunds", BigDecimal.ONE);
        metrics.recorded("openai", RecordOutcome.RECORDED);
        metrics.readings().recordBytes(() -> Map.of("openai", 12L));
        metrics.otlp().enable();

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
                .contains("understudy_shadow_breaker_open{shadow=\"refunds\",} 1.0")
                .contains("understudy_shadow_spent_usd{shadow=\"refunds\",} 1.5")
                .contains("understudy_shadow_spend_limit_usd{shadow=\"refunds\",} 25.0")
                .contains("understudy_drift{shadow=\"refunds\",kind=\"prices\",} 1.0")
                .contains("understudy_capture_bytes 4096.0")
                .contains("understudy_capture_limit_bytes 8192.0")
                .contains("understudy_config_last_reload_successful 1.0")
                .contains("understudy_upstream_connections{loops=\"live\",state=\"busy\",} 0.0")
                .contains("understudy_margin{shadow=\"refunds\",metric=\"text.distance\",limit=\"at_most\",} 0.05")
                .contains("understudy_verdict_rules{shadow=\"refunds\",verdict=\"undecided\",} 1.0")
                .contains("understudy_verdict_conversations{shadow=\"refunds\",state=\"counted\",} 7.0")
                .contains("understudy_verdict_conversations{shadow=\"refunds\",state=\"missing\",} 30.0")
                .contains("understudy_drift_share{shadow=\"refunds\",kind=\"tools\",} 0.25")
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
        metrics.configure(withSpendLimits(Fixtures.config(routes, shadows.toArray(String[]::new))));
        for (String route : routes) {
            for (int status : new int[] {200, 400, 429, 502}) {
                metrics.completed(route, status, 1_000_000, 500_000, 50_000);
            }
        }
        shadows.forEach(shadow -> fillShadow(shadow, comparators));
        metrics.readings()
                .shadows(() -> shadows.stream().map(shadow -> status(shadow, 1)).toList());
        metrics.readings()
                .verdicts(() -> shadows.stream().collect(Collectors.toMap(shadow -> shadow, shadow -> VERDICT)));
        Map<String, Boolean> drifted =
                Stream.of(DriftKind.values()).collect(Collectors.toMap(DriftKind::label, kind -> true));
        Map<String, Double> shares =
                Stream.of(DriftKind.values()).collect(Collectors.toMap(DriftKind::label, kind -> 0.5));
        metrics.readings().drift(() -> shadows.stream().collect(Collectors.toMap(shadow -> shadow, shadow -> drifted)));
        metrics.readings()
                .driftShares(() -> shadows.stream().collect(Collectors.toMap(shadow -> shadow, shadow -> shares)));
        for (String route : routes) {
            for (RecordOutcome outcome : RecordOutcome.values()) {
                metrics.recorded(route, outcome);
            }
        }
        metrics.readings().recordBytes(() -> routes.stream().collect(Collectors.toMap(route -> route, route -> 1L)));
        shadows.forEach(this::fillJudge);
        watchLoops();

        // What is left free is for the effects of more rules.
        assertThat(lines().stream().filter(line -> !line.startsWith("#")).count())
                .isBetween(3000L, 4900L);
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
        metrics.readings().shadows(() -> List.of(status("gone", 1)));
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
    void reloaded_refused_showsUntilOneIsApplied() {
        metrics.reloaded(false);
        assertThat(lines()).contains("understudy_config_last_reload_successful 0.0");

        metrics.reloaded(true);
        assertThat(lines()).contains("understudy_config_last_reload_successful 1.0");
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

    private void fillJudge(String shadow) {
        for (Pair pair : Pair.values()) {
            for (JudgeResult result : List.of(
                    JudgeResult.WIN, JudgeResult.TIE, JudgeResult.LOSS, JudgeResult.IDENTICAL, JudgeResult.ERROR)) {
                metrics.judged(shadow, pair, result);
            }
        }
        metrics.judgeFailed(shadow, "timeout");
        metrics.judgeBilled(shadow, BigDecimal.ONE);
        metrics.serverToolsRemoved(shadow, 1);
        metrics.translated(shadow, translation("sampling.seed"));
        metrics.toolsAsked(Fixtures.exchange(shadow));
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
        metrics.liveFailed(shadow, true);
    }

    private static ShadowStatus status(String shadow, int queued) {
        return new ShadowStatus(
                shadow, "openai", true, BreakerState.OPEN, 2, queued, new BigDecimal("1.5"), 0, 0, Map.of());
    }

    private static ProxyConfig withSpendLimits(ProxyConfig config) {
        return config.withShadows(
                config.shadows().stream().map(Fixtures::spending).toList());
    }

    private void watchLoops() {
        EventLoops loops = new EventLoops("test", Transport.NIO, 1);
        metrics.watch("live", loops.watch());
        metrics.watch("shadow", loops.watch());
        loops.close();
        metrics.askLoops();
    }

    private List<String> lines() {
        return new String(metrics.scrape(null).body(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
