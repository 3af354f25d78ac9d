package dev.understudy.dialect.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiResponseTest {
    private final Dialect dialect = new Gemini();

    @Test
    void response_everything_isUnderstood() {
        Completion completion = read("""
                {"candidates":[{"content":{"role":"model","parts":[
                {"text":"Let me think.","thought":true,"thoughtSignature":"c2ln"},
                {"executableCode":{"language":"PYTHON","code":"1+1"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"2"}},
                {"text":"It is "},{"text":"two."},
                {"functionCall":{"id":"c1","name":"add","args":{"a":1,"b":1.50}}},{"functionCall":{"name":"now"}}]},
                "finishReason":"STOP","index":0},
                {"content":{"parts":[{"text":"other"}]},"finishReason":"MAX_TOKENS","index":1}],
                "usageMetadata":{"promptTokenCount":10,"toolUsePromptTokenCount":5,"cachedContentTokenCount":4,
                "candidatesTokenCount":7,"thoughtsTokenCount":3,"totalTokenCount":25},"modelVersion":"gemini-2.5-pro"}""");

        assertThat(completion.text()).isEqualTo("It is two.");
        assertThat(completion.reasoning()).isEqualTo("Let me think.");
        assertThat(completion.toolCalls())
                .containsExactly(new ToolCall("c1", "add", "{\"a\":1,\"b\":1.50}"), new ToolCall(null, "now", "{}"));
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(completion.model()).isEqualTo("gemini-2.5-pro");
        assertThat(completion.usage()).isEqualTo(new Usage(15L, 4L, 10L, 3L, false));
        assertThat(completion.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,STOP",
        "MAX_TOKENS,LENGTH",
        "SAFETY,CONTENT_FILTER",
        "RECITATION,CONTENT_FILTER",
        "BLOCKLIST,CONTENT_FILTER",
        "PROHIBITED_CONTENT,CONTENT_FILTER",
        "SPII,CONTENT_FILTER",
        "MODEL_ARMOR,CONTENT_FILTER",
        "IMAGE_SAFETY,CONTENT_FILTER",
        "MALFORMED_FUNCTION_CALL,ERROR",
        "UNEXPECTED_TOOL_CALL,ERROR",
        "LANGUAGE,OTHER",
        "SOMETHING_NEW,OTHER",
        "FINISH_REASON_UNSPECIFIED,",
        "'',",
    })
    void response_finishReason_mapped(String reason, FinishReason expected) {
        assertThat(read("{\"candidates\":[{\"finishReason\":\"" + reason + "\"}]}")
                        .finishReason())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {"content":{"role":"model"},"finishReason":"STOP"}; ''
            {"finishReason":"MAX_TOKENS"}; ''
            {"content":{"parts":[{"text":""}]}}; ''
            {"content":{"parts":[{"text":"","thoughtSignature":"x"},{"functionCall":{"name":"f"}}]},"finishReason":"STOP"}; -
            {"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"AA=="}}]},"finishReason":"STOP"}; -
            {"content":{},"finishReason":"SAFETY"}; -
            """)
    void response_noWords_emptyOrAbsent(String candidate, String text) {
        assertThat(read("{\"candidates\":[" + candidate + "]}").text()).isEqualTo(text);
    }

    @Test
    void response_promptBlocked_isFilteredWithoutCandidates() {
        Completion completion = read(
                "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\",\"safetyRatings\":[{}]},\"usageMetadata\":"
                        + "{\"promptTokenCount\":9,\"totalTokenCount\":9},\"modelVersion\":\"gemini-2.5-flash\"}");

        assertThat(completion.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(completion.text()).isNull();
        assertThat(completion.error()).isNull();
        assertThat(completion.usage()).isEqualTo(new Usage(9L, null, 0L, null, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"usageMetadata\":{\"totalTokenCount\":3}}",
                "{\"candidates\":[]}",
                "{\"candidates\":7}",
                "7"
            })
    void response_withoutCandidates_isMalformed(String body) {
        assertThat(read(body).error().kind()).isEqualTo(ErrorKind.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidates\":[{\"content\":[],\"finishReason\":{},\"index\":\"x\"}],\"modelVersion\":{},\"usageMetadata\":[]}",
                "{\"candidates\":[null,1,{\"content\":{\"parts\":{\"text\":\"a\"}}}],\"promptFeedback\":[1]}",
                "{\"candidates\":[{\"content\":{\"parts\":[1,null,{\"text\":{},\"thought\":\"x\",\"functionCall\":[]}]}}]}",
                "{\"candidates\":[{}],\"usageMetadata\":{\"promptTokenCount\":\"5\",\"totalTokenCount\":-1},\"error\":null}",
            })
    void response_oddTypes_areSkipped(String body) {
        Completion completion = read(body);

        assertThat(completion.error()).isNull();
        assertThat(completion.usage()).isNull();
        assertThat(completion.toolCalls()).isEmpty();
    }

    @Test
    void response_array_isAStreamWithTheOffsetOfEveryElement() {
        String first = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"A \\\"}] \"}]}}]}";
        String second = "{\"usageMetadata\":{\"trafficType\":\"ON_DEMAND\"}}";
        String third = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"finishReason\":\"STOP\"}]}";

        ParsedResponse parsed = parse("\uFEFF [" + first + "\n,\r\n" + second + "," + third + "]\n");

        assertThat(parsed.streamed()).isTrue();
        assertThat(parsed.completion().text()).isEqualTo("A \"}] b");
        assertThat(parsed.completion().error()).isNull();
        assertThat(parsed.completion().events()).isEqualTo(3);
        int start = 5 + first.length();
        assertThat(parsed.outputOffsets()).containsExactly(start, start + 4 + second.length() + 1 + third.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            [{"candidates":[{"content":{"parts":[{"text":"a"}]}}]}; TRUNCATED; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},{"candidates":[{"conte; TRUNCATED; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},{"candidates":[{"content":{"parts":[{"text":"b}; TRUNCATED; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]},; ; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}; ; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},nonsense]; MALFORMED; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]}}}]]; MALFORMED; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}]{}; MALFORMED; a
            [{"candidates":[{"content":{"parts":[{"text":"a"}]}}]},{"error":{"code":503,"message":"m","status":"UNAVAILABLE"}}]; OVERLOADED; a
            [; TRUNCATED;
            []; TRUNCATED;
            """)
    void response_arrayThatEndsBadly_saysSo(String body, ErrorKind kind, String text) {
        Completion completion = read(body);

        assertThat(completion.error() == null ? null : completion.error().kind())
                .isEqualTo(kind);
        assertThat(completion.text()).isEqualTo(text);
    }

    @Test
    void response_argumentsInPieces_areBuiltByTheirPaths() {
        Completion completion = read(chunk("{\"name\":\"f\",\"id\":\"1\",\"willContinue\":true}")
                + chunk(
                        "{\"partialArgs\":[{\"jsonPath\":\"$.user.names[0]\",\"stringValue\":\"An\",\"willContinue\":true}],"
                                + "\"willContinue\":true}")
                + chunk("{\"partialArgs\":[{\"jsonPath\":\"$.user.names[0]\",\"stringValue\":\"na\"},"
                        + "{\"jsonPath\":\"$.user.names[1]\",\"stringValue\":\"Bo\"},"
                        + "{\"jsonPath\":\"$['odd key'][\\\"it's\\\"]\",\"numberValue\":1.50},"
                        + "{\"jsonPath\":\"$.on\",\"boolValue\":true},{\"jsonPath\":\"$.none\",\"nullValue\":null}],"
                        + "\"willContinue\":true}")
                + chunk("{}")
                + chunk("{\"name\":\"g\",\"args\":{\"x\":1e400}}"));

        assertThat(completion.toolCalls())
                .containsExactly(
                        new ToolCall(
                                "1",
                                "f",
                                "{\"user\":{\"names\":[\"Anna\",\"Bo\"]},\"odd key\":{\"it's\":1.50},\"on\":true,\"none\":null}"),
                        new ToolCall(null, "g", "{\"x\":1e400}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "$", "$.", "$..a", "$[", "$['a", "$['a'", "$[x]", "$[999999]", "a", "$[-1]", "$.a[3]", "$[0]"
            })
    void response_pathThatIsNone_isLeftOut(String path) {
        Completion completion = read(chunk("{\"name\":\"f\",\"partialArgs\":[{\"jsonPath\":\"" + path
                + "\",\"stringValue\":\"x\"},{\"jsonPath\":\"$.b\",\"boolValue\":false}]}"));

        assertThat(completion.toolCalls().get(0).arguments()).endsWith("\"b\":false}");
    }

    @Test
    void response_argumentsOfThousandsOfSteps_areLeftOut() {
        Completion completion = read(chunk("{\"name\":\"f\",\"partialArgs\":[{\"jsonPath\":\"$" + "[0]".repeat(5_000)
                + "\",\"stringValue\":\"x\"}]}"));

        assertThat(completion.toolCalls().get(0).arguments()).isEqualTo("{}");
    }

    private static String chunk(String functionCall) {
        return "data: {\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":" + functionCall + "}]}}]}\n\n";
    }

    @Test
    void response_streamWithoutAReasonToEnd_isTruncated() {
        assertThat(read("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}\n\n")
                        .error()
                        .kind())
                .isEqualTo(ErrorKind.TRUNCATED);
    }

    @Test
    void response_unknownEvents_areCounted() {
        Completion completion =
                read("data: {\"responseId\":\"x\"}\n\ndata: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\n\n");

        assertThat(completion.unknownEvents()).isEqualTo(1);
        assertThat(completion.events()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            429; {"error":{"code":429,"message":"You exceeded your current quota, check billing","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"32s"}]}}; RATE_LIMITED
            429; {"error":{"code":429,"message":"Your prepayment credits are depleted.","status":"RESOURCE_EXHAUSTED"}}; QUOTA_EXHAUSTED
            503; [{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}]; OVERLOADED
            504; {"error":{"code":504,"message":"Deadline","status":"DEADLINE_EXCEEDED"}}; TIMEOUT
            400; {"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}; AUTH
            403; {"error":{"code":403,"message":"No","status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}; AUTH
            403; {"error":{"code":403,"message":"No","status":"PERMISSION_DENIED","details":[{"reason":"BILLING_DISABLED"}]}}; QUOTA_EXHAUSTED
            401; {"error":{"code":401,"message":"No","status":"UNAUTHENTICATED"}}; AUTH
            400; {"error":{"code":400,"message":"The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}; CONTEXT_TOO_LONG
            400; {"error":{"code":400,"message":"Unknown name","status":"INVALID_ARGUMENT"}}; INVALID_REQUEST
            404; {"error":{"code":404,"message":"No such model","status":"NOT_FOUND"}}; NOT_FOUND
            500; {"error":{"code":500,"message":"Internal","status":"INTERNAL"}}; OTHER
            502; <html>Error 502</html>; OTHER
            404; <html>Error 404</html>; NOT_FOUND
            200; {"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}}; RATE_LIMITED
            200; {"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}}; INVALID_REQUEST
            """)
    void response_error_classified(int status, String body, ErrorKind kind) {
        Completion completion =
                dialect.response(status, Headers.EMPTY, body.getBytes(UTF_8)).completion();

        assertThat(completion.error().kind()).isEqualTo(kind);
        assertThat(completion.error().message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "429,RATE_LIMITED,RESOURCE_EXHAUSTED",
        "502,CONNECTION,UNAVAILABLE",
        "504,TIMEOUT,DEADLINE_EXCEEDED",
        "403,AUTH,PERMISSION_DENIED",
        "404,NOT_FOUND,NOT_FOUND",
        "502,MALFORMED,INTERNAL",
        "413,OTHER,INVALID_ARGUMENT",
    })
    void error_anyKind_isWordedLikeGoogle(int status, ErrorKind kind, String name) {
        assertThat(Json.object(dialect.error(status, kind, "why")))
                .hasToString("{\"error\":{\"code\":" + status + ",\"message\":\"why\",\"status\":\"" + name + "\"}}");
    }

    private Completion read(String body) {
        return parse(body).completion();
    }

    private ParsedResponse parse(String body) {
        return dialect.response(200, Headers.EMPTY, body.getBytes(UTF_8));
    }
}
