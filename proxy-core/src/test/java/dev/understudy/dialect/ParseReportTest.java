package dev.understudy.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.dialect.openai.OpenAiChat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParseReportTest {
    private final Dialect dialect = new OpenAiChat();

    @Test
    void response_everything_isTheContractsObject() {
        ParseReport report = ParseReport.response(dialect, """
                {"model":"m","choices":[{"index":0,"message":{"content":"t","reasoning":"r","refusal":"no","tool_calls":[
                {"id":"i","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""".getBytes(UTF_8));

        assertThat(report.malformed()).isFalse();
        assertThat(report.json()).hasToString("""
                {"text":"t","reasoning":"r","refusal":"no","tool_calls":[{"id":"i","name":"f","arguments":"{}"}],\
                "finish_reason":"stop","model":"m","usage":{"input_tokens":1,"cached_input_tokens":null,\
                "output_tokens":2,"reasoning_tokens":null,"estimated":false},"error":null,"events":0,"unknown_events":0}""");
    }

    @Test
    void response_nothing_isAllNull() {
        assertThat(ParseReport.response(dialect, "{\"choices\":[]}".getBytes(UTF_8))
                        .json())
                .hasToString("""
                {"text":null,"reasoning":null,"refusal":null,"tool_calls":[],"finish_reason":null,"model":null,\
                "usage":null,"error":null,"events":0,"unknown_events":0}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"choices":[]}; false
            {"error":{"message":"m"}}; false
            data: {"choices":[{"delta":{"content":"a"}}]}; false
            data: [DONE]; false
            data: {"choices"; true
            {"choices"; true
            nonsense; true
            ''; true
            """)
    void response_unreadable_isMalformed(String body, boolean malformed) {
        assertThat(ParseReport.response(dialect, (body.isEmpty() ? "" : body + "\n\n").getBytes(UTF_8))
                        .malformed())
                .isEqualTo(malformed);
    }

    @Test
    void request_read() {
        ParseReport report = ParseReport.request(dialect, """
                {"model":"m","stream":true,"user":"u","store":true,"messages":[{"role":"user","content":"Hi"}]}""".getBytes(UTF_8));

        assertThat(report.malformed()).isFalse();
        assertThat(report.json()).hasToString("""
                {"model":"m","streamed":true,"user":"u","conversation_text":"user\\nHi\\n","removed":["store"],\
                "needs_provider_state":null,"error":null}""");
    }

    @Test
    void request_unreadable_isMalformed() {
        ParseReport report = ParseReport.request(dialect, "[]".getBytes(UTF_8));

        assertThat(report.malformed()).isTrue();
        assertThat(report.json().path("error").path("kind").asString()).isEqualTo("malformed");
    }
}
