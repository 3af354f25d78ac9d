package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.TraceContext;
import org.junit.jupiter.api.Test;

/** What is told of calls; that it is once for each call is held in {@link Stage#close}, for every test of the mirror. */
class CallReportsTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static FakeLive traced(String text) {
        return new FakeLive(
                Bodies.request(text),
                Headers.of("content-type", "application/json", "traceparent", PARENT, "tracestate", "vendor=1"));
    }

    @Test
    void called_candidateAndControl_haveTheSpansOfTheirRequestsAndTheOutcome() {
        try (Stage stage = new Stage().apply(Configs.shadow("s").control(100))) {
            FakeLive live = stage.offer(traced("hi"));
            stage.awaitCalls(2);
            stage.caller.candidate(0).answers("hello");
            stage.settle();
            assertThat(stage.called).isEmpty();
            stage.caller.control(0).answers("hello");
            stage.liveEnds(live);
            stage.awaitEnded("s:compared");
            assertThat(stage.called).extracting(EndedCall::arm).containsExactly(Arm.CANDIDATE, Arm.CONTROL);
            for (EndedCall call : stage.called) {
                FakeCaller.FakeCall asked = stage.caller.of(call.arm()).get(0);
                assertThat(call.span()).hasToString(asked.request.headers().get(TraceContext.HEADER));
                assertThat(call.client()).hasToString(PARENT);
                assertThat(call.clientState()).isEqualTo("vendor=1");
                assertThat(call.outcome()).isEqualTo(Outcome.COMPARED);
                assertThat(call.exchange()).isEqualTo(live.id());
                assertThat(call.upstream()).isEqualTo(asked.request.upstream());
                assertThat(call.status()).isEqualTo(200);
                assertThat(call.answer()).isNotNull();
            }
        }
    }

    @Test
    void called_withoutAClientsTrace_hasNone() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            stage.play("hi");
            stage.awaitEnded("s:compared");
            assertThat(stage.called).singleElement().satisfies(call -> {
                assertThat(call.client()).isNull();
                assertThat(call.span()).isNull();
            });
        }
    }

    @Test
    void called_candidateThatFails_saysHow() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.caller.candidate(0).ends(Ending.TIMED_OUT);
            stage.liveEnds(live);
            stage.awaitEnded("s:candidate_timed_out");
            assertThat(stage.called).singleElement().satisfies(call -> {
                assertThat(call.ending()).isEqualTo(Ending.TIMED_OUT);
                assertThat(call.status()).isZero();
                assertThat(call.firstByteNanos()).isNull();
                assertThat(call.outcome()).isEqualTo(Outcome.CANDIDATE_TIMED_OUT);
            });
        }
    }

    @Test
    void called_candidateThatIsCalledOff_isToldOfWhenItHasEnded() {
        try (Stage stage = new Stage().apply(Configs.shadow("s"))) {
            FakeLive live = stage.offer("hi");
            stage.awaitCalls(1);
            stage.apply(Configs.shadow("s").enabled(false));
            stage.awaitEnded("s:disabled");
            stage.caller.candidate(0).ends(Ending.CANCELLED);
            Stage.await(() -> assertThat(stage.called).hasSize(1));
            assertThat(stage.called.get(0).outcome()).isEqualTo(Outcome.DISABLED);
            assertThat(stage.called.get(0).answer()).isNull();
            stage.liveEnds(live);
        }
    }
}
