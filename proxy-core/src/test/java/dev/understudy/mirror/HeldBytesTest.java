package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ToolCall;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Timing;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private final HeldBytes held = new HeldBytes(100);

    @Test
    void reserve_beyondTheLimit_takesNothing() {
        assertThat(held.reserve(60)).isTrue();
        assertThat(held.reserve(60)).isFalse();
        assertThat(held.held()).isEqualTo(60);
        held.release(60);
        assertThat(held.reserve(100)).isTrue();
    }

    @Test
    void of_emptyRequest_countsTheObjectsOfAnExchange() {
        assertThat(HeldBytes.ofRequest(0)).isGreaterThan(4_000);
    }

    @Test
    void of_request_countsBytesAndTree() {
        assertThat(HeldBytes.ofRequest(1_000_000) - HeldBytes.ofRequest(0)).isEqualTo(2_000_000);
    }

    @Test
    void of_answer_countsWhatItSaysAndItsGaps() {
        long silent = HeldBytes.of(answer(null, List.of(), 0));
        assertThat(HeldBytes.of(answer("x".repeat(500), List.of(), 0)) - silent).isEqualTo(1_000);
        assertThat(HeldBytes.of(answer(null, List.of(new ToolCall(null, "f", "{}{}")), 0)) - silent)
                .isEqualTo(10);
        assertThat(HeldBytes.of(answer(null, List.of(), 100)) - silent).isEqualTo(800);
    }

    private static Answer answer(String text, List<ToolCall> calls, int gaps) {
        Completion completion = new Completion(text, null, null, calls, null, null, null, null, 0, 0);
        return new Answer(Arm.LIVE, 200, true, completion, new Timing(1, null, null, new long[gaps]), Ending.COMPLETE);
    }
}
