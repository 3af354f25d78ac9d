package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.config.ConfigException;
import dev.understudy.exchange.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Configurations that come and go, and the end. */
class MirrorApplyTest {
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
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.offer("running");
            stage.awaitCalls(1);
            CountDownLatch busy = stage.occupied(stage.mirror.workers().all().get(0));
            stage.apply(Configs.shadow("s").enabled(false));
            assertThat(stage.caller.candidate(0).cancelled).isTrue();
            stage.offer("never starts");
            busy.countDown();
            stage.awaitEnded("s:disabled", "s:disabled");
            assertThat(stage.caller.calls).hasSize(1);
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

    private static boolean isTaken(Stage stage) {
        boolean taken = stage.intake().eligible("POST", "/v1/chat/completions", false);
        if (taken) {
            stage.intake().lost(Outcome.CLIENT_GONE);
        }
        return taken;
    }
}
