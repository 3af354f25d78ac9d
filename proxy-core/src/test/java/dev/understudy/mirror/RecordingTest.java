package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ByteSize;
import dev.understudy.config.PolicyConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.SampleConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.recording.RecordedExchange;
import dev.understudy.recording.Recorder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route's recording gets of the mirror's exchanges, with shadows beside it and without. */
class RecordingTest {
    private final Tape tape = new Tape();

    /** Records into a list, and counts as a recorder has to. */
    private static final class Tape implements Recorder {
        final AtomicInteger opened = new AtomicInteger();
        final List<RecordOutcome> ended = new CopyOnWriteArrayList<>();
        final List<RecordedExchange> recorded = new CopyOnWriteArrayList<>();
        volatile RecordOutcome refuses;
        volatile Pseudonymiser privacy = Pseudonymiser.OFF;
        volatile boolean breaks;

        @Override
        public void opened() {
            opened.incrementAndGet();
        }

        @Override
        public void ended(RecordOutcome outcome) {
            ended.add(outcome);
        }

        @Override
        public RecordOutcome refuses() {
            return refuses;
        }

        @Override
        public Pseudonymiser privacy() {
            return privacy;
        }

        @Override
        public void record(RecordedExchange exchange) {
            if (breaks) {
                throw new IllegalStateException("the test wants it");
            }
            recorded.add(exchange);
            ended.add(RecordOutcome.RECORDED);
        }
    }

    private static ProxyConfig config(double percent, ShadowConfig... shadows) {
        ProxyConfig plain = Configs.of(shadows);
        RecordConfig recording = new RecordConfig(
                Path.of("corpus"),
                new SampleConfig(percent, SampleConfig.By.CONVERSATION, null),
                RecordConfig.Content.PSEUDONYMISED,
                PolicyConfig.DEFAULT,
                RecordConfig.MAX_BYTES,
                RecordConfig.WhenFull.STOP,
                ByteSize.mebibytes(1),
                null,
                RecordConfig.Sync.SECOND,
                List.of("x-feature"));
        return plain.withRoutes(List.of(Configs.ROUTE.withRecording(recording)));
    }

    private Stage stage(double percent, ShadowConfig... shadows) {
        Stage stage = new Stage();
        stage.recorders.put("openai", tape);
        return stage.apply(config(percent, shadows));
    }

    private void awaitEnded(RecordOutcome... outcomes) {
        Stage.await(() -> assertThat(tape.ended).containsExactly(outcomes));
        assertThat(tape.opened).hasValue(outcomes.length);
    }

    @Test
    void record_routeWithoutShadows_getsRequestAndLivesAnswer() {
        try (Stage stage = stage(100)) {
            FakeLive live = stage.offer(new FakeLive(
                    Bodies.request("hi"),
                    Headers.of(
                            "content-type",
                            "application/json",
                            "authorization",
                            "Bearer secret",
                            "cookie",
                            "a=b",
                            "X-Feature",
                            "refunds")));
            stage.liveEnds(live);
            awaitEnded(RecordOutcome.RECORDED);
            RecordedExchange recorded = tape.recorded.get(0);
            assertThat(recorded.id()).isEqualTo(live.id());
            assertThat(recorded.dialect()).isEqualTo("openai-chat");
            assertThat(recorded.live().completion().text()).isEqualTo("hello");
            assertThat(recorded.conversation()).hasSize(16);
            assertThat(recorded.headers())
                    .containsExactly(
                            new Headers.Field("content-type", "application/json"),
                            new Headers.Field("X-Feature", "refunds"));
            assertThat(stage.caller.calls).isEmpty();
        }
    }

    @Test
    void record_personalData_isGoneFromBothSidesAndTheShadowsRequestIsItsOwn() {
        tape.privacy = Pseudonymisers.of("default", "key");
        try (Stage stage = stage(100, Configs.shadow("s").build())) {
            FakeLive live = stage.offer("write to jane.doe@corp.example, please");
            live.response = FakeLive.response(200, Bodies.answer("I wrote to jane.doe@corp.example"));
            stage.awaitCalls(1);
            stage.caller.candidate(0).answers("done");
            stage.liveEnds(live);
            awaitEnded(RecordOutcome.RECORDED);
            RecordedExchange recorded = tape.recorded.get(0);
            assertThat(recorded.request().toString()).contains("write to").doesNotContain("jane.doe");
            assertThat(recorded.live().completion().text())
                    .contains("I wrote to")
                    .doesNotContain("jane.doe");
            assertThat(new String(stage.caller.candidate(0).request.body())).contains("jane.doe@corp.example");
        }
    }

