package dev.understudy.dialect.cohere;

import static dev.understudy.testing.SingleQuoted.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CohereChatTest {
    private final Dialect dialect = new CohereChat();

    @ParameterizedTest
    @CsvSource({
        "POST,/v2/chat,true",
        "POST,/compatibility/v2/chat?x=1,true",
        "POST,/v1/chat,false",
        "POST,/v2/chats,false",
        "POST,/v2/embed,false",
        "GET,/v2/chat,false",
    })
    void serves_methodAndPath_recognised(String method, String path, boolean served) {
        assertThat(dialect.serves(method, path)).isEqualTo(served);
        assertThat(Dialects.forRequest(method, path) instanceof CohereChat).isEqualTo(served);
    }

    @Test
    @NeedsRecordedData
    void response_everyRecordedExchange_isUnderstood() {
        List<Recorded.Exchange> exchanges = Recorded.exchanges("cohere.chat");
        assertThat(exchanges).hasSize(7);
        for (Recorded.Exchange exchange : exchanges) {
            JsonNode body = Json.object(exchange.response());
            Completion completion = dialect.response(
                            exchange.status(), Headers.of("content-type", exchange.contentType()), exchange.response())
                    .completion();

            assertThat(dialect.serves(exchange.method(), exchange.target())).isTrue();
            assertThat(completion.error()).isNull();
            assertThat(completion.text() != null).isEqualTo(body.path("message").has("content"));
            assertThat(completion.toolCalls())
                    .hasSize(body.path("message").path("tool_calls").size());
            assertThat(completion.finishReason())
                    .isEqualTo(completion.toolCalls().isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS);
            assertThat(completion.usage().inputTokens())
                    .isEqualTo(body.at("/usage/tokens/input_tokens").asLong());
            assertThat(dialect.facts(exchange.target(), (ObjectNode) Json.tree(
                                    exchange.request().toString().getBytes(UTF_8),
                                    0,
                                    exchange.request().toString().getBytes(UTF_8).length))
                            .conversationText())
                    .isNotEmpty();
        }
    }

    @Test
    void response_body_isUnderstood() {
        Completion completion = read("""
                {"id":"x","message":{"role":"assistant","tool_plan":"I will look.","content":[{"type":"thinking","thinking":"hm"},
                {"type":"text","text":"a"},{"type":"text","text":"b"}],"tool_calls":[{"id":"1","type":"function","function":
                {"name":"f","arguments":"{\\"a\\":1}"}}],"citations":[{"start":0}]},"finish_reason":"TOOL_CALL",
                "usage":{"billed_units":{"input_tokens":3,"output_tokens":2},"tokens":{"input_tokens":50,"output_tokens":4},
                "cached_tokens":16}}""");

        assertThat(completion.text()).isEqualTo("ab");
        assertThat(completion.reasoning()).isEqualTo("I will look.hm");
        assertThat(completion.toolCalls()).containsExactly(new ToolCall("1", "f", "{\"a\":1}"));
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(completion.usage()).isEqualTo(new Usage(50L, 16L, 4L, null, false).withBilled(3L, 2L));
        assertThat(completion.error()).isNull();
    }

    @Test
    void response_stream_comesTogether() {
        ParsedResponse parsed = parse(
                200,
                event(
                                "message-start",
                                "'id':'x','delta':{'message':{'role':'assistant','content':[],'tool_plan':'','tool_calls':[],'citations':[]}}")
                        + event(
                                "content-start",
                                "'index':0,'delta':{'message':{'content':{'type':'thinking','thinking':''}}}")
                        + event("content-delta", "'index':0,'delta':{'message':{'content':{'thinking':'hm'}}}")
                        + event("content-end", "'index':0")
                        + event("content-start", "'index':1,'delta':{'message':{'content':{'type':'text','text':''}}}")
                        + event("content-delta", "'index':1,'delta':{'message':{'content':{'text':'Hel'}}}")
                        + event("content-delta", "'index':1,'delta':{'message':{'content':{'text':'lo'}}}")
                        + event(
                                "citation-start",
                                "'index':0,'delta':{'message':{'citations':{'start':0,'text':'Hel'}}}")
                        + event("citation-end", "'index':0")
                        + event("content-end", "'index':1")
                        + event(
                                "message-end",
                                "'delta':{'finish_reason':'COMPLETE','usage':{'tokens':{'input_tokens':5,'output_tokens':2}}}")
                        + "data: [DONE]\n\n");

        assertThat(parsed.streamed()).isTrue();
        assertThat(parsed.outputOffsets()).hasSize(3);
        Completion completion = parsed.completion();
        assertThat(completion.text()).isEqualTo("Hello");
        assertThat(completion.reasoning()).isEqualTo("hm");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(completion.usage()).isEqualTo(new Usage(5L, null, 2L, null, false));
        assertThat(completion.unknownEvents()).isZero();
        assertThat(completion.error()).isNull();
    }

    @Test
    void response_streamedToolCalls_comeTogether() {
        Completion completion = read(event("tool-plan-delta", "'delta':{'message':{'tool_plan':'I will.'}}")
                + event(
                        "tool-call-start",
                        "'index':0,'delta':{'message':{'tool_calls':{'id':'1','type':'function','function':{'name':'f','arguments':''}}}}")
                + event(
                        "tool-call-delta",
                        "'index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'{\\\"a\\\":'}}}}")
                + event(
                        "tool-call-delta",
                        "'index':0,'delta':{'message':{'tool_calls':{'function':{'arguments':'1}'}}}}")
                + event("tool-call-end", "'index':0")
                + event(
                        "tool-call-start",
                        "'index':1,'delta':{'message':{'tool_calls':{'id':'2','function':{'name':'g','arguments':''}}}}")
                + event("tool-call-end", "'index':1")
                + event("message-end", "'delta':{'finish_reason':'TOOL_CALL'}"));

        assertThat(completion.toolCalls())
                .containsExactly(new ToolCall("1", "f", "{\"a\":1}"), new ToolCall("2", "g", "{}"));
        assertThat(completion.reasoning()).isEqualTo("I will.");
        assertThat(completion.text()).isNull();
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE,STOP",
        "STOP_SEQUENCE,STOP",
        "MAX_TOKENS,LENGTH",
        "TOOL_CALL,TOOL_CALLS",
        "ERROR,ERROR",
        "TIMEOUT,ERROR",
        "ERROR_TOXIC,CONTENT_FILTER",
        "SOMETHING_NEW,OTHER",
        "'',",
    })
    void response_finishReason_mapped(String reason, FinishReason expected) {
        assertThat(read("{\"message\":{\"content\":\"a\"},\"finish_reason\":\"" + reason + "\"}")
                        .finishReason())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            401; {"id":"x","message":"invalid api token"}; AUTH
            429; {"message":"You are using a Trial key, which is limited to 40 API calls / minute."}; RATE_LIMITED
            400; {"message":"too many tokens: the total number of tokens cannot exceed 4081"}; CONTEXT_TOO_LONG
            404; {"message":"model 'x' not found"}; NOT_FOUND
            422; {"message":"invalid request: x"}; INVALID_REQUEST
            498; {"message":"invalid or blocked token"}; OVERLOADED
            500; {"message":"internal server error"}; OTHER
            503; <html>; OVERLOADED
            200; {"message":"invalid api token"}; AUTH
            200; {"id":"x"}; MALFORMED
            200; {"message":{}; TRUNCATED
            """)
    void response_error_classified(int status, String body, ErrorKind kind) {
        Completion completion = parse(status, body).completion();

        assertThat(completion.error().kind()).isEqualTo(kind);
        assertThat(completion.error().message()).isNotBlank();
    }

    @Test
    void response_streamThatFails_saysSoAndKeepsTheText() {
        String start = event("content-delta", "'delta':{'message':{'content':{'text':'a'}}}");
        Completion failed =
                read(start + event("message-end", "'delta':{'finish_reason':'ERROR','error':'went wrong'}"));
        Completion cut = read(start);

        assertThat(failed.error().message()).isEqualTo("went wrong");
        assertThat(failed.text()).isEqualTo("a");
        assertThat(failed.finishReason()).isEqualTo(FinishReason.ERROR);
        assertThat(cut.error().kind()).isEqualTo(ErrorKind.TRUNCATED);
        assertThat(read(event("novelty", "'delta':{}")).unknownEvents()).isEqualTo(1);
    }

    @Test
    void contain_serverTools_removed() {
        ObjectNode request =
                json("{'connectors':[{'id':'web-search'}],'documents':['a'],'citation_options':{'mode':'fast'},"
                        + "'tools':[{'type':'web'}],'tool_choice':'REQUIRED','strict_tools':true}");

        assertThat(dialect.contain(request, false))
                .isEqualTo(new Containment.Contained(List.of("connectors", "tools[0] web"), 2));
        assertThat(request).isEqualTo(json("{'documents':['a'],'citation_options':{'mode':'fast'}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            REPLACE; {'messages':[{'role':'system','content':[{'type':'text','text':'a'}]}]}; {'messages':[{'role':'system','content':[{'type':'text','text':'New'}]}]}
            PREPEND; {'messages':[{'role':'system','content':[{'type':'text','text':'a'}]}]}; {'messages':[{'role':'system','content':[{'type':'text','text':'New\\n\\n'},{'type':'text','text':'a'}]}]}
            APPEND; {'messages':[{'role':'system','content':[{'type':'text','text':'a'}]}]}; {'messages':[{'role':'system','content':[{'type':'text','text':'a'},{'type':'text','text':'\\n\\nNew'}]}]}
            """)
    void editSystemPrompt_parts_keepTheirForm(SystemPrompt.Mode mode, String request, String expected) {
        ObjectNode edited = json(request);
        dialect.editSystemPrompt(edited, new SystemPrompt(mode, "New"));

        assertThat(edited).isEqualTo(json(expected));
    }

    @Test
    void facts_request_read() {
        Dialect.RequestFacts facts = dialect.facts(
                "/v2/chat",
                json(
                        "{'model':'command-a','stream':true,'messages':[{'role':'user','content':[{'type':'text','text':'Hi'},"
                                + "{'type':'image_url','image_url':{'url':'u'}}]},{'role':'user','content':'later'}]}"));

        assertThat(facts.model()).isEqualTo("command-a");
        assertThat(facts.streamed()).isTrue();
        assertThat(facts.conversationText()).contains("Hi").doesNotContain("later");
    }

    @Test
    void error_any_isWordedLikeCohere() {
        assertThat(new String(dialect.error(502, ErrorKind.CONNECTION, "why"), UTF_8))
                .isEqualTo("{\"message\":\"why\"}");
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields.replace('\'', '"') + "}\n\n";
    }

    private Completion read(String body) {
        return parse(200, body).completion();
    }

    private ParsedResponse parse(int status, String body) {
        return dialect.response(status, Headers.EMPTY, body.getBytes(UTF_8));
    }
}
