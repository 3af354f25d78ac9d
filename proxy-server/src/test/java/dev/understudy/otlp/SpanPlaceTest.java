package dev.understudy.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Pair;
import dev.understudy.exchange.TraceContext;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpanPlaceTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0";

    @Test
    void of_clientsTrace_followsItsDecisionWhateverOursIs() {
        assertThat(SpanPlace.of(Calls.traced("x", PARENT + 1, null), 0).sampled())
                .isTrue();
        assertThat(SpanPlace.of(Calls.traced("x", PARENT + 0, null), 100).sampled())
                .isFalse();
    }

    @Test
    void of_noTrace_drawsByTheExchange() {
        long sampled = IntStream.range(0, 10_000)
                .filter(i ->
                        SpanPlace.of(Calls.traced("x-" + i, null, null), 25).sampled())
                .count();
        assertThat(sampled).isBetween(2_200L, 2_800L);
        assertThat(SpanPlace.of(Calls.traced("x", null, null), 100).sampled()).isTrue();
        assertThat(SpanPlace.of(Calls.traced("x", null, null), 0).sampled()).isFalse();
    }

    @Test
    void of_callsOfAnExchange_haveOneTraceAndParent() {
        SpanPlace first = SpanPlace.of(Calls.traced("x", null, null), 100);
        SpanPlace second = SpanPlace.of(Calls.control("x"), 100);
        SpanPlace other = SpanPlace.of(Calls.traced("y", null, null), 100);
        assertThat(first.traceId()).isEqualTo(second.traceId()).isNotEqualTo(other.traceId());
        assertThat(first.parentId()).isEqualTo(second.parentId());
        assertThat(first.spanId()).isNotEqualTo(second.spanId()).hasSize(16);
        assertThat(first.remote()).isFalse();
    }

    @Test
    void of_questionWithoutATrace_isUnderTheCallThatItJudges() {
        SpanPlace candidate = SpanPlace.of(Calls.traced("x", null, null), 100);
        SpanPlace control = SpanPlace.of(Calls.control("x"), 100);
        SpanPlace first = SpanPlace.of(Calls.asked("x", null, Pair.CANDIDATE, null), 100);
        SpanPlace second = SpanPlace.of(Calls.asked("x", null, Pair.CANDIDATE, null), 100);
        SpanPlace other = SpanPlace.of(Calls.asked("x", null, Pair.CONTROL, null), 100);
        assertThat(first.traceId()).isEqualTo(candidate.traceId()).isEqualTo(other.traceId());
        assertThat(first.parentId()).isEqualTo(candidate.spanId()).isEqualTo(second.parentId());
        assertThat(other.parentId()).isEqualTo(control.spanId());
        assertThat(first.spanId()).isNotEqualTo(second.spanId()).hasSize(16);
        assertThat(first.remote()).isFalse();
    }

    @Test
    void of_questionWithoutATrace_isSampledWithItsExchange() {
        for (int i = 0; i < 200; i++) {
            SpanPlace call = SpanPlace.of(Calls.traced("x-" + i, null, null), 25);
            SpanPlace question = SpanPlace.of(Calls.asked("x-" + i, null, Pair.CANDIDATE, null), 25);
            assertThat(question.sampled()).isEqualTo(call.sampled());
        }
    }

    @Test
    void of_questionInAClientsTrace_isUnderTheCallThatItJudges() {
        TraceContext call = TraceContext.parse(PARENT + 1).child();
        SpanPlace question = SpanPlace.of(Calls.asked("x", PARENT + 1, Pair.CANDIDATE, call), 0);
        assertThat(question.traceId()).isEqualTo(call.traceId());
        assertThat(question.parentId()).isEqualTo(call.spanId());
        assertThat(question.spanId()).isNotEqualTo(call.spanId());
        assertThat(question.remote()).isFalse();
        assertThat(question.state()).isEqualTo("vendor=1");
        assertThat(question.sampled()).isTrue();
        assertThat(SpanPlace.of(Calls.asked("x", PARENT + 0, Pair.CANDIDATE, call), 100)
                        .sampled())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vendor=1|vendor=1",
                "a=1 ,, b=2|a=1,b=2",
                "t@v=x y|t@v=x y",
                "a=1,b=jane.roe@corp-mail.test|a=1",
                "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7|congo=t61rcWkgMzE,rojo=00f067aa0ba902b7"
            })
    void of_traceState_isKept(String sent, String kept) {
        assertThat(SpanPlace.of(Calls.traced("x", PARENT + 1, sent), 100).state())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "jane.roe@corp-mail.test",
                "Vendor=1",
                "a=1,b",
                "a=é",
                "a=1=2",
                "b=jane.roe@corp-mail.test"
            })
    void of_traceStateThatIsNone_isNotKept(String sent) {
        assertThat(SpanPlace.of(Calls.traced("x", PARENT + 1, sent), 100).state())
                .isNull();
    }
}
