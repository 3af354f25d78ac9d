package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.ByteSize;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every bound of a shadow, at the mirror's own door. */
class LimitsTest {
    @Test
    void queue_full_isDropped() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(Configs.limits(1, 1)))) {
            stage.offer("running");
            stage.offer("waiting");
            stage.offer("too many");
            stage.awaitEnded("s:dropped_queue_full");
            assertThat(stage.caller.calls).hasSize(1);
            assertThat(stage.mirror.queueDepth("s")).isEqualTo(1);
        }
    }

    @Test
    void queue_placeComesFree_nextOneStarts() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(Configs.limits(1, 1)))) {
            FakeLive first = stage.offer("running");
            stage.awaitCalls(1);
            FakeLive second = stage.offer("waiting");
            stage.liveEnds(first);
            stage.liveEnds(second);
            stage.caller.candidate(0).answers("a");
            stage.awaitCalls(2);
            stage.caller.candidate(1).answers("b");
            stage.awaitEnded("s:compared", "s:compared");
        }
    }

    @Test
    void queue_sinkTakesItsTime_placeIsFreeAlready() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(Configs.limits(1, 1)))) {
            AtomicInteger inFlight = new AtomicInteger(-1);
            stage.onCompared = exchange -> inFlight.set(stage.status("s").inFlight());
            stage.play("hi");
            assertThat(inFlight).hasValue(0);
        }
    }

    @Test
    void queue_waitsTooLong_isDropped() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(Configs.limits(1, 5)))) {
            stage.offer("running");
            stage.awaitCalls(1);
            stage.offer("waiting");
            stage.settle();
            stage.clock.advance(Duration.ofSeconds(31));
            stage.awaitEnded("s:dropped_queue_timeout");
        }
    }

    @Test
    void queue_clientLeavesWhileWaiting_freesItsTurn() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(Configs.limits(1, 5)))) {
            stage.offer("running");
            stage.awaitCalls(1);
            FakeLive waiting = stage.offer(FakeLive.asking("hi").answers(FakeLive.none(Ending.CLIENT_GONE)));
            stage.liveEnds(waiting);
            stage.awaitEnded("s:client_gone");
            assertThat(stage.mirror.queueDepth("s")).isZero();
        }
    }

    @Test
    void rate_exceeded_isDropped() {
        LimitsConfig limits = with(new LimitsConfig.Rate(1), null);
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(limits))) {
            stage.offer("first");
            stage.offer("second");
            stage.awaitEnded("s:dropped_rate");
            stage.clock.advance(Duration.ofSeconds(1));
            stage.offer("third");
            stage.awaitCalls(2);
        }
    }

    @Test
    void spend_reached_isDroppedUntilTheNextWindow() {
        LimitsConfig limits = with(null, new LimitsConfig.Spend(new BigDecimal("0.01"), Duration.ofDays(1)));
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(limits))) {
            stage.play("0.0075 dollars");
            stage.play("0.0075 dollars");
            assertThat(stage.status("s").spentUsd()).isEqualByComparingTo("0.015");
            stage.offer("no money");
            stage.awaitEnded("s:compared", "s:compared", "s:dropped_spend");
            stage.clock.advance(Duration.ofHours(12));
            stage.play("a new day");
        }
    }

    @Test
    void spend_shadowSwitchedOff_isStillTold() {
        LimitsConfig limits = with(null, new LimitsConfig.Spend(new BigDecimal("25"), Duration.ofDays(1)));
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(limits))) {
            stage.play("0.0075 dollars");
            stage.apply(Configs.shadow("s").limits(limits).enabled(false));
            assertThat(stage.status("s").spentUsd()).isEqualByComparingTo("0.0075");
            stage.clock.advance(Duration.ofHours(12));
            assertThat(stage.status("s").spentUsd()).isEqualByComparingTo("0");
        }
    }

    @Test
    void spend_noLimit_isNotKnown() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.play("0.0075 dollars");
            assertThat(stage.status("s").spentUsd()).isNull();
        }
    }

    @Test
    void spend_configurationChanges_isNotHandedOutAgain() {
        LimitsConfig limits = with(null, new LimitsConfig.Spend(new BigDecimal("0.007"), Duration.ofDays(1)));
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(limits))) {
            stage.play("0.0075 dollars");
            stage.apply(Configs.shadow("s").limits(limits).sample(99.9999));
            stage.offer("no money");
            stage.awaitEnded("s:compared", "s:dropped_spend");
        }
    }

    @Test
    void spend_unknownPrice_failsClosed() {
        LimitsConfig limits = with(null, new LimitsConfig.Spend(BigDecimal.TEN, Duration.ofDays(1)));
        try (Stage stage = new Stage().apply(Configs.shadow("s").limits(limits).model("who-knows"))) {
            stage.offer("hi");
            stage.awaitEnded("s:dropped_spend");
            assertThat(stage.caller.calls).isEmpty();
        }
    }

    @Test
    void headroom_candidateRefuses_shedsForAsLongAsItSays() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(FakeLive.response(429, Bodies.error("slow down"), "retry-after", "5"));
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
            stage.offer("shed");
            stage.awaitEnded("s:compared", "s:dropped_headroom");
            stage.clock.advance(Duration.ofSeconds(5));
            stage.offer("again");
            stage.awaitCalls(2);
        }
    }

    @Test
    void headroom_liveIsRefused_shedsShadowsOnItsOriginOnly() {
        try (Stage stage =
                new Stage().apply(Configs.shadow("same").at("http://live.test/v2"), Configs.shadow("other"))) {
            FakeLive live = stage.offer(
                    FakeLive.asking("hi").answers(FakeLive.response(429, Bodies.error("slow"), "retry-after", "5")));
            stage.awaitCalls(2);
            stage.liveEnds(live);
            stage.awaitClosed(live);
            stage.offer("next");
            stage.awaitEnded("same:dropped_headroom");
            stage.awaitCalls(3);
        }
    }

    @Test
    void headroom_liveIsRefused_noControlIsAsked() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer(
                    FakeLive.asking("hi").answers(FakeLive.response(429, Bodies.error("slow"), "retry-after", "5")));
            stage.awaitCalls(2);
            stage.liveEnds(live);
            stage.awaitClosed(live);
            stage.play("without control");
            assertThat(stage.caller.of(Arm.CONTROL)).hasSize(1);
        }
    }

    @Test
    void breaker_failuresInARow_opensThenProbes() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").breaker(2, Duration.ofSeconds(10)))) {
            for (int i = 0; i < 2; i++) {
                FakeLive live = stage.offer("hi");
                stage.awaitCalls(i + 1);
                stage.caller.candidate(i).ends(Ending.UNREACHABLE);
                stage.liveEnds(live);
            }
            stage.awaitEnded("s:candidate_unreachable", "s:candidate_unreachable");
            assertThat(stage.status("s").breaker()).isEqualTo(BreakerState.OPEN);
            stage.offer("refused");
            stage.awaitEnded("s:candidate_unreachable", "s:candidate_unreachable", "s:dropped_breaker_open");
            stage.clock.advance(Duration.ofSeconds(10));
            stage.play("the probe");
            assertThat(stage.status("s").breaker()).isEqualTo(BreakerState.CLOSED);
        }
    }

    @Test
    void breaker_probeIsCalledOff_anotherMayProbe() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").breaker(1, Duration.ofSeconds(10)))) {
            stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(FakeLive.response(503, Bodies.error("down")));
            stage.settle();
            stage.clock.advance(Duration.ofSeconds(10));
            FakeLive leaves = stage.offer(FakeLive.asking("probe").answers(FakeLive.none(Ending.CLIENT_GONE)));
            stage.awaitCalls(2);
            stage.liveEnds(leaves);
            stage.awaitEnded("s:client_gone");
            stage.settle();
            stage.play("the next probe");
        }
    }

    @Test
    void captureBudget_requestsHeld_areBounded() {
        ProxyConfig config = Configs.of(Configs.shadow("s").build());
        byte[] body = Bodies.request("x".repeat(60_000));
        ProxyConfig small = config.but().captureBudget(new ByteSize(200_000)).build();
        try (Stage stage = new Stage().apply(small)) {
            FakeLive first = stage.offer(new FakeLive(body));
            stage.offer(new FakeLive(body));
            stage.awaitEnded("s:dropped_capture_budget");
            stage.caller.candidate(0).ends(Ending.BROKEN);
            stage.liveEnds(first);
            stage.awaitEnded("s:dropped_capture_budget", "s:candidate_truncated");
            stage.offer(new FakeLive(body));
            stage.awaitCalls(2);
        }
    }

    @Test
    void backlog_workerIsBusy_offersAreRefusedAndCounted() throws Exception {
        try (Stage stage = new Stage().apply(Configs.shadow("s").when("false"))) {
            CountDownLatch busy = stage.occupied(stage.mirror.workers().all().get(0));
            for (int i = 0; i < MirrorWorker.MOST_BACKLOG; i++) {
                stage.offer("hi");
            }
            assertThat(stage.intake().eligible("POST", "/v1/chat/completions", false))
                    .isTrue();
            assertThat(stage.intake().offer(FakeLive.asking("one too many"))).isFalse();
            stage.awaitEnded("s:dropped_queue_full");
            busy.countDown();
            stage.settle();
            stage.offer("there is room again");
        }
    }

    private static LimitsConfig with(LimitsConfig.@Nullable Rate rate, LimitsConfig.@Nullable Spend spend) {
        return new LimitsConfig(
                32, 256, rate, spend, ByteSize.mebibytes(1), ByteSize.mebibytes(1), Duration.ofSeconds(30));
    }
}
