package dev.understudy.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.canonical.Completion;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Timing;
import dev.understudy.privacy.Pseudonymiser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeetingTest {
    private final Meeting meeting = new Meeting();

    @Test
    void complete_needsLiveAndCandidate() {
        assertThat(meeting.complete()).isFalse();
        meeting.candidate(answer(Arm.CANDIDATE));
        assertThat(meeting.complete()).isFalse();
        assertThat(meeting.hasCandidate()).isTrue();
        meeting.live(answer(Arm.LIVE));
        assertThat(meeting.complete()).isTrue();
    }

    @Test
    void complete_controlExpected_waitsForItsEndHoweverItEnds() {
        meeting.live(answer(Arm.LIVE));
        meeting.candidate(answer(Arm.CANDIDATE));
        meeting.expectControl();
        assertThat(meeting.complete()).isFalse();
        meeting.control(null);
        assertThat(meeting.complete()).isTrue();
        assertThat(exchange().control()).isNull();
    }

    @Test
    void exchange_hasEveryArmInItsPlace() {
        meeting.expectControl();
        meeting.control(answer(Arm.CONTROL));
        meeting.candidate(answer(Arm.CANDIDATE));
        meeting.live(answer(Arm.LIVE));
        assertThat(exchange().live().arm()).isEqualTo(Arm.LIVE);
        assertThat(exchange().candidate().arm()).isEqualTo(Arm.CANDIDATE);
        assertThat(exchange().control().arm()).isEqualTo(Arm.CONTROL);
        assertThat(exchange().conversation()).isEqualTo("c");
    }

    @Test
    void exchange_armMissing_isRefused() {
        meeting.live(answer(Arm.LIVE));
        assertThatThrownBy(this::exchange).isInstanceOf(IllegalStateException.class);
    }

    private Exchange exchange() {
        return meeting.exchange(
                new Meeting.Request("i", "r", "s", Instant.EPOCH, "c", Asked.of(Json.newObject()), null, null),
                Pseudonymiser.OFF);
    }

    private static Answer answer(Arm arm) {
        Completion completion = new Completion("hi", null, null, List.of(), null, null, null, null, 0, 0);
        return new Answer(arm, 200, false, completion, new Timing(1, null, null, new long[0]), Ending.COMPLETE);
    }
}
