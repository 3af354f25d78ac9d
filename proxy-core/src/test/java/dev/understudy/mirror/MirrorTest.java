package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Usage;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.LoopHeader;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

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
}
