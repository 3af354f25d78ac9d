package dev.understudy.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageResponseTest {
    private static final String START =
            "{'type':'message_start','message':{'model':'claude-x','content':[],'stop_reason':null,'usage':"
                    + "{'input_tokens':10,'cache_creation_input_tokens':5,'cache_read_input_tokens':100,'output_tokens':1}}}";
    private static final String STOP = "{'type':'message_stop'}";

    private final Dialect dialect = new AnthropicMessages();

    @Test
    void response_wholeBody_everythingRead() {
        Completion completion = body("""
                {"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[
                {"type":"thinking","thinking":"Hm.","signature":"c2ln"},{"type":"redacted_thinking","data":"eA=="},
                {"type":"text","text":"It is ","citations":null},
                {"type":"text","text":"sunny","citations":[{"type":"web_search_result_location","url":"u"}]},
                {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}},
                {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","text":"no"}]},
                {"type":"tool_use","id":"toolu_1","name":"f","input":{"a":1.10,"b":[true,null]},"caller":{"type":"direct"}},
                {"type":"tool_use","id":"toolu_2","name":"g","input":{}}],
                "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":5,
                "cache_read_input_tokens":100,"output_tokens":7,"output_tokens_details":{"thinking_tokens":3}}}""");

        assertThat(completion)
                .isEqualTo(new Completion(
                                "It is sunny",
                                "Hm.",
                                null,
                                List.of(
                                        new ToolCall("toolu_1", "f", "{\"a\":1.10,\"b\":[true,null]}"),
                                        new ToolCall("toolu_2", "g", "{}")),
                                FinishReason.TOOL_CALLS,
                                "claude-x",
                                new Usage(115L, 100L, 7L, 3L, false),
                                null,
                                0,
                                0)
                        .withCitations(List.of(new Citation("u", null, null))));
    }

    @Test
    void response_stream_everythingPutTogether() {
        ParsedResponse parsed = stream(
                START,
                "{'type':'ping'}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'','signature':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'H'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'m'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'c2ln'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'He'}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'citations_delta','citation':{'cited_text':'x'}}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'llo'}}",
                "{'type':'content_block_stop','index':1}",
                "{'type':'content_block_start','index':2,'content_block':{'type':'server_tool_use','id':'s','name':'web_search','input':{}}}",
                "{'type':'content_block_delta','index':2,'delta':{'type':'input_json_delta','partial_json':'{}'}}",
                "{'type':'content_block_stop','index':2}",
                "{'type':'content_block_start','index':3,'content_block':{'type':'web_search_tool_result','tool_use_id':'s','content':[]}}",
                "{'type':'content_block_stop','index':3}",
                "{'type':'content_block_start','index':4,'content_block':{'type':'tool_use','id':'toolu_1','name':'f','input':{}}}",
                "{'type':'content_block_delta','index':4,'delta':{'type':'input_json_delta','partial_json':''}}",
                "{'type':'content_block_delta','index':4,'delta':{'type':'input_json_delta','partial_json':'{\\'a\\':'}}",
                "{'type':'content_block_delta','index':4,'delta':{'type':'input_json_delta','partial_json':' 1}'}}",
                "{'type':'content_block_stop','index':4}",
                "{'type':'content_block_start','index':5,'content_block':{'type':'tool_use','id':'toolu_2','name':'g','input':{}}}",
                "{'type':'content_block_stop','index':5}",
                "{'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null},'usage':{'input_tokens':null,'output_tokens':9}}",
                STOP);

        assertThat(parsed.completion())
                .isEqualTo(new Completion(
                                "Hello",
                                "Hm",
                                null,
                                List.of(new ToolCall("toolu_1", "f", "{\"a\": 1}"), new ToolCall("toolu_2", "g", "{}")),
                                FinishReason.TOOL_CALLS,
                                "claude-x",
                                new Usage(115L, 100L, 9L, null, false),
                                null,
                                26,
                                0)
                        .withCitations(List.of(new Citation(null, null, "x"))));
        // Two of thinking, two of text, the start of each call, and its two pieces that say something.
        assertThat(parsed.outputOffsets()).hasSize(8);
    }

    @Test
    void response_typeComesLast_isUnderstoodAllTheSame() {
        Completion completion = stream(
                        START,
                        "{'index':0,'content_block':{'text':'a','type':'text'},'type':'content_block_start'}",
                        "{'delta':{'text':'b','type':'text_delta'},'index':0,'type':'content_block_delta'}",
                        "{'usage':{'output_tokens':2},'delta':{'stop_reason':'end_turn'},'type':'message_delta'}",
                        STOP)
                .completion();

        assertThat(completion.text()).isEqualTo("ab");
        assertThat(completion.unknownEvents()).isZero();
    }

    @Test
    void response_secondMessageInTheStream_isTheAnswer() {
        Completion completion = stream(
                        START.replace("claude-x", "claude-first"),
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'gone'}}",
                        "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'a','name':'f','input':{}}}",
                        "{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':'{'}}",
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'here'}}",
                        "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':2}}",
                        STOP)
                .completion();

        assertThat(completion.text()).isEqualTo("here");
        assertThat(completion.toolCalls()).isEmpty();
        assertThat(completion.model()).isEqualTo("claude-x");
        assertThat(completion.usage().inputTokens()).isEqualTo(115);
        assertThat(completion.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn,STOP",
        "stop_sequence,STOP",
        "max_tokens,LENGTH",
        "model_context_window_exceeded,LENGTH",
        "tool_use,TOOL_CALLS",
        "pause_turn,OTHER",
        "refusal,REFUSAL",
        "something_new,OTHER",
    })
    void response_stopReason_translated(String reason, FinishReason expected) {
        Completion whole =
                body("{\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"stop_reason\":\"" + reason + "\"}");
        Completion streamed = stream(START, "{'type':'message_delta','delta':{'stop_reason':'" + reason + "'}}", STOP)
                .completion();

        assertThat(whole.finishReason()).isEqualTo(expected);
        assertThat(streamed.finishReason()).isEqualTo(expected);
    }

    @Test
    void response_refusal_explanationIsTheRefusal() {
        Completion whole = body("""
                {"type":"message","content":[],"stop_reason":"refusal",
                "stop_details":{"type":"refusal","category":"cyber","explanation":"Not this."}}""");
        Completion streamed = stream(
                        START,
                        "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_details':{'explanation':'Not this.'}}}",
                        STOP)
                .completion();

        assertThat(whole.refusal()).isEqualTo("Not this.");
        assertThat(whole.text()).isNull();
        assertThat(streamed.refusal()).isEqualTo("Not this.");
        assertThat(streamed.finishReason()).isEqualTo(FinishReason.REFUSAL);
    }

    @Test
    void response_endsWithoutAWord_isTheEmptyText() {
        assertThat(body("{\"content\":[],\"stop_reason\":\"end_turn\"}").text()).isEmpty();
        assertThat(
                        body("{\"content\":[{\"type\":\"tool_use\",\"name\":\"f\",\"input\":{}}],\"stop_reason\":\"tool_use\"}")
                                .text())
                .isNull();
    }

    @Test
    void response_errorInTheStream_keepsWhatCameBefore() {
        Completion completion = stream(
                        START,
                        "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'Half'}}",
                        "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}")
                .completion();

        assertThat(completion.text()).isEqualTo("Half");
        assertThat(completion.error().kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(completion.error().message()).isEqualTo("Overloaded");
    }

    @Test
    void response_streamWithoutItsEnd_isTruncated() {
        Completion completion = stream(
                        START, "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'Half'}}")
                .completion();

        assertThat(completion.error().kind()).isEqualTo(ErrorKind.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'content_block_delta','index':0,'delta':{'type':'hologram_delta','text':'x'}}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'hologram'}}",
                "{'type':'message_pause'}",
                "{}",
                "[]",
                "7"
            })
    void response_unknownEvent_isCounted(String event) {
        Completion completion = stream(START, event, STOP).completion();

        assertThat(completion.unknownEvents()).isEqualTo(1);
        assertThat(completion.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            400; {"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}; CONTEXT_TOO_LONG
            400; {"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 1 + 2 > 3"}}; CONTEXT_TOO_LONG
            400; {"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}}; QUOTA_EXHAUSTED
            400; {"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}; CONTENT_FILTERED
            400; {"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: Field required"}}; INVALID_REQUEST
            401; {"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}; AUTH
            402; {"type":"error","error":{"type":"billing_error","message":"m"}}; QUOTA_EXHAUSTED
            403; {"type":"error","error":{"type":"permission_error","message":"m"}}; AUTH
            404; {"type":"error","error":{"type":"not_found_error","message":"model: x"}}; NOT_FOUND
            413; {"type":"error","error":{"type":"request_too_large","message":"m"}}; INVALID_REQUEST
            429; {"type":"error","error":{"type":"rate_limit_error","message":"m"}}; RATE_LIMITED
            500; {"type":"error","error":{"type":"api_error","message":"m"}}; OTHER
            504; {"type":"error","error":{"type":"timeout_error","message":"m"}}; TIMEOUT
            529; {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}; OVERLOADED
            200; {"type":"error","error":{"type":"rate_limit_error","message":"m"}}; RATE_LIMITED
            200; {"type":"error","error":{"type":"invalid_request_error","message":"m"}}; INVALID_REQUEST
            429; [{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}}]; RATE_LIMITED
            503; upstream connect error; OVERLOADED
            """)
    void response_error_classified(int status, String body, ErrorKind expected) {
        Completion completion =
                dialect.response(status, Headers.EMPTY, body.getBytes(UTF_8)).completion();

        assertThat(completion.error().kind()).isEqualTo(expected);
        assertThat(completion.error().message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"type":"message"}; MALFORMED
            []; MALFORMED
            {"content":7}; MALFORMED
            {"content":[{"type":"text","text":"a"; TRUNCATED
            {"content":[]} {}; MALFORMED
            <html>; MALFORMED
            """)
    void response_unreadableBody_saysHow(String body, ErrorKind expected) {
        assertThat(body(body).error().kind()).isEqualTo(expected);
    }

    @Test
    void response_deepJsonAndLongLine_endInAClearResult() {
        String deep = "{\"content\":" + "[".repeat(100_000);
        String longLine = "{\"content\":[{\"type\":\"text\",\"text\":\"" + "x".repeat(10 << 20) + "\"}]}";

        assertThat(body(deep).error().kind()).isEqualTo(ErrorKind.MALFORMED);
        assertThat(body(longLine).text()).hasSize(10 << 20);
    }

    @Test
    void response_countsBeyondALong_doNotWrap() {
        Completion completion = body("{\"content\":[],\"usage\":{\"input_tokens\":9223372036854775807,"
                + "\"cache_read_input_tokens\":9223372036854775807,\"output_tokens\":99999999999999999999}}");

        assertThat(completion.usage()).isEqualTo(new Usage(Long.MAX_VALUE, Long.MAX_VALUE, null, null, false));
    }

    @Test
    void error_readsBackAsWhatItWas() {
        for (ErrorKind kind : ErrorKind.values()) {
            byte[] body = dialect.error(500, kind, "what happened");
            assertThat(Json.object(body).path("type").asString()).isEqualTo("error");
            assertThat(dialect.response(500, Headers.EMPTY, body)
                            .completion()
                            .error()
                            .message())
                    .isEqualTo("what happened");
        }
        assertThat(dialect.response(503, Headers.EMPTY, dialect.error(503, ErrorKind.OVERLOADED, "m"))
                        .completion()
                        .error()
                        .kind())
                .isEqualTo(ErrorKind.OVERLOADED);
    }

    private Completion body(String json) {
        return dialect.response(200, Headers.of("content-type", "application/json"), json.getBytes(UTF_8))
                .completion();
    }

    /** Events in single quotes, named as Anthropic names them. */
    private ParsedResponse stream(String... events) {
        StringBuilder body = new StringBuilder();
        for (String event : events) {
            String json = event.replace("\\'", "\\\"").replace('\'', '"');
            String type = json.replaceAll("(?s).*\"type\":\"([a-z_]+)\"}$|^\\{\"type\":\"([a-z_]+)\".*", "$1$2");
            body.append("event: ").append(type.length() < 30 ? type : "x").append('\n');
            body.append("data: ").append(json).append("\n\n");
        }
        return dialect.response(
                200,
                Headers.of("content-type", "text/event-stream"),
                body.toString().getBytes(UTF_8));
    }
}
