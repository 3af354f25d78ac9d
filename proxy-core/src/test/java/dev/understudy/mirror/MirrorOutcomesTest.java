package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Ending;
import org.junit.jupiter.api.Test;

/** Outcomes that no other test of the mirror is about. */
class MirrorOutcomesTest {
    @Test
    void offer_outOfTheSample_isCountedAndNobodyIsCalled() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").sample(0))) {
            stage.offer("hi");
            stage.awaitEnded("s:not_sampled");
            assertThat(stage.caller.calls).isEmpty();
        }
    }

    @Test
    void offer_leansOnProviderState_isSkippedUnlessTheOriginIsLives() {
        try (Stage stage = new Stage()
                .apply(Configs.shadow("elsewhere"), Configs.shadow("same").at("http://live.test/v2"))) {
            stage.offer(new FakeLive(Bodies.utf8("{\"model\":\"gpt-4o\",\"previous_response_id\":\"r\"}")));
            stage.awaitEnded("elsewhere:skipped_provider_state");
            stage.awaitCalls(1);
            assertThat(new String(stage.caller.candidate(0).request.body())).contains("previous_response_id");
        }
    }

    @Test
    void candidate_timesOut_isCountedAsThat() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(Ending.TIMED_OUT);
            stage.liveEnds(live);
            stage.awaitEnded("s:candidate_timed_out");
            assertThat(stage.compared).isEmpty();
            assertThat(stage.failed).singleElement().satisfies(exchange -> {
                assertThat(exchange.live().succeeded()).isTrue();
                assertThat(exchange.candidate().succeeded()).isFalse();
                assertThat(exchange.candidate().ending()).isEqualTo(Ending.TIMED_OUT);
                assertThat(exchange.control()).isNull();
            });
        }
    }

    @Test
    void candidate_isAtAnAddressThatMayNotBeAsked_isNotItsFailure() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(Ending.REFUSED);
            stage.settle();
            stage.liveEnds(live);
            stage.awaitEnded("s:refused_egress");
            assertThat(stage.failed).isEmpty();
        }
    }

    @Test
    void candidate_failsAndTheClientLeaves_isItsFailureAndNoPair() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(Ending.UNREACHABLE);
            stage.settle();
            live.response = FakeLive.none(Ending.CLIENT_GONE);
            stage.liveEnds(live);
            stage.awaitEnded("s:candidate_unreachable");
            assertThat(stage.failed).isEmpty();
        }
    }
}
