package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.compare.Comparison;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.sandbox.simulator.SeenRequest;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A judge in the whole process, against simulated providers: a live clerk with a policy, a candidate that pays everybody. */
class JudgeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BODY = """
            {"model": "sim-reasoner", "temperature": 0, "user": "customer-0815", "messages": [
             {"role": "system", "content": "Process refund if customer requests it AND purchase was within 30 days."},
             {"role": "user", "content": "I want a refund for order A1234, bought 90 days ago. I am jane.doe@acme.org."}]}""";

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<List<ComparisonEntry>> compared = new LinkedBlockingQueue<>();
    private Simulator live;
    private Simulator candidate;
    private Simulator judge;

    @BeforeEach
    void start() throws IOException {
        live = Simulator.start(0, SimulatorConfig.INSTANT);
        candidate = Simulator.start(0, SimulatorConfig.INSTANT.withKey("candidate-key"));
        judge = Simulator.start(0, SimulatorConfig.INSTANT.withKey("judge-key"));
    }

    @AfterEach
    void stop() {
        live.close();
        candidate.close();
        judge.close();
    }

    private Server serve(String judgeKeys) throws IOException {
        Path file = folder.resolve("understudy.yaml");
        Files.writeString(file, """
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0 }
                prices: { sim-judge: { input: 1, output: 10 } }
                routes:
                  - name: live
                    upstream: { url: "%s" }
                shadows:
                  - name: s
                    route: live
                    candidate:
                      upstream: { url: "%s" }
                      credentials: { authorization: "Bearer candidate-key" }
                      system_prompt: { text: "Process refund if customer requests it." }
                    compare: [ exact, judge ]
                    judge:
                      upstream: { url: "%s" }
                %s
                    gate: { silence: 1ms, rules: [ judge.win_rate >= 0.45 ] }
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1 }
                """.formatted(live.url(), candidate.url(), judge.url(), judgeKeys.indent(6)));
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        ConfigLoad load = config.load();
        assertThat(load.problems()).allMatch(problem -> problem.problem().equals("a secret written out in the file"));
        return Server.start(config, (ConfigLoad.Loaded) load, List.of((exchange, entries) -> compared.add(entries)));
    }

    private void ask(Server server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer client-secret")
                .header("cookie", "session=client-cookie")
                .header("x-api-key", "client-api-key")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    /** What the judge's comparator said of the next exchange; each is heard of once, with every comparator's result. */
    private Comparison judged() throws InterruptedException {
        List<ComparisonEntry> entries = compared.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(entries).extracting(ComparisonEntry::comparator).containsExactly("exact", "judge");
        return entries.get(1).comparison();
    }

    private static List<String> scrape(Server server) {
        byte[] body = server.publisher().metrics().scrape(null).body();
        return new String(body, StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "openai-chat, authorization, Bearer judge-key",
        "openai-responses, authorization, Bearer judge-key",
        "anthropic-messages, x-api-key, judge-key",
        "gemini, x-goog-api-key, judge-key"
    })
    void judge_ofAnyDialect_prefersTheAnswerThatKeepsThePolicy(String dialect, String header, String key)
            throws Exception {
        try (Server server = serve("""
                dialect: %s
                credentials: { %s: "%s" }
                model: sim-judge
                both_orders: true
                limits: { spend: 1USD/day }""".formatted(dialect, header, key))) {
            ask(server);
            Comparison comparison = judged();
            assertThat(comparison).isInstanceOf(Comparison.Mismatch.class);
            assertThat(comparison.explanation()).startsWith("live is preferred");
            assertThat(comparison.other()).containsEntry("win", 0.0).containsEntry("consistent", 1.0);
            assertThat(scrape(server))
                    .contains("understudy_judgements_total{shadow=\"s\",pair=\"candidate\",result=\"loss\",} 1.0")
                    .anyMatch(line -> line.startsWith("understudy_judge_cost_usd_total{shadow=\"s\",}"));
            assertThat(judge.requests()).hasSize(2).allSatisfy(JudgeTest::isBlindAndClean);
        }
    }

    /** Laws 6 and 7, and that nothing says whose answer is whose. */
    private static void isBlindAndClean(SeenRequest request) {
        String head = request.target() + request.headers().fields().toString();
        assertThat(head).contains("judge-key").doesNotContain("client-", "candidate-key", "cookie");
        String text = request.text();
        assertThat(text).contains("A1234").doesNotContain("jane.doe", "acme.org", "0815", "sim-reasoner");
        assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("candidate", "control", "shadow");
    }

    @Test
    void judge_thatLikesTheFirstAnswer_isATieInBothOrders() throws Exception {
        try (Server server = serve("""
                credentials: { authorization: "Bearer judge-key" }
                model: sim-biased-judge
                both_orders: true""")) {
            ask(server);
            Comparison comparison = judged();
            assertThat(comparison).isInstanceOf(Comparison.Match.class);
            assertThat(comparison.other()).containsEntry("win", 0.5).containsEntry("consistent", 0.0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sim-judge+hang, timeout, 500ms",
        "sim-judge+429, rate_limited, 20s",
        "sim-judge+500, other, 20s",
        "sim-judge+invalid-json, truncated, 20s",
        "sim-judge+garbage, malformed, 20s",
        "sim-judge+reset=1, truncated, 20s",
        "sim-nobody, not_found, 20s"
    })
    void judge_thatFails_isCountedByReasonAndNeverAMismatch(String model, String reason, String duration)
            throws Exception {
        try (Server server = serve("""
                credentials: { authorization: "Bearer judge-key" }
                model: %s
                limits: { duration: %s }""".formatted(model, duration))) {
            ask(server);
            assertThat(judged()).isEqualTo(Comparison.notComparable("the judge failed: " + reason));
            assertThat(scrape(server))
                    .contains("understudy_judgements_total{shadow=\"s\",pair=\"candidate\",result=\"error\",} 1.0")
                    .contains("understudy_judge_errors_total{shadow=\"s\",reason=\"" + reason + "\",} 1.0")
                    .contains(
                            "understudy_comparisons_total{shadow=\"s\",comparator=\"judge\",pair=\"candidate\",result=\"mismatch\",} 0.0");
        }
    }

    @Test
    void judge_withoutItsKey_isRefusedByItsProvider() throws Exception {
        try (Server server = serve("model: sim-judge")) {
            ask(server);
            assertThat(judged()).isEqualTo(Comparison.notComparable("the judge failed: auth"));
        }
    }

    @Test
    void judge_whoseVerdictIsCut_hasNoOpinion() throws Exception {
        try (Server server = serve("""
                credentials: { authorization: "Bearer judge-key" }
                model: sim-judge
                set: { max_completion_tokens: 5 }""")) {
            ask(server);
            assertThat(judged()).isEqualTo(Comparison.notComparable("the judge failed: cut_at_length"));
        }
    }

    @Test
    void gate_ofWinRate_countsWhatTheJudgeSaid() throws Exception {
        try (Server server = serve("""
                credentials: { authorization: "Bearer judge-key" }
                model: sim-judge""")) {
            ask(server);
            judged();
            JsonNode rule = await().atMost(PATIENCE)
                    .until(
                            () -> server.verdicts().json("s").orElseThrow().at("/rules/0"),
                            verdict -> verdict.path("exchanges").asLong() == 1);
            assertThat(rule.path("candidate").asDouble(1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shadows/s/disable", "kill"})
    void switchedOff_endsTheQuestionAtOnceAndLiveGoesOn(String how) throws Exception {
        try (Server server = serve("""
                credentials: { authorization: "Bearer judge-key" }
                model: sim-judge+hang""")) {
            ask(server);
            await().atMost(PATIENCE).until(() -> judge.stats().active() == 1);
            URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + "/api/v1/" + how);
            HttpRequest off = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(off, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> judge.stats().active() == 0);
            assertThat(judge.stats().abortedByClient()).isEqualTo(1);
            assertThat(judged()).isEqualTo(Comparison.notComparable("the judge was called off"));
            ask(server);
            assertThat(judge.stats().requests()).isEqualTo(1);
        }
    }
}
