package dev.understudy.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OpenAiErrorsTest {
    private final Dialect dialect = new OpenAiChat();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            429; {'error':{'message':'Rate limit reached','type':'tokens','code':'rate_limit_exceeded'}}; RATE_LIMITED; Rate limit reached
            429; {'error':{'message':'You exceeded your current quota','type':'insufficient_quota','code':'insufficient_quota'}}; QUOTA_EXHAUSTED; You exceeded your current quota
            402; {'error':{'message':'Insufficient credits','code':402}}; QUOTA_EXHAUSTED; Insufficient credits
            429; {'error':{'message':'Provider returned error','code':429}}; RATE_LIMITED; Provider returned error
            429; not json; RATE_LIMITED; HTTP 429
            413; {'error':{'message':'Request too large','type':'tokens','code':'rate_limit_exceeded'}}; RATE_LIMITED; Request too large
            529; {'error':{'message':'Overloaded','type':'overloaded_error'}}; OVERLOADED; Overloaded
            503; {'error':{'message':'The server is overloaded'}}; OVERLOADED; The server is overloaded
            503; <html>Service Unavailable</html>; OVERLOADED; HTTP 503
            401; {'error':{'message':'Incorrect API key','type':'invalid_request_error','code':'invalid_api_key'}}; AUTH; Incorrect API key
            403; {'error':{'message':'Country not supported','code':'unsupported_country'}}; AUTH; Country not supported
            403; {'error':{'message':'flagged','code':403,'metadata':{'reasons':['violence']}}}; CONTENT_FILTERED; flagged
            404; {'error':{'message':'The model does not exist','type':'invalid_request_error','code':'model_not_found'}}; NOT_FOUND; The model does not exist
            404; {'error':{'code':'DeploymentNotFound','message':'no such deployment'}}; NOT_FOUND; no such deployment
            400; {'error':{'message':'too long','type':'invalid_request_error','code':'context_length_exceeded'}}; CONTEXT_TOO_LONG; too long
            400; {'object':'error','message':'This model has a maximum context length of 4096 tokens','type':'BadRequestError','code':400}; CONTEXT_TOO_LONG; This model has a maximum context length of 4096 tokens
            400; {'error':{'code':'content_filter','message':'filtered','innererror':{'code':'ResponsibleAIPolicyViolation'}}}; CONTENT_FILTERED; filtered
            400; {'error':{'message':'bad','type':'invalid_request_error','code':'unsupported_parameter'}}; INVALID_REQUEST; bad
            422; {'object':'error','message':{'detail':[{'type':'extra_forbidden'}]},'type':'invalid_request_error'}; INVALID_REQUEST; {'detail':[{'type':'extra_forbidden'}]}
            422; {'detail':'Unprocessable'}; INVALID_REQUEST; Unprocessable
            400; {'error':'invalid_request','error_description':'why'}; INVALID_REQUEST; why
            400; {'error':'why'}; INVALID_REQUEST; why
            400; [{'error':{'code':400,'message':'in a list','status':'INVALID_ARGUMENT'}}]; INVALID_REQUEST; in a list
            429; [{'error':{'code':429,'message':'quota','status':'RESOURCE_EXHAUSTED'}}]; RATE_LIMITED; quota
            408; {}; TIMEOUT; HTTP 408
            504; ''; TIMEOUT; HTTP 504
            500; {'error':{'message':'The server had an error','type':'server_error'}}; OTHER; The server had an error
            302; ''; OTHER; HTTP 302
            200; {'error':{'message':'m','type':'rate_limit_error'}}; RATE_LIMITED; m
            200; {'error':{'message':'m','type':'invalid_request_error'}}; INVALID_REQUEST; m
            200; {'error':{'message':'m','code':'502'}}; OTHER; m
            200; {'error':{'message':'m','code':401}}; AUTH; m
            200; {'choices':[{'error':{'message':'m','code':503},'finish_reason':'error','message':{'content':''}}]}; OVERLOADED; m
            200; {'choices':[],'x_groq':{'error':'over_capacity'}}; OVERLOADED; over_capacity
            """)
    void response_error_classified(int status, String body, ErrorKind kind, String message) {
        Completion completion = dialect.response(
                        status,
                        Headers.of("content-type", "application/json"),
                        body.replace('\'', '"').getBytes(UTF_8))
                .completion();

        assertThat(completion.error().kind()).isEqualTo(kind);
        assertThat(completion.error().message()).isEqualTo(message.replace('\'', '"'));
    }

    @Test
    void response_errorStatusWithAStream_readFromTheStream() {
        Completion completion = dialect.response(
                        503,
                        Headers.of("content-type", "text/event-stream"),
                        "data: {\"error\":{\"message\":\"m\",\"code\":\"rate_limit_exceeded\"}}\n\n".getBytes(UTF_8))
                .completion();

        assertThat(completion.error().kind()).isEqualTo(ErrorKind.RATE_LIMITED);
    }

    @Test
    void response_errorStatusWithAnAnswer_isStillAnError() {
        byte[] body =
                "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n".getBytes(UTF_8);

        assertThat(dialect.response(500, Headers.EMPTY, body)
                        .completion()
                        .error()
                        .kind())
                .isEqualTo(ErrorKind.OTHER);
    }

    @Test
    void response_hugeErrorMessage_isShortened() {
        String body = "{\"error\":{\"message\":\"" + "x".repeat(1 << 20) + "\"}}";

        assertThat(dialect.response(500, Headers.EMPTY, body.getBytes(UTF_8))
                        .completion()
                        .error()
                        .message())
                .hasSizeLessThan(2_100);
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void error_everyKind_isReadBackWithItsMessage(ErrorKind kind) {
        byte[] body = dialect.error(502, kind, "why \"it\" failed");

        Completion completion = dialect.response(502, Headers.EMPTY, body).completion();

        assertThat(completion.error().message()).isEqualTo("why \"it\" failed");
        assertThat(Json.object(body).path("error").has("param")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED,429",
        "AUTH,401",
        "NOT_FOUND,404",
        "CONTEXT_TOO_LONG,400",
        "CONTENT_FILTERED,400",
        "QUOTA_EXHAUSTED,429",
        "TIMEOUT,504",
        "OVERLOADED,503",
        "INVALID_REQUEST,400"
    })
    void error_kindWithItsStatus_isReadBackAsThatKind(ErrorKind kind, int status) {
        assertThat(dialect.response(status, Headers.EMPTY, dialect.error(status, kind, "m"))
                        .completion()
                        .error()
                        .kind())
                .isEqualTo(kind);
    }
}
