package dev.understudy.variant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.CredentialsConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.exchange.Headers;
import dev.understudy.privacy.Pseudonymiser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void child_ofAValidParent_hasItsTraceAndASpanOfItsOwn() {
        String child = TraceParent.child(Headers.of("Traceparent", SENT));

        assertThat(child).matches("00-" + TRACE + "-[0-9a-f]{16}-01").isNotEqualTo(SENT);
        assertThat(TraceParent.child(Headers.of("traceparent", SENT))).isNotEqualTo(child);
    }

    @Test
    void child_ofALaterVersion_isOfOurs() {
        assertThat(TraceParent.child(Headers.of("traceparent", "cc" + SENT.substring(2) + "-what-comes")))
                .startsWith("00-" + TRACE)
                .hasSize(55);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
            })
    void child_ofWhatIsNotValid_isNone(String sent) {
        assertThat(TraceParent.child(Headers.of("traceparent", sent))).isNull();
    }

    @Test
    void child_ofTwo_isNone() {
        assertThat(TraceParent.child(Headers.of("traceparent", SENT, "traceparent", SENT)))
                .isNull();
        assertThat(TraceParent.child(Headers.EMPTY)).isNull();
    }

    @Test
    void arms_getChildrenOfTheClientsSpan() {
        Dialect dialect = Dialects.named("openai-chat");
        Headers client = Headers.of("traceparent", SENT, "tracestate", "vendor=1", "accept", "*/*");

        Headers candidate =
                ArmHeaders.candidate(client, dialect, CredentialsConfig.NONE, false, "s", Pseudonymiser.OFF);
        Headers control = ArmHeaders.control(client, null, "s");

        assertThat(candidate.get("traceparent")).contains(TRACE).isNotEqualTo(SENT);
        assertThat(candidate.contains("tracestate")).isFalse();
        assertThat(control.get("traceparent")).contains(TRACE).isNotEqualTo(SENT);
        assertThat(control.get("traceparent")).isNotEqualTo(candidate.get("traceparent"));
        assertThat(control.get("tracestate")).isEqualTo("vendor=1");
    }

    @Test
    void control_ofAClientWithoutTrace_hasNone() {
        assertThat(ArmHeaders.control(Headers.of("accept", "*/*"), null, "s").contains("traceparent"))
                .isFalse();
    }
}
