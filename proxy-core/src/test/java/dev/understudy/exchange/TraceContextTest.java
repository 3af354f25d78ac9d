package dev.understudy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "02, false", "03, true", "ff, true"})
    void sampled_isTheLowestBit(String flags, boolean sampled) {
        TraceContext context = TraceContext.parse("00-" + TRACE + "-00f067aa0ba902b7-" + flags);
        assertThat(context.sampled()).isEqualTo(sampled);
        assertThat(context.child().sampled()).isEqualTo(sampled);
    }

    @Test
    void child_isAnotherSpanOfTheTrace() {
        TraceContext context = TraceContext.parse("00-" + TRACE + "-00f067aa0ba902b7-01");
        assertThat(context.child().traceId()).isEqualTo(TRACE);
        assertThat(TraceContext.parse(context.child().toString()).spanId()).isNotEqualTo(context.spanId());
    }

    @Test
    void of_twoLines_isNone() {
        String sent = "00-" + TRACE + "-00f067aa0ba902b7-01";
        assertThat(TraceContext.of(Headers.of("traceparent", sent, "Traceparent", sent)))
                .isNull();
        assertThat(TraceContext.of(Headers.of("x", "y", "TraceParent", " " + sent + " ")))
                .hasToString(sent);
        assertThat(TraceContext.of(Headers.EMPTY)).isNull();
    }
}
