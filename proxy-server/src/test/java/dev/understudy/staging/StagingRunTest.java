package dev.understudy.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.compare.Compared;
import dev.understudy.config.ConfigException;
import dev.understudy.config.ProxyConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Timing;
import dev.understudy.report.ComparatorReport;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import dev.understudy.staging.StagingOptions.LiveArm;
import dev.understudy.verdict.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists against the simulated provider, through the real mirror. */
class StagingRunTest {
    private static final StagingOptions CALL = new StagingOptions(LiveArm.CALL, StagingOptions.AS_FAST_AS_POSSIBLE, 8);
    private static final StagingOptions RECORDED =
            new StagingOptions(LiveArm.RECORDED, StagingOptions.AS_FAST_AS_POSSIBLE, 8);

    @TempDir
    Path folder;

    private Simulator provider;

    @BeforeEach
    void start() throws IOException {
        provider = Simulator.start(0, SimulatorConfig.INSTANT.keeping(1_000, 10_000));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private ProxyConfig config(String... lines) throws IOException {
        return Rehearsed.config(folder, provider.url(), lines);
    }

    private static StagingResult play(ProxyConfig config, StagingOptions options, List<StagedRequest> list)
            throws InterruptedException {
        return new StagingRun(config, "v2", options, Journal.NONE, StagingListener.NONE)
                .play(StagedRequests.of(list), Rehearsed.LABELS);
    }

    private long asked(String model) {
        return provider.stats().models().getOrDefault(model, 0L);
    }

    private static Answer recorded(String text) {
        Completion said = new Completion(text, null, null, List.of(), FinishReason.STOP, "sim-large", null, null, 0, 0);
        return new Answer(
                Arm.LIVE, 200, false, said, new Timing(1_000_000, 500_000L, null, new long[0]), Ending.COMPLETE);
    }

    @Test
    void play_liveCalled_asksBothOnceAndControlsBesideAndComparesAll() throws Exception {
        StagingResult result = play(
                config(
                        "control: { percent: 100 }",
                        "compare: [ status, text ]",
                        "gate: { rules: [ error.rate <= live + 0.5 ] }"),
                CALL,
                Rehearsed.requests(60));
        assertThat(result.played()).isEqualTo(Map.of(Outcome.COMPARED, 60L));
        assertThat(result.complete()).isTrue();
        assertThat(result.unknown()).isZero();
        assertThat(asked("sim-small")).isEqualTo(60);
        assertThat(asked("sim-large")).isEqualTo(120);
        assertThat(result.report().exchanges()).isEqualTo(60);
        assertThat(result.report().controls()).isEqualTo(60);
        assertThat(result.report().comparators())
                .extracting(ComparatorReport::name)
                .containsExactly("status", "text");
        assertThat(result.report().verdict().decision()).isEqualTo(Decision.PASS);
        assertThat(result.usd()).isPositive();
        assertThat(result.load().begun()).isEqualTo(60);
        assertThat(result.load().held().places()).isEqualTo(8);
        assertThat(result.load().arms())
                .extracting(arm -> arm.arm() + " " + arm.answers())
                .containsExactly("LIVE 60", "CANDIDATE 60", "CONTROL 60");
    }

    @Test
    void play_liveRecorded_asksTheCandidateAloneAndComparesWithTheRecording() throws Exception {
        List<StagedRequest> list = Rehearsed.requests(20).stream()
                .map(request -> request.withLive(recorded("as it was said then")))
                .toList();
        List<String> liveTexts = new ArrayList<>();
        StagingListener listener = new StagingListener() {
            @Override
            public void compared(Exchange exchange, String prompt, List<Compared> results) {
                liveTexts.add(exchange.live().completion().text());
            }
        };
        StagingResult result = new StagingRun(config("compare: [ text ]"), "v2", RECORDED, Journal.NONE, listener)
                .play(StagedRequests.of(list), Rehearsed.LABELS);
        assertThat(result.played()).isEqualTo(Map.of(Outcome.COMPARED, 20L));
        assertThat(asked("sim-small")).isEqualTo(20);
        assertThat(asked("sim-large")).isZero();
        assertThat(liveTexts).hasSize(20).containsOnly("as it was said then");
    }

    @Test
    void play_conversationOfTheList_isTheUnitOfStatistics() throws Exception {
        List<StagedRequest> list = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            StagedRequest request = Rehearsed.request(i, Instant.EPOCH.plusSeconds(i));
            list.add(new StagedRequest(request.id(), request.at(), request.request(), "c" + i % 3, recorded("then")));
        }
        StagingResult result = play(config("compare: [ text ]"), RECORDED, list);
        assertThat(result.report().comparators().get(0).distance().effect().conversations())
                .isEqualTo(3);
    }

