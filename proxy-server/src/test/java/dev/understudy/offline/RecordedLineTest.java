package dev.understudy.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedLineTest {
    private static RecordedLine read(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(RecordedLine.checked(bytes, List.of())).isNotEmpty();
        return RecordedLine.read(bytes, Arm.LIVE, List.of());
    }

    private static Answer output(String output) {
        return read("{\"id\":\"1\",\"output\":" + output + "}").answer();
    }

    @Test
    void read_text_isAWholeAnswer() {
        Answer answer = output("\"Hello\"");
        assertThat(answer.succeeded()).isTrue();
        assertThat(answer.completion().text()).isEqualTo("Hello");
        assertThat(answer.completion().finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void read_null_isAnAnswerThatNeverCame() {
        Answer answer = output("null");
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.status()).isZero();
        assertThat(answer.ending()).isEqualTo(Ending.UNREACHABLE);
    }

    @Test
    void read_wordsOfParse_areTakenAsTheyAre() {
        Completion completion = output("""
                {"text": null, "tool_calls": [{"id": "a", "name": "f", "arguments": {"x": 1}}, {"name": "g", "arguments": "{}"}],
                 "finish_reason": "tool_calls", "model": "m", "usage": {"input_tokens": 3, "output_tokens": 4, "estimated": true}}
                """.replace("\n", "")).completion();
        assertThat(completion.text()).isNull();
        assertThat(completion.toolCalls())
                .extracting(call -> call.name() + call.arguments())
                .containsExactly("f{\"x\":1}", "g{}");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(completion.usage().outputTokens()).isEqualTo(4);
        assertThat(completion.usage().estimated()).isTrue();
    }

    @Test
    void read_messageOfAChat_isUnderstood() {
        Completion completion = output("""
                {"role":"assistant","content":[{"type":"text","text":"Hi "},{"type":"text","text":"you"}],
                 "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]}
                """.replace("\n", "")).completion();
        assertThat(completion.text()).isEqualTo("Hi you");
        assertThat(completion.toolCalls())
                .singleElement()
                .satisfies(call -> assertThat(call.name()).isEqualTo("f"));
    }

    @Test
    void read_recordedStream_isReadAsItsDialectDoes() {
        Answer answer =
                output("\"data: {\\\"choices\\\":[{\\\"index\\\":0,\\\"delta\\\":{\\\"content\\\":\\\"Hel\\\"}}]}\\n\\n"
                        + "data: {\\\"choices\\\":[{\\\"index\\\":0,\\\"delta\\\":{\\\"content\\\":\\\"lo\\\"},\\\"finish_reason\\\":\\\"stop\\\"}]}\\n\\n"
                        + "data: [DONE]\\n\\n\"");
        assertThat(answer.streamed()).isTrue();
        assertThat(answer.completion().text()).isEqualTo("Hello");
        assertThat(answer.succeeded()).isTrue();
    }

    @Test
    void read_textThatShowsAStream_staysAText() {
        String text = "data: {\\\"choices\\\": … and so on";
        assertThat(output("\"" + text + "\"").completion().text()).startsWith("data: {\"choices\": …");
    }

    @Test
    void read_errorBody_isAFailureOfItsKind() {
        Answer answer =
                read("{\"id\":1,\"status\":429,\"output\":{\"error\":{\"message\":\"slow\",\"type\":\"requests\",\"code\":"
                                + "\"rate_limit_exceeded\"}}}")
                        .answer();
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.completion().error().kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    }

    @Test
    void read_timing_isKept() {
        RecordedLine line =
                read("{\"uid\":\"u\",\"output\":\"x\",\"timing\":{\"total_seconds\":1.5,\"first_token_seconds\":0.25},"
                        + "\"conversation\":17}");
        assertThat(line.answer().timing().durationNanos()).isEqualTo(1_500_000_000L);
        assertThat(line.answer().timing().firstTokenNanos()).isEqualTo(250_000_000L);
        assertThat(line.conversation()).isEqualTo("17");
        assertThat(line.id()).isEqualTo("u");
    }

    @Test
    void read_invalidUtf8_isRefused() {
        byte[] line = "{\"id\":1,\"output\":\"a?\"}".getBytes(StandardCharsets.UTF_8);
        line[19] = (byte) 0xFF;
        assertThatExceptionOfType(LineException.class)
                .isThrownBy(() -> RecordedLine.checked(line, List.of()))
                .withMessageStartingWith("not JSON: ");
    }

    @Test
    void read_deepJson_isRefused() {
        byte[] line = ("{\"id\":1,\"output\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(LineException.class).isThrownBy(() -> RecordedLine.checked(line, List.of()));
    }

    @Test
    void prompt_requestsOfManyForms_isWhatTheUserSaidLast() {
        assertThat(prompt("\"Why?\"")).isEqualTo("Why?");
        assertThat(prompt("[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]"))
                .isEqualTo("b");
        assertThat(prompt("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"c\"}]}]}"))
                .isEqualTo("c");
        assertThat(prompt(
                        "{\"path\":\"/v1/messages\",\"body\":{\"messages\":[{\"role\":\"user\",\"content\":\"d\"}]}}"))
                .isEqualTo("d");
        assertThat(prompt("{\"odd\":1}")).isEmpty();
        assertThat(prompt("7")).isEmpty();
        assertThat(prompt("null")).isEmpty();
    }

    private static String prompt(String request) {
        RecordedLine line = read("{\"id\":1,\"output\":\"x\",\"request\":" + request + "}");
        Asked asked = RequestReader.read(line.request(), line.dialect());
        return RequestReader.prompt(asked);
    }
}
