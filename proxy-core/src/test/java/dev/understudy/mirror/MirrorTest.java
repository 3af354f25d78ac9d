package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.Usage;
import dev.understudy.config.ConfigException;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.LoopHeader;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class MirrorTest {
    @Test
    void offer_candidateAnswers_bothArmsReachTheSink() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").model("gpt-4o-mini"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            FakeCaller.FakeCall call = stage.caller.candidate(0);
            assertThat(call.request.target()).isEqualTo("/v1/chat/completions");
            assertThat(call.request.headers().get(LoopHeader.NAME)).isEqualTo("s");
            assertThat(new String(call.request.body())).contains("\"model\":\"gpt-4o-mini\"");
            call.answers("hello there");
            stage.liveEnds(live);

            stage.awaitEnded("s:compared");
            Exchange exchange = stage.compared.get(0);
            assertThat(exchange.id()).isEqualTo(live.id);
            assertThat(exchange.route()).isEqualTo("openai");
            assertThat(exchange.stratum()).isEqualTo(Stratum.NORMAL);
            assertThat(exchange.live().completion().text()).isEqualTo("hello");
            assertThat(exchange.candidate().completion().text()).isEqualTo("hello there");
            assertThat(exchange.control()).isNull();
            assertThat(exchange.request().get("model").stringValue()).isEqualTo("gpt-4o");
            assertThat(exchange.conversation()).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void offer_liveEndsFirst_pairsWhenTheCandidateIsThere() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.liveEnds(live);
            stage.awaitClosed(live);
            assertThat(stage.compared).isEmpty();
            stage.caller.candidate(0).answers("late");
            stage.awaitEnded("s:compared");
        }
    }

    @Test
    void offer_severalShadows_bodyIsReadOnceAndEachEndsByItself() {
        try (Stage stage = new Stage()
                .apply(
                        Configs.shadow("a"),
                        Configs.shadow("b"),
                        Configs.shadow("c").when("route == 'other'"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(2);
            stage.caller.candidate(0).answers("one");
            stage.caller.candidate(1).ends(Ending.UNREACHABLE);
            stage.liveEnds(live);
            stage.awaitEnded("a:compared", "b:candidate_unreachable", "c:not_matched");
            assertThat(live.requestsTaken).hasValue(1);
            assertThat(live.responsesTaken).hasValue(1);
        }
    }

    @Test
    void offer_noShadowWantsIt_liveIsToldAndTheAnswerIsNotTaken() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").when("false"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitEnded("s:not_matched");
            Stage.await(() -> assertThat(live.unwanted).isTrue());
            stage.liveEnds(live);
            stage.awaitClosed(live);
            assertThat(live.responsesTaken).hasValue(0);
        }
    }

    @Test
    void control_sampled_isAskedAtLiveAndComparedBesideTheCandidate() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(2);
            assertThat(stage.caller.control(0).request.upstream().host()).isEqualTo("live.test");
            stage.liveEnds(live);
            stage.caller.candidate(0).answers("a");
            stage.awaitClosed(live);
            assertThat(stage.compared).isEmpty();
            stage.caller.control(0).answers("b");
            stage.awaitEnded("s:compared");
            assertThat(stage.compared.get(0).control().completion().text()).isEqualTo("b");
        }
    }

    @Test
    void control_breaks_pairIsComparedWithoutIt() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(2);
            stage.liveEnds(live);
            stage.caller.control(0).ends(Ending.TIMED_OUT);
            stage.caller.candidate(0).answers("a");
            stage.awaitEnded("s:compared");
            assertThat(stage.compared.get(0).control()).isNull();
        }
    }

    @Test
    void control_onlyOnePlace_takesOverTheCandidates() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").control(100).limits(Configs.limits(1, 0)))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.liveEnds(live);
            stage.caller.candidate(0).answers("a");
            stage.awaitCalls(2);
            assertThat(stage.status("s").inFlight()).isEqualTo(1);
            stage.caller.control(0).answers("b");
            stage.awaitEnded("s:compared");
            assertThat(stage.compared.get(0).control()).isNotNull();
        }
    }

    @Test
    void afterLive_liveStillRuns_candidateIsNotCalledBefore() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").afterLive())) {
            FakeLive live = stage.offer("hi");
            stage.settle();
            assertThat(stage.caller.calls).isEmpty();
            stage.liveEnds(live);
            stage.awaitCalls(1);
            stage.caller.candidate(0).answers("a");
            stage.awaitEnded("s:compared");
        }
    }

    @Test
    void afterLive_liveTruncated_candidateIsNeverCalled() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").afterLive())) {
            FakeLive live = stage.offer(
                    FakeLive.asking("hi").answers(FakeLive.response(200, Bodies.answer("x"), Ending.BROKEN)));
            stage.liveEnds(live);
            stage.awaitEnded("s:live_truncated");
            assertThat(stage.caller.calls).isEmpty();
        }
    }

    @Test
    void clientGone_default_cancelsCandidateAndControl() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer(FakeLive.asking("hi").answers(FakeLive.none(Ending.CLIENT_GONE)));
            stage.awaitCalls(2);
            stage.liveEnds(live);
            stage.awaitEnded("s:client_gone");
            Stage.await(() -> assertThat(stage.caller.calls).allMatch(call -> call.cancelled));
        }
    }

    @Test
    void clientGone_keep_candidateRunsOnAndIsReportedButNeverJudged() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").keepWhenClientLeaves())) {
            FakeLive live = stage.offer(FakeLive.asking("hi").answers(FakeLive.none(Ending.CLIENT_GONE)));
            stage.awaitCalls(1);
            stage.liveEnds(live);
            stage.awaitClosed(live);
            assertThat(stage.caller.candidate(0).cancelled).isFalse();
            stage.caller.candidate(0).answers("a");
            stage.awaitEnded("s:client_gone");
            assertThat(stage.answered).hasSize(1);
            assertThat(stage.compared).isEmpty();
        }
    }

    @Test
    void liveFailed_candidateSucceeds_comparedInItsOwnStratum() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer(FakeLive.asking("hi").answers(FakeLive.response(500, Bodies.error("oh"))));
            stage.awaitCalls(1);
            stage.caller.candidate(0).answers("a");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared_live_failed");
            assertThat(stage.compared.get(0).stratum()).isEqualTo(Stratum.LIVE_FAILED);
        }
    }

    @Test
    void liveUnreachable_isALiveFailureAndNoTruncation() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer(FakeLive.asking("hi").answers(FakeLive.none(Ending.UNREACHABLE)));
            stage.awaitCalls(1);
            stage.caller.candidate(0).answers("a");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared_live_failed");
        }
    }

    @Test
    void candidateErrorStatus_isAnAnswerAndCompared() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(FakeLive.response(401, Bodies.error("bad key")));
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
            assertThat(stage.compared.get(0).candidate().status()).isEqualTo(401);
        }
    }

    @Test
    void candidateGarbage_isCountedAsMalformed() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(FakeLive.response(200, Bodies.utf8("<html>")));
            stage.liveEnds(live);
            stage.awaitEnded("s:candidate_malformed");
        }
    }

    @Test
    void candidateCapped_isCountedAsTruncated() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(FakeLive.response(200, Bodies.answer("x"), Ending.CAPPED));
            stage.liveEnds(live);
            stage.awaitEnded("s:candidate_truncated");
        }
    }

    @Test
    void requestBody_malformed_isCounted() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(Bodies.utf8("{\"model\": ")));
            stage.awaitEnded("s:malformed_request");
        }
    }

    @Test
    void requestBody_form_isSkipped() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer(
                    new FakeLive(Bodies.utf8("--x"), Headers.of("content-type", "multipart/form-data; boundary=x")));
            stage.awaitEnded("s:skipped_content");
        }
    }

    @ParameterizedTest
    @CsvSource({"gzip, 900000, s:compared", "gzip, 2000000, s:dropped_body_limit", "compress, 10, s:skipped_content"})
    void requestBody_encoded_isDecodedWithinTheLimitOrCounted(String coding, int size, String outcome)
            throws Exception {
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
            gzip.write(Bodies.request("x".repeat(size)));
        }
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer(new FakeLive(coded.toByteArray(), Headers.of("content-encoding", coding)));
            if (outcome.equals("s:compared")) {
                stage.awaitCalls(1);
                stage.caller.candidate(0).answers("a");
                stage.liveEnds(live);
                assertThat(stage.caller.candidate(0).request.headers().contains("content-encoding"))
                        .isFalse();
            }
            stage.awaitEnded(outcome);
        }
    }

    @Test
    void liveAnswer_inACodingWeDoNotKnow_isSkippedAndNotJudged() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer(FakeLive.asking("hi")
                    .answers(FakeLive.response(200, new byte[] {1, 2, 3}, "content-encoding", "compress")));
            stage.liveEnds(live);
            stage.awaitEnded("s:skipped_content");
        }
    }

    @Test
    void requestBody_overTheShadowsLimit_isDroppedForThatShadowOnly() {
        byte[] large = Bodies.request("x".repeat(2 << 20));
        try (Stage stage = new Stage().apply(Configs.shadow("small"))) {
            assertThat(stage.intake().requestLimit()).isEqualTo(1 << 20);
            stage.offer(new FakeLive(large));
            stage.awaitEnded("small:dropped_body_limit");
        }
    }

    @Test
    void largeBody_whileTheOneBeforeMadeLiveLate_staysOutsideAndIsCounted() {
        byte[] large = Bodies.request("x".repeat((int) LargeBodies.LARGE));
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(large));
            stage.awaitEnded("s:dropped_body_limit");
            stage.mirror.liveWasLate(LargeBodies.LATE_NANOS);
            assertThat(stage.intake().refuses(LargeBodies.LARGE)).isEqualTo(Outcome.DROPPED_LIVE_LATE);
            assertThat(stage.intake().refuses(LargeBodies.LARGE - 1)).isNull();
            stage.offer(new FakeLive(large));
            stage.awaitEnded("s:dropped_body_limit", "s:dropped_live_late");
            stage.clock.advance(Duration.ofNanos(LargeBodies.FIRST_PAUSE_NANOS));
            assertThat(stage.intake().refuses(LargeBodies.LARGE)).isNull();
        }
    }

    @Test
    void when_wrongType_isARuleError() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").when("request.body.temperature.startsWith('x')"))) {
            stage.offer("hi");
            stage.awaitEnded("s:rule_error");
        }
    }

    @Test
    void eligible_otherEndpoint_isCountedAndRefused() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            assertThat(stage.intake().eligible("GET", "/v1/models", false)).isFalse();
            stage.awaitEnded("s:skipped_endpoint");
        }
    }

    @Test
    void eligible_alreadyMirrored_isCountedAndRefused() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            assertThat(stage.intake().eligible("POST", "/v1/chat/completions", true))
                    .isFalse();
            stage.awaitEnded("s:skipped_loop");
        }
    }

    @Test
    void lost_beforeTheOffer_isCountedForEveryShadow() {
        try (Stage stage = new Stage().apply(Configs.shadow("a"), Configs.shadow("b"))) {
            assertThat(stage.intake().eligible("POST", "/v1/chat/completions", false))
                    .isTrue();
            stage.intake().lost(Outcome.DROPPED_CAPTURE_BUDGET);
            stage.awaitEnded("a:dropped_capture_budget", "b:dropped_capture_budget");
        }
    }

    @Test
    void apply_badWhen_changesNothing() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            assertThatThrownBy(() -> stage.apply(Configs.shadow("s").when("request.nope == 1")))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("line 1, column 1")
                    .hasMessageContaining("undeclared reference");
            stage.play("hi");
            stage.awaitEnded("s:compared");
        }
    }

    @Test
    void apply_disabled_cancelsAtOnceAndEndsWaitingOnesToo() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(Configs.limits(1, 5)))) {
            stage.offer("running");
            stage.awaitCalls(1);
            stage.offer("waiting");
            stage.settle();
            stage.apply(Configs.shadow("s").enabled(false));
            assertThat(stage.caller.candidate(0).cancelled).isTrue();
            stage.awaitEnded("s:disabled", "s:disabled");
            stage.offer("through the old intake");
            stage.awaitEnded("s:disabled", "s:disabled", "s:disabled");
            assertThat(stage.status("s").enabled()).isFalse();
        }
    }

    @Test
    void apply_disabledWhileTheWorkerIsBusy_cancelsWithoutIt() {
        CountDownLatch busy = new CountDownLatch(1);
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer("running");
            stage.awaitCalls(1);
            stage.mirror.workers()[0].post((Runnable) () -> awaitQuietly(busy));
            stage.apply(Configs.shadow("s").enabled(false));
            assertThat(stage.caller.candidate(0).cancelled).isTrue();
            stage.offer("never starts");
            busy.countDown();
            stage.awaitEnded("s:disabled", "s:disabled");
            assertThat(stage.caller.calls).hasSize(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void clientGone_keepAndAfterLive_candidateIsCalledAllTheSame() {
        try (Stage stage = new Stage()
                .apply(Configs.shadow("s").afterLive().keepWhenClientLeaves().control(100))) {
            FakeLive live = stage.offer(FakeLive.asking("hi").answers(FakeLive.none(Ending.CLIENT_GONE)));
            stage.liveEnds(live);
            stage.awaitCalls(1);
            stage.caller.candidate(0).answers("a");
            stage.awaitEnded("s:client_gone");
            assertThat(stage.caller.of(Arm.CONTROL)).isEmpty();
        }
    }

    @Test
    void sink_throws_isCountedAsInternalErrorForThatShadowOnly() {
        try (Stage stage = new Stage().apply(Configs.shadow("a"), Configs.shadow("b"))) {
            stage.sinkThrowsFor = "a";
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(2);
            stage.caller.calls.forEach(call -> call.answers("x"));
            stage.liveEnds(live);
            stage.awaitEnded("a:internal_error", "b:compared");
        }
    }

    @Test
    void apply_unchanged_goesOnAsItWas() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.apply(Configs.shadow("s"), Configs.shadow("other").enabled(false));
            assertThat(stage.caller.candidate(0).cancelled).isFalse();
            stage.caller.candidate(0).answers("a");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
        }
    }

    @Test
    void apply_changedAndBack_ledgerSurvivesByName() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.play("hi");
            stage.apply(Configs.shadow("s").model("other"));
            stage.play("hi");
            assertThat(stage.status("s").eligible()).isEqualTo(2);
            assertThat(stage.status("s").outcomes()).containsEntry(Outcome.COMPARED, 2L);
        }
    }

    @Test
    void apply_noShadowEnabled_routeHasNoIntake() {
        try (Stage stage = new Stage()) {
            assertThat(stage.mirror.apply(
                            Configs.of(Configs.shadow("s").enabled(false).build())))
                    .isEmpty();
        }
    }

    @Test
    void drain_runningExchange_isWaitedForAndNothingNewIsTaken() throws Exception {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            AtomicBoolean finished = new AtomicBoolean();
            Thread drain = new Thread(() -> finished.set(stage.mirror.drain(Duration.ofMinutes(1))));
            drain.start();
            Stage.await(() -> assertThat(isTaken(stage)).isFalse());
            stage.caller.candidate(0).answers("a");
            stage.liveEnds(live);
            drain.join();
            assertThat(finished).isTrue();
            assertThat(stage.ended).contains("s:compared", "s:shutdown");
        }
    }

    private static boolean isTaken(Stage stage) {
        boolean taken = stage.intake().eligible("POST", "/v1/chat/completions", false);
        if (taken) {
            stage.intake().lost(Outcome.CLIENT_GONE);
        }
        return taken;
    }

    @Test
    void close_somethingOpen_endsAsShutdown() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer("hi");
            stage.awaitCalls(1);
            stage.mirror.close();
            assertThat(stage.ended).containsExactly("s:shutdown");
            assertThat(stage.caller.candidate(0).cancelled).isTrue();
        }
    }

    @Test
    void privacy_on_allButTheControlsRequestIsPseudonymised() {
        Pseudonymiser stars = new Pseudonymiser() {
            @Override
            public void request(ObjectNode body) {
                body.put("user", "***");
            }

            @Override
            public String value(String name, String value) {
                return value;
            }

            @Override
            public Completion answer(Completion completion) {
                return Completion.failed(ErrorKind.OTHER, "***");
            }
        };
        try (Stage stage = new Stage(stars).apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(2);
            assertThat(new String(stage.caller.control(0).request.body())).doesNotContain("***");
            stage.caller.candidate(0).answers("a");
            stage.caller.control(0).answers("b");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
            assertThat(stage.compared.get(0).control().completion().error().message())
                    .isEqualTo("***");
            assertThat(new String(stage.caller.candidate(0).request.body())).contains("\"user\":\"***\"");
            assertThat(stage.compared.get(0).request().get("user").stringValue())
                    .isEqualTo("***");
            assertThat(stage.compared.get(0).live().completion().error().message())
                    .isEqualTo("***");
        }
    }

    @Test
    void privacy_picture_isSkippedUnlessThePolicyLetsItOut() {
        String picture = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"https://x.test/y.png\"}}]}]}";
        try (Stage stage = new Stage(Pseudonymisers.of("default", "key")).apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(Bodies.utf8(picture)));
            stage.awaitEnded("s:skipped_media");
            assertThat(stage.caller.calls).isEmpty();
        }
        try (Stage stage = new Stage(Pseudonymiser.OFF).apply(Configs.shadow("s"))) {
            stage.offer(new FakeLive(Bodies.utf8(picture)));
            stage.awaitCalls(1);
        }
    }

    @Test
    void answered_comparedExchange_reportsEveryArmWithItsCost() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.play("hi");
            stage.awaitEnded("s:compared");
            assertThat(stage.answered).extracting(answer -> answer.arm()).containsExactly(Arm.CANDIDATE, Arm.LIVE);
            // 1,000 input tokens at 2.50 and 500 output tokens at 10.00 dollars a million
            assertThat(stage.costs).hasSize(2).allMatch(cost -> cost.compareTo(new BigDecimal("0.0075")) == 0);
        }
    }

    @Test
    void answered_withoutAUsageReport_isEstimatedAndSaysSo() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hello world");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(FakeLive.response(200, Bodies.utf8("""
                    {"model":"gpt-4o-2024-08-06","choices":[{"message":{"content":"hello world"},"finish_reason":"stop"}]}""")));
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");

            Exchange exchange = stage.compared.get(0);
            // "You are helpful." is 4 tokens and "hello world" 2, with 4 around each message.
            assertThat(exchange.candidate().completion().usage()).isEqualTo(new Usage(14L, null, 2L, null, true));
            assertThat(exchange.candidate().cost().estimated()).isTrue();
            assertThat(exchange.candidate().cost().billedUsd()).isEqualByComparingTo("0.000055");
            assertThat(exchange.live().completion().usage().estimated()).isFalse();
            assertThat(exchange.live().cost().cacheNeutralUsd()).isEqualByComparingTo("0.0075");
        }
    }

    @Test
    void candidateAnswered_liveStillRuns_requestAndAnswerBytesAreLetGo() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            WeakReference<CapturedResponse> answer = answerOf(stage);
            stage.settle();
            Stage.await(() -> {
                System.gc();
                assertThat(answer.get()).isNull();
            });
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
        }
    }

    /** In a method of its own, so that no local variable holds it. */
    private static WeakReference<CapturedResponse> answerOf(Stage stage) {
        CapturedResponse response = FakeLive.response(200, Bodies.answer("hello"));
        stage.caller.candidate(0).ends(response);
        return new WeakReference<>(response);
    }
}