    @Test
    void play_requestsThatNobodyMirrors_areCountedAndNotSent() throws Exception {
        StagedRequest models = new StagedRequest(
                "m",
                Instant.EPOCH,
                new CapturedRequest("GET", "/v1/models", Headers.EMPTY, new byte[0]),
                null,
                recorded("x"));
        StagedRequest broken = new StagedRequest(
                "b",
                Instant.EPOCH,
                new CapturedRequest("POST", "/v1/chat/completions", Headers.EMPTY, new byte[] {'{'}),
                null,
                null);
        StagedRequest without = Rehearsed.request(1, Instant.EPOCH);
        assertThat(play(config(), RECORDED, List.of(models, without)).played())
                .isEqualTo(Map.of(Outcome.SKIPPED_ENDPOINT, 1L, Outcome.LIVE_TRUNCATED, 1L));
        assertThat(play(config(), CALL, List.of(models, broken)).played())
                .isEqualTo(Map.of(Outcome.SKIPPED_ENDPOINT, 1L, Outcome.MALFORMED_REQUEST, 1L));
        assertThat(play(config("when: request.body.model == \"other\""), CALL, Rehearsed.requests(2))
                        .played())
                .isEqualTo(Map.of(Outcome.NOT_MATCHED, 2L));
        assertThat(asked("sim-small")).isZero();
    }

    @Test
    void play_moreThanTheLimitsTake_waitsAndLosesNothing() throws Exception {
        long before = System.nanoTime();
        StagingResult result =
                play(config("limits: { in_flight: 2, queue: 0, rate: 200/s }"), CALL, Rehearsed.requests(50));
        assertThat(result.played()).isEqualTo(Map.of(Outcome.COMPARED, 50L));
        // 49 steps of 5 ms at least.
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(245_000_000L);
    }

    @Test
    void play_spendLimit_stopsTheRunWithWhatThereIs() throws Exception {
        StagingResult result =
                play(config("limits: { spend: 0.0001USD/day, in_flight: 1 }"), CALL, Rehearsed.requests(500));
        assertThat(result.complete()).isFalse();
        assertThat(result.stopped()).contains("spend limit");
        assertThat(result.report().exchanges()).isBetween(1L, 499L);
        assertThat(asked("sim-small")).isEqualTo(result.played().get(Outcome.COMPARED));
    }

    @Test
    void play_candidateThatIsDead_isGivenUpAfterAFewProbes() throws Exception {
        ProxyConfig config = Rehearsed.config(
                folder, provider.url(), "breaker: { failures: 3, pause: 10ms }", "limits: { in_flight: 1 }");
        provider.close();
        StagingResult result = play(
                config,
                new StagingOptions(LiveArm.RECORDED, StagingOptions.AS_FAST_AS_POSSIBLE, 1),
                Rehearsed.requests(200).stream()
                        .map(each -> each.withLive(recorded("x")))
                        .toList());
        assertThat(result.stopped()).contains("keeps failing");
        assertThat(result.played()).containsOnlyKeys(Outcome.CANDIDATE_UNREACHABLE);
        assertThat(result.played().get(Outcome.CANDIDATE_UNREACHABLE)).isLessThan(20);
    }

    @Test
    void stop_inTheMiddle_returnsWhatThereIsAndCallsNothingMore() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        StagingRun[] run = new StagingRun[1];
        StagingListener listener = new StagingListener() {
            @Override
            public void ended(String id, Outcome outcome, long count, long all) {
                if (ended.incrementAndGet() == 10) {
                    run[0].stop("enough");
                }
            }
        };
        run[0] = new StagingRun(config(), "v2", CALL, Journal.NONE, listener);
        StagingResult result = run[0].play(StagedRequests.of(Rehearsed.requests(1_000)), Rehearsed.LABELS);
        assertThat(result.stopped()).isEqualTo("enough");
        assertThat(result.report().exchanges()).isBetween(10L, 40L);
        assertThat(result.load().begun()).isEqualTo(result.report().exchanges() + result.unknown());
    }

    @Test
    void play_paced_beginsNothingBeforeItIsDue() throws Exception {
        List<StagedRequest> list = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            list.add(Rehearsed.request(i, Instant.EPOCH.plusMillis(400L * i)));
        }
        long before = System.nanoTime();
        StagingResult result = play(config(), new StagingOptions(LiveArm.CALL, 10, 8), list);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(160_000_000L);
        assertThat(result.load().lag().count()).isEqualTo(5);
    }

    @Test
    void run_shadowThatIsNotThere_isRefusedWithThoseThatAre() throws Exception {
        ProxyConfig config = config();
        assertThatThrownBy(() -> new StagingRun(config, "v3", CALL, Journal.NONE, StagingListener.NONE))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("v3")
                .hasMessageContaining("v2");
    }
}
