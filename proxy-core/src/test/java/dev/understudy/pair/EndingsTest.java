package dev.understudy.pair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import dev.understudy.exchange.Timeline;
import dev.understudy.exchange.Timing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "COMPLETE, 200, -",
                "COMPLETE, 500, -",
                "CLIENT_GONE, 200, CLIENT_GONE",
                "CLIENT_GONE, 0, CLIENT_GONE",
                "CAPPED, 200, LIVE_TRUNCATED",
                "CANCELLED, 200, LIVE_TRUNCATED",
                "BROKEN, 200, LIVE_TRUNCATED",
                "TIMED_OUT, 200, LIVE_TRUNCATED",
                "MALFORMED, 200, LIVE_TRUNCATED",
                "UNREACHABLE, 0, -",
                "TIMED_OUT, 0, -",
                "MALFORMED, 0, -",
                "BROKEN, 0, -"
            })
    void ofLive_response_spoiledOnlyIfItBrokeOffMidway(Ending ending, int status, @Nullable Outcome expected) {
        CapturedResponse response =
                new CapturedResponse(status, Headers.EMPTY, new byte[0], Timeline.withoutBody(0, 1, 2), ending, "");
        assertThat(Endings.ofLive(response)).isEqualTo(expected);
    }

    @Test
    void ofLive_answerThatEndsInTheMiddle_isTruncated() {
        assertThat(Endings.ofLive(answer(200, Ending.COMPLETE, ErrorKind.TRUNCATED)))
                .isEqualTo(Outcome.LIVE_TRUNCATED);
        assertThat(Endings.ofLive(answer(200, Ending.COMPLETE, ErrorKind.MALFORMED)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "COMPLETE, 200, -, -",
                "COMPLETE, 500, OVERLOADED, -",
                "COMPLETE, 502, MALFORMED, -",
                "COMPLETE, 200, CONTENT_FILTERED, -",
                "COMPLETE, 200, MALFORMED, CANDIDATE_MALFORMED",
                "COMPLETE, 200, TRUNCATED, CANDIDATE_TRUNCATED",
                "UNREACHABLE, 0, CONNECTION, CANDIDATE_UNREACHABLE",
                "TIMED_OUT, 200, TIMEOUT, CANDIDATE_TIMED_OUT",
                "BROKEN, 200, TRUNCATED, CANDIDATE_TRUNCATED",
                "CAPPED, 200, TRUNCATED, CANDIDATE_TRUNCATED",
                "MALFORMED, 0, MALFORMED, CANDIDATE_MALFORMED",
                "CANCELLED, 0, OTHER, SHUTDOWN"
            })
    void ofCandidate_answer_failsOnlyIfThereIsNothingToCompare(
            Ending ending, int status, @Nullable ErrorKind error, @Nullable Outcome expected) {
        Answer answer = answer(status, ending, error);
        assertThat(Endings.ofCandidate(answer)).isEqualTo(expected);
        assertThat(Endings.comparable(answer)).isEqualTo(expected == null);
    }

    @Test
    void stratum_anyFailureOfLive_isItsOwn() {
        assertThat(Endings.stratum(answer(200, Ending.COMPLETE, null))).isEqualTo(Stratum.NORMAL);
        assertThat(Endings.stratum(answer(429, Ending.COMPLETE, null))).isEqualTo(Stratum.LIVE_FAILED);
        assertThat(Endings.stratum(answer(200, Ending.COMPLETE, ErrorKind.OVERLOADED)))
                .isEqualTo(Stratum.LIVE_FAILED);
        assertThat(Endings.stratum(answer(0, Ending.UNREACHABLE, ErrorKind.CONNECTION)))
                .isEqualTo(Stratum.LIVE_FAILED);
    }

    private static Answer answer(int status, Ending ending, @Nullable ErrorKind error) {
        Completion completion = error == null
                ? new Completion("hi", null, null, List.of(), null, null, null, null, 0, 0)
                : Completion.failed(error, "");
        return new Answer(Arm.LIVE, status, false, completion, new Timing(1, null, null, new long[0]), ending);
    }
}
