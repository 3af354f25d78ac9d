package dev.understudy.assembly;

import static dev.understudy.otlp.OtlpReceiver.attributes;
import static dev.understudy.otlp.OtlpReceiver.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.exchange.TraceContext;
import dev.understudy.otlp.OtlpReceiver;
import dev.understudy.sandbox.simulator.SeenRequest;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole process and a collector: what reaches it, what does not, and that live does not care. */
final class OtlpEndToEndTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CLIENT_SPAN = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + CLIENT_SPAN + "-01";
    private static final String BODY = """
            {"model": "sim-large", "stream": %s, "messages": [{"role": "user", "content": "I want a refund."}]}""";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private OtlpReceiver collector;
    private Simulator live;
    private Simulator candidate;
    private Server server;

    @BeforeEach
    void begin() throws IOException {
        collector = new OtlpReceiver();
        live = Simulator.start(0, SimulatorConfig.INSTANT);
        candidate = Simulator.start(0, SimulatorConfig.INSTANT);
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
        live.close();
        candidate.close();
        collector.close();
    }

    private Path write(String otlp, String model) throws IOException {
        return Files.writeString(
                folder.resolve("understudy.yaml"), """
                listen: 127.0.0.1:0
                admin: 127.0.0.1:0
                prices: { sim-small: { input: 1, output: 2 }, sim-judge: { input: 1, output: 2 } }
                routes:
                  - { name: plain, match: { path: /plain/** }, upstream: { url: "%1$s" } }
                  - { name: live, upstream: { url: "%1$s" } }
                shadows:
                  - name: s
                    route: live
                    candidate: { upstream: { url: "%2$s" }, model: %3$s }
                    control: { percent: 100 }
                    compare: [ status, exact ]
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1, drain: 10s }
                %4$s
                """.formatted(live.url(), candidate.url(), model, otlp));
    }

    private void start(String otlp) throws IOException {
        start(otlp, "sim-small");
    }

    private void start(String otlp, String model) throws IOException {
        ConfigFile file = new ConfigFile(write(otlp, model), new BuildCapabilities());
        server = Server.start(file, (Loaded) file.load());
    }

    private String otlp() {
        return "otlp: { endpoint: \"" + collector.url() + "\", metrics_interval: 1s }";
    }

    private HttpResponse<String> ask(String path, boolean stream, String... headers) throws Exception {
        return send(path, BODY.formatted(stream), headers);
    }

    private HttpResponse<String> send(String path, String body, String... headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private List<Span> spans(int count) {
        await().atMost(PATIENCE).until(() -> collector.spans().size() >= count);
        assertThat(collector.spans()).hasSize(count);
        return collector.spans();
    }

    private static Span of(List<Span> spans, String arm) {
        return spans.stream()
                .filter(span -> arm.equals(attributes(span).get("understudy.arm")))
                .findFirst()
                .orElseThrow();
    }

    private String scrape() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + "/metrics");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void awaitScrape(Predicate<String> condition) {
        await().atMost(PATIENCE).until(() -> condition.test(scrape()));
    }

    private static String sentParent(List<SeenRequest> requests, boolean shadow) {
        return requests.stream()
                .filter(request -> request.headers().contains("x-understudy-shadow") == shadow)
                .findFirst()
                .orElseThrow()
                .headers()
                .get(TraceContext.HEADER);
    }

    @Test
    void spans_inAClientsTrace_areItsChildrenWithTheIdsThatTheArmsWereGiven() throws Exception {
        start(otlp());
        HttpResponse<String> answer =
                ask("/v1/chat/completions", true, "traceparent", PARENT, "tracestate", "vendor=1, other=2");
        assertThat(answer.statusCode()).isEqualTo(200);

        List<Span> spans = spans(3);
        assertThat(spans).allSatisfy(span -> {
            assertThat(hex(span.getTraceId())).isEqualTo(TRACE);
            assertThat(hex(span.getParentSpanId())).isEqualTo(CLIENT_SPAN);
            assertThat(span.getTraceState()).isEqualTo("vendor=1,other=2");
            assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
            assertThat(span.getStatus()).isEqualTo(Status.getDefaultInstance());
            assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
            assertThat(span.getFlags()).isEqualTo(0x301);
        });
        assertThat(sentParent(live.requests(), false)).isEqualTo(PARENT);
        assertThat("00-" + TRACE + "-" + hex(of(spans, "candidate").getSpanId()) + "-01")
                .isEqualTo(sentParent(candidate.requests(), true));
        assertThat("00-" + TRACE + "-" + hex(of(spans, "control").getSpanId()) + "-01")
                .isEqualTo(sentParent(live.requests(), true));
        assertThat(spans).extracting(span -> hex(span.getSpanId())).doesNotHaveDuplicates();
    }

    @Test
    void spans_ofAnExchange_sayWhatTheConventionsWantToKnow() throws Exception {
        start(otlp());
        ask("/v1/chat/completions", true, "traceparent", PARENT, "x-request-id", "req-7");

        List<Span> spans = spans(3);
        Span arm = of(spans, "candidate");
        assertThat(arm.getName()).isEqualTo("chat sim-small");
        assertThat(attributes(arm))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.request.model", "sim-small")
                .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
                .containsEntry("gen_ai.request.stream", true)
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) candidate.port())
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("understudy.shadow", "s")
                .containsEntry("understudy.route", "live")
                .containsEntry("understudy.outcome", "compared")
                .containsEntry("understudy.request_id", "req-7")
                .containsKeys(
                        "gen_ai.response.model",
                        "gen_ai.usage.input_tokens",
                        "gen_ai.usage.output_tokens",
                        "gen_ai.response.time_to_first_chunk",
                        "understudy.cost_usd",
                        "understudy.exchange")
                .doesNotContainKey("error.type");
        assertThat(arm.getEventsList())
                .extracting(Span.Event::getName)
                .containsExactly("understudy.first_byte", "understudy.first_token");
        Span asked = of(spans, "live");
        assertThat(asked.getName()).isEqualTo("chat sim-large");
        assertThat(attributes(asked))
                .containsEntry("gen_ai.request.model", "sim-large")
                .containsEntry("http.request.method", "POST")
                .containsEntry("understudy.exchange", attributes(arm).get("understudy.exchange"))
                .containsKeys("gen_ai.response.model", "gen_ai.response.time_to_first_chunk")
                .doesNotContainKeys("understudy.shadow", "understudy.outcome");
    }

    @Test
    void spans_withoutAClientsTrace_areOneTraceUnderLive() throws Exception {
        start(otlp());
        ask("/v1/chat/completions", false);

        List<Span> spans = spans(3);
        Span root = of(spans, "live");
        assertThat(root.getParentSpanId().isEmpty()).isTrue();
        assertThat(root.getFlags()).isEqualTo(0x101);
        for (String arm : List.of("candidate", "control")) {
            Span child = of(spans, arm);
            assertThat(child.getTraceId()).isEqualTo(root.getTraceId());
            assertThat(child.getParentSpanId()).isEqualTo(root.getSpanId());
            assertThat(child.getSpanId()).isNotEqualTo(root.getSpanId());
        }
        assertThat(candidate.requests().get(0).headers().contains(TraceContext.HEADER))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void spans_ofAJudge_areUnderTheCallWhoseAnswerIsJudged(boolean traced) throws Exception {
        startJudged("sim-judge");
        askForARefund(traced ? new String[] {"traceparent", PARENT} : new String[0]);

        await().atMost(PATIENCE).until(() -> judgements().size() == 2);
        Span judged = of(spans(5), "candidate");
        assertThat(judgements()).allSatisfy(span -> {
            assertThat(hex(span.getTraceId())).isEqualTo(traced ? TRACE : hex(judged.getTraceId()));
            assertThat(hex(span.getParentSpanId())).isEqualTo(hex(judged.getSpanId()));
            assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
            assertThat(span.getFlags()).isEqualTo(0x101);
            assertThat(span.getName()).isEqualTo("chat sim-judge");
            assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
            assertThat(attributes(span))
                    .containsEntry("gen_ai.operation.name", "chat")
                    .containsEntry("gen_ai.provider.name", "openai")
                    .containsEntry("gen_ai.request.model", "sim-judge")
                    .containsEntry("server.port", (long) candidate.port())
                    .containsEntry("http.response.status_code", 200L)
                    .containsEntry("understudy.judged", "candidate")
                    .containsEntry("understudy.shadow", "s")
                    .containsEntry("understudy.route", "live")
                    .containsEntry("understudy.exchange", attributes(judged).get("understudy.exchange"))
                    .containsKeys(
                            "gen_ai.response.model",
                            "gen_ai.usage.input_tokens",
                            "gen_ai.usage.output_tokens",
                            "understudy.cost_usd")
                    .doesNotContainKeys("error.type", "understudy.arm", "understudy.outcome");
        });
        // A call to a provider like any other.
        await().atMost(PATIENCE)
                .until(() -> count("gen_ai.client.operation.duration", "understudy.judged", "candidate") == 2);
    }

    /** Live keeps a policy that the candidate does not have: two answers that are not alike, each time. */
    private void startJudged(String judge) throws IOException {
        Path yaml = write(otlp(), "sim-reasoner, system_prompt: { text: \"Process refund if customer requests it.\" }");
        Files.writeString(yaml, Files.readString(yaml).replace("compare: [ status, exact ]", """
                compare: [ exact, judge ]
                    judge: { upstream: { url: "%s" }, model: %s, both_orders: true }\
                """.formatted(
                        candidate.url(), judge)));
        ConfigFile file = new ConfigFile(yaml, new BuildCapabilities());
        server = Server.start(file, (Loaded) file.load());
    }

    private void askForARefund(String... headers) throws Exception {
        String body = """
                {"model": "sim-reasoner", "temperature": 0, "messages": [
                 {"role": "system", "content": "Process refund if customer requests it AND purchase was within 30 days."},
                 {"role": "user", "content": "I want a refund for order A1234, bought 90 days ago."}]}""";
        assertThat(send("/v1/chat/completions", body, headers).statusCode()).isEqualTo(200);
    }

    private List<Span> judgements() {
        return collector.spans().stream()
                .filter(span -> attributes(span).containsKey("understudy.judged"))
                .toList();
    }

    @Test
    void spans_ofAJudgeThatFails_sayHow() throws Exception {
        startJudged("sim-judge+503");
        askForARefund("traceparent", PARENT);

        await().atMost(PATIENCE).until(() -> judgements().size() == 1);
        Span failed = judgements().get(0);
        assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(attributes(failed))
                .containsEntry("error.type", "503")
                .containsEntry("understudy.error", "overloaded");
    }

    @Test
    void spans_ofATraceThatItsCallerDoesNotRecord_areNotSent() throws Exception {
        start(otlp());
        String unsampled = "00-" + "a".repeat(32) + "-" + CLIENT_SPAN + "-00";
        ask("/v1/chat/completions", false, "traceparent", unsampled);
        await().atMost(PATIENCE).until(() -> server.shadows().get(0).open() == 0);
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        assertThat(spans(3))
                .allSatisfy(span -> assertThat(hex(span.getTraceId())).isEqualTo(TRACE));
        // Both count all the same.
        await().atMost(PATIENCE).until(() -> count("gen_ai.client.operation.duration", "candidate") == 2);
    }

    @Test
    void spans_ofNoneWanted_onlyOfClientsTraces() throws Exception {
        start("otlp: { endpoint: \"" + collector.url() + "\", metrics: false, traces_percent: 0 }");
        ask("/v1/chat/completions", false);
        await().atMost(PATIENCE).until(() -> server.shadows().get(0).open() == 0);
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        assertThat(spans(3))
                .allSatisfy(span -> assertThat(hex(span.getTraceId())).isEqualTo(TRACE));
        assertThat(collector.metricMessages()).isEmpty();
    }

    @Test
    void spans_ofLiveWithoutAShadow_areThereToo() throws Exception {
        start(otlp());
        ask("/plain/v1/chat/completions", false);
        Span chat = spans(1).get(0);
        assertThat(chat.getName()).isEqualTo("chat");
        assertThat(attributes(chat))
                .containsEntry("gen_ai.operation.name", "chat")
                .doesNotContainKeys("gen_ai.request.model", "understudy.exchange", "understudy.request_id");

        ask("/plain/nothing", false, "traceparent", PARENT, "x-request-id", "abc");
        Span span = spans(2).get(1);
        assertThat(span.getName()).isEqualTo("POST");
        assertThat(attributes(span))
                .containsEntry("understudy.route", "plain")
                .containsEntry("understudy.arm", "live")
                .containsEntry("understudy.request_id", "abc")
                .containsEntry("error.type", "404")
                .doesNotContainKeys("understudy.exchange", "gen_ai.operation.name");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    void spans_ofACandidateThatFails_sayHow() throws Exception {
        start(otlp(), "sim-small+503");
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        Span failed = of(spans(3), "candidate");
        assertThat(failed.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(failed.getStatus().getMessage()).isEmpty();
        assertThat(attributes(failed))
                .containsEntry("error.type", "503")
                .containsEntry("understudy.error", "overloaded")
                .containsEntry("http.response.status_code", 503L);
    }

    @Test
    void spans_ofACandidateThatIsCalledOff_sayThat() throws Exception {
        start(otlp(), "sim-small+hang");
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        await().atMost(PATIENCE).until(() -> candidate.stats().active() == 1);
        Files.writeString(
                folder.resolve("understudy.yaml"),
                Files.readString(folder.resolve("understudy.yaml"))
                        .replace("route: live\n", "route: live\n    enabled: false\n"));
        assertThat(server.reload().refused()).isFalse();
        await().atMost(PATIENCE)
                .until(() -> collector.spans().stream()
                        .anyMatch(span -> "candidate".equals(attributes(span).get("understudy.arm"))));
        assertThat(attributes(of(collector.spans(), "candidate")))
                .containsEntry("error.type", "cancelled")
                .containsEntry("understudy.outcome", "disabled");
    }

    @Test
    void spans_ofAClientThatLeaves_sayThat() throws Exception {
        start(otlp());
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions");
        HttpRequest endless = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .header("x-sim-fault", "endless=5")
                .POST(HttpRequest.BodyPublishers.ofString(BODY.formatted(true)))
                .build();
        try (InputStream stream =
                client.send(endless, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertThat(stream.read()).isEqualTo('d');
            // By then the candidate has answered, or will have been called off: both are well.
        }
        await().atMost(PATIENCE)
                .until(() -> collector.spans().stream()
                        .anyMatch(span -> "live".equals(attributes(span).get("understudy.arm"))));
        Span left = of(collector.spans(), "live");
        assertThat(attributes(left))
                .containsEntry("error.type", "client_gone")
                .containsEntry("http.response.status_code", 200L);
        assertThat(left.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }

    /** Mirrored or not, traced or not, answered or not: live has as many spans as there were requests. */
    @Test
    void spans_ofManyAtOnce_areOneForEach() throws Exception {
        start(otlp());
        int each = 20;
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            asked.add(later("/v1/chat/completions", i % 2 == 0));
            asked.add(later("/plain/v1/chat/completions", false));
            asked.add(later("/v1/models", false));
        }
        CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        await().atMost(PATIENCE).until(() -> server.shadows().get(0).open() == 0);
        server.drain();
        server = null;
        Map<Object, Long> byArm = collector.spans().stream()
                .collect(Collectors.groupingBy(span -> attributes(span).get("understudy.arm"), Collectors.counting()));
        long asking = 3L * each;
        long controls = live.stats().requests() - asking;
        assertThat(byArm)
                .isEqualTo(Map.of("live", asking, "candidate", candidate.stats().requests(), "control", controls));
        assertThat(collector.spans()).extracting(span -> hex(span.getSpanId())).doesNotHaveDuplicates();
    }

    private CompletableFuture<HttpResponse<String>> later(String path, boolean stream) {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY.formatted(stream)))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private long count(String metric, String arm) {
        return count(metric, "understudy.arm", arm);
    }

    private long count(String metric, String attribute, String value) {
        return collector.metrics().containsKey(metric)
                ? collector.metrics().get(metric).getHistogram().getDataPointsList().stream()
                        .filter(point -> value.equals(
                                attributes(point.getAttributesList()).get(attribute)))
                        .mapToLong(HistogramDataPoint::getCount)
                        .sum()
                : 0;
    }

    @Test
    void metrics_ofTheConventions_haveTheirNamesUnitsAndBounds() throws Exception {
        start(otlp());
        ask("/v1/chat/completions", true);
        ask("/v1/chat/completions", true);
        await().atMost(PATIENCE).until(() -> count("gen_ai.client.operation.duration", "control") == 2);

        var duration = collector.metrics().get("gen_ai.client.operation.duration");
        assertThat(duration.getUnit()).isEqualTo("s");
        assertThat(count("gen_ai.client.operation.duration", "live")).isEqualTo(2);
        assertThat(duration.getHistogram().getDataPoints(0).getExplicitBoundsList())
                .startsWith(0.01, 0.02)
                .endsWith(40.96, 81.92)
                .hasSize(14);
        assertThat(count("gen_ai.client.operation.time_to_first_chunk", "candidate"))
                .isEqualTo(2);
        var tokens = collector.metrics().get("gen_ai.client.token.usage");
        assertThat(tokens.getUnit()).isEqualTo("{token}");
        assertThat(tokens.getHistogram().getDataPointsList()).anySatisfy(point -> {
            assertThat(attributes(point.getAttributesList()))
                    .containsEntry("gen_ai.token.type", "output")
                    .containsEntry("gen_ai.request.model", "sim-small")
                    .containsEntry("understudy.shadow", "s");
            assertThat(point.getSum()).isPositive();
        });
    }

    @Test
    void metrics_ofOurs_areWhatPrometheusSees() throws Exception {
        start(otlp());
        ask("/v1/chat/completions", true);
        // The outcome is counted last: whatever the message before had, this one has all.
        await().atMost(PATIENCE)
                .until(() -> collector.metrics().containsKey("understudy.shadow_exchanges")
                        && collector.metrics().get("understudy.shadow_exchanges").getSum().getDataPointsList().stream()
                                .anyMatch(point -> "compared"
                                        .equals(attributes(point.getAttributesList())
                                                .get("outcome"))));

        assertThat(collector
                        .metrics()
                        .get("understudy.arm_duration")
                        .getHistogram()
                        .getDataPointsCount())
                .isEqualTo(3);
        var exchanges = collector.metrics().get("understudy.shadow_exchanges");
        assertThat(exchanges.getSum().getIsMonotonic()).isTrue();
        assertThat(exchanges.getSum().getDataPointsList()).anySatisfy(point -> {
            assertThat(attributes(point.getAttributesList())).isEqualTo(Map.of("shadow", "s", "outcome", "compared"));
            assertThat(point.getAsDouble()).isEqualTo(1);
        });
        assertThat(collector.metrics().get("understudy.arm_duration").getUnit()).isEqualTo("s");
        assertThat(collector.metrics().get("understudy.arm_cost_usd").getUnit()).isEqualTo("{USD}");
        assertThat(collector.metrics().get("jvm.memory.used").getUnit()).isEqualTo("By");
        var resource = attributes(collector
                .metricMessages()
                .get(0)
                .getResourceMetrics(0)
                .getResource()
                .getAttributesList());
        assertThat(resource).containsEntry("service.name", "understudy").containsKey("service.instance.id");
    }

    /** Every metric of a scrape is there, under the name that makes it the same again for Prometheus. */
    @Test
    void metrics_writtenForPrometheusAgain_haveTheSameNames() throws Exception {
        start(otlp());
        ask("/v1/chat/completions", true);
        awaitScrape(text -> text.contains("understudy_shadow_exchanges_total{shadow=\"s\",outcome=\"compared\",} 1"));
        await().atMost(PATIENCE).until(() -> count("gen_ai.client.operation.duration", "control") == 1);
        // A message may be older than the scrape; the next one has what that has.
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> families = scrape().lines()
                    .filter(line -> line.startsWith("understudy_"))
                    .map(line -> line.replaceAll("[{ ].*", ""))
                    .map(name -> name.replaceAll("_(bucket|count|sum)$", ""))
                    .distinct()
                    .toList();
            assertThat(families).hasSizeGreaterThan(25);
            assertThat(collector.metrics().values())
                    .extracting(OtlpEndToEndTest::forPrometheus)
                    .containsAll(families);
        });
    }

    /** As the OpenTelemetry Collector's Prometheus exporter names it. */
    private static String forPrometheus(io.opentelemetry.proto.metrics.v1.Metric metric) {
        String unit = Map.of("s", "_seconds", "By", "_bytes").getOrDefault(metric.getUnit(), "");
        return metric.getName().replace('.', '_') + unit + (metric.hasSum() ? "_total" : "");
    }

    @Test
    void messages_ofRequestsFullOfPersonalData_haveNoneOfIt() throws Exception {
        EchoProvider echo = new EchoProvider();
        try (echo) {
            StringBuilder yaml =
                    new StringBuilder("listen: 127.0.0.1:0\nadmin: 127.0.0.1:0\n" + otlp() + "\nroutes:\n");
            StringBuilder shadows = new StringBuilder("shadows:\n");
            for (PlantedRequests.Planted each : PlantedRequests.all()) {
                String path = each.route().equals("gemini")
                        ? "/v1beta/**"
                        : each.target().substring(0, each.target().indexOf('?'));
                yaml.append("  - { name: %s, match: { path: \"%s\" }, upstream: { url: \"%s\" } }%n"
                        .formatted(each.route(), path, echo.url()));
                shadows.append(
                        "  - { name: %1$s, route: %1$s, anonymize: %3$s, candidate: { upstream: { url: \"%2$s\" } }, compare: [ exact ] }%n"
                                .formatted(each.route(), echo.url(), "off"));
            }
            yaml.append("  - { name: rest, upstream: { url: \"%s\" } }%n".formatted(echo.url()));
            ConfigFile file = new ConfigFile(
                    Files.writeString(folder.resolve("planted.yaml"), yaml.append(shadows)), new BuildCapabilities());
            server = Server.start(file, (Loaded) file.load());
            for (PlantedRequests.Planted each : PlantedRequests.all()) {
                post(each.target(), each.body());
                post(
                        each.target(),
                        each.body().replace("\"model\": \"echo\"", "\"model\": \"jane.roe@corp-mail.test\""));
            }
            post("/files/jane.roe@corp-mail.test?user=user-4711", "hunter2!x");
            int calls = PlantedRequests.all().size() * 2;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(collector.spans())
                            .as("%s", server.shadows())
                            .hasSize(calls * 2 + 1));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count("gen_ai.client.operation.duration", "candidate"))
                            .as("%s", server.shadows())
                            .isEqualTo(calls));
            String all = collector.got().stream()
                    .map(one -> new String(one.body(), StandardCharsets.UTF_8))
                    .reduce("", String::concat);
            assertThat(PlantedRequests.found(all, true)).isEmpty();
        }
    }

    private void post(String target, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + target))
                .header("content-type", "application/json")
                .header("authorization", "Bearer sk-proj-s3cr3tk3yABCDEFGH1234")
                .header("cookie", "mail=jane.roe@corp-mail.test")
                .header("x-customer", "jane.roe@corp-mail.test")
                .header("x-request-id", "jane.roe@corp-mail.test")
                .header("traceparent", PARENT)
                .header("tracestate", "jane.roe@corp-mail.test")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void collector_thatFails_isCountedAndLiveDoesNotCare() throws Exception {
        collector.answering(500);
        start(otlp());
        for (int i = 0; i < 20; i++) {
            assertThat(ask("/v1/chat/completions", i % 2 == 0).statusCode()).isEqualTo(200);
        }
        await().atMost(PATIENCE).until(() -> server.shadows().get(0).open() == 0);
        long calls = live.stats().requests() + candidate.stats().requests();
        String lost = "understudy_otlp_spans_total{result=\"not_delivered\",} " + calls + ".0";
        awaitScrape(text -> text.contains(lost)
                && !text.contains("understudy_otlp_exports_total{signal=\"metrics\",result=\"failed\",} 0.0"));
        collector.answering(200);
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        awaitScrape(text -> text.contains("understudy_otlp_spans_total{result=\"sent\",} 3.0"));
    }

    @Test
    void collector_thatIsNotThere_isCountedAndLiveDoesNotCare() throws Exception {
        start("otlp: { endpoint: \"http://127.0.0.1:1\", metrics_interval: 1s }");
        for (int i = 0; i < 5; i++) {
            assertThat(ask("/v1/chat/completions", i % 2 == 0).statusCode()).isEqualTo(200);
        }
        awaitScrape(text -> text.lines()
                .anyMatch(line -> line.matches(
                        "understudy_otlp_exports_total\\{signal=\"metrics\",result=\"failed\",\\} [1-9].*")));
    }

    @Test
    void reload_switchesItOnElsewhereAndOff() throws Exception {
        start("");
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        await().atMost(PATIENCE).until(() -> server.shadows().get(0).open() == 0);
        assertThat(scrape()).doesNotContain("understudy_otlp_spans_total{");

        write(otlp(), "sim-small");
        assertThat(reloaded()).anyMatch(line -> line.startsWith("otlp: (none) → {endpoint: "));
        assertThat(server.summary()).contains("otlp       metrics and traces → " + collector.url());
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        spans(3);

        try (OtlpReceiver other = new OtlpReceiver()) {
            write(otlp().replace(collector.url(), other.url()), "sim-small");
            assertThat(reloaded()).anyMatch(line -> line.startsWith("otlp.endpoint: "));
            ask("/v1/chat/completions", false, "traceparent", PARENT);
            await().atMost(PATIENCE).until(() -> other.spans().size() == 3);

            write("", "sim-small");
            assertThat(server.reload().refused()).isFalse();
            ask("/v1/chat/completions", false, "traceparent", PARENT);
            await().atMost(PATIENCE).until(() -> server.shadows().get(0).open() == 0);
            server.drain();
            server = null;
            assertThat(other.spans()).hasSize(3);
            assertThat(collector.spans()).hasSize(3);
        }
    }

    /** What the changed file changed: said by the reload, or in the audit where the watcher has been quicker. */
    private List<String> reloaded() {
        List<String> lines = new ArrayList<>(server.reload().lines());
        server.audit().page(null, 1).entries().forEach(entry -> lines.addAll(entry.lines()));
        return lines;
    }

    @Test
    void drain_sendsWhatThereIs() throws Exception {
        start("otlp: { endpoint: \"" + collector.url() + "\", metrics_interval: 1h }");
        ask("/v1/chat/completions", false, "traceparent", PARENT);
        server.drain();
        server = null;
        assertThat(collector.spans()).hasSize(3);
        assertThat(collector.metrics()).containsKeys("gen_ai.client.operation.duration", "understudy.shadow_exchanges");
    }
}