    @ParameterizedTest
    @CsvSource({"CLIENT_GONE, CLIENT_GONE", "BROKEN, LIVE_TRUNCATED", "CAPPED, LIVE_TRUNCATED"})
    void record_brokenOffAnswer_isCountedAndNotRecorded(Ending ending, RecordOutcome outcome) {
        try (Stage stage = stage(100)) {
            FakeLive live = stage.offer("hi");
            live.response = FakeLive.response(200, Bodies.answer("hel"), ending);
            stage.liveEnds(live);
            awaitEnded(outcome);
            assertThat(tape.recorded).isEmpty();
        }
    }

    @Test
    void record_liveFailed_isRecordedAsThat() {
        try (Stage stage = stage(100)) {
            FakeLive live = stage.offer("hi");
            live.response = FakeLive.response(500, Bodies.utf8("{\"error\":{\"message\":\"no\"}}"));
            stage.liveEnds(live);
            awaitEnded(RecordOutcome.RECORDED);
            assertThat(tape.recorded.get(0).live().status()).isEqualTo(500);
        }
    }

    @Test
    void eligible_notAGenerationEndpointOrALoop_isCountedOnTheLiveLoop() {
        try (Stage stage = stage(100)) {
            assertThat(stage.intake().eligible("GET", "/v1/models", false)).isFalse();
            assertThat(stage.intake().eligible("POST", "/v1/chat/completions", true))
                    .isFalse();
            awaitEnded(RecordOutcome.SKIPPED_ENDPOINT, RecordOutcome.SKIPPED_LOOP);
        }
    }

    @Test
    void record_outOfTheSampleOrUnreadable_isCounted() {
        try (Stage stage = stage(0)) {
            stage.liveEnds(stage.offer("hi"));
            awaitEnded(RecordOutcome.NOT_SAMPLED);
        }
        tape.ended.clear();
        tape.opened.set(0);
        try (Stage stage = stage(100)) {
            stage.liveEnds(stage.offer(new FakeLive(Bodies.utf8("{\"model\":"))));
            awaitEnded(RecordOutcome.MALFORMED_REQUEST);
        }
    }

    @Test
    void record_recorderRefuses_endsBeforeAnyWork() {
        tape.refuses = RecordOutcome.DROPPED_DISK;
        try (Stage stage = stage(100)) {
            FakeLive live = stage.offer("hi");
            Stage.await(() -> assertThat(live.unwanted).isTrue());
            stage.liveEnds(live);
            awaitEnded(RecordOutcome.DROPPED_DISK);
        }
    }

    @Test
    void record_recorderBreaksItsWord_costsNobodyAnything() {
        tape.breaks = true;
        try (Stage stage = stage(100, Configs.shadow("s").build())) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.liveEnds(live);
            stage.awaitClosed(live);
            stage.caller.candidate(0).answers("done");
            stage.awaitEnded("s:compared");
            stage.settle();
            assertThat(stage.mirror.held().held()).isZero();
        }
    }

    @Test
    void apply_recordingSwitchedOff_endsWhatIsOpenAndLeavesTheShadowAlone() {
        try (Stage stage = stage(100, Configs.shadow("s").build())) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.apply(Configs.of(Configs.shadow("s").build()));
            awaitEnded(RecordOutcome.DISABLED);
            stage.caller.candidate(0).answers("still there");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
        }
    }

    @Test
    void close_liveStillRuns_endsAsShutdown() {
        Stage stage = stage(100);
        FakeLive live = stage.offer("hi");
        stage.mirror.close();
        awaitEnded(RecordOutcome.SHUTDOWN);
        stage.liveEnds(live);
        stage.close();
    }
}
