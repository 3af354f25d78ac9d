package dev.understudy.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatResponseTest {
    private final Dialect dialect = new OpenAiChat();

    @Test
    void response_wholeBody_everythingRead() {
        Completion completion = body("""
                {"id":"c1","object":"chat.completion","model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":
                {"role":"assistant","content":"Hi","refusal":null,"reasoning_content":"Hm.","tool_calls":[
                {"id":"call_1","type":"function","function":{"name":"f","arguments":"{\\"a\\": 1}"}},
                {"id":"call_2","type":"custom","custom":{"name":"sql","input":"select 1"}}]},
                "logprobs":null,"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":10,"completion_tokens":5,
                "total_tokens":15,"prompt_tokens_details":{"cached_tokens":4},
                "completion_tokens_details":{"reasoning_tokens":2}}}""");

        assertThat(completion)
                .isEqualTo(new Completion(
                        "Hi",
                        "Hm.",
                        null,
                        List.of(new ToolCall("call_1", "f", "{\"a\": 1}"), new ToolCall("call_2", "sql", "select 1")),
                        FinishReason.TOOL_CALLS,
                        "gpt-4o-2024-08-06",
                        new Usage(10L, 4L, 5L, 2L, false),
                        null,
                        0,
                        0));
    }

    @Test
    void response_stream_everythingPutTogether() {
        ParsedResponse parsed = stream(
                "{'model':'m','choices':[{'index':0,'delta':{'role':'assistant','content':''}}]}",
                "{'model':'m','choices':[{'index':0,'delta':{'reasoning':'Hm'}}]}",
                "{'model':'m','choices':[{'index':0,'delta':{'content':'He'}}]}",
                "{'model':'m','choices':[{'index':0,'delta':{'content':'llo'}}]}",
                "{'model':'m','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}",
                "{'model':'m','choices':[],'usage':{'prompt_tokens':1,'completion_tokens':2,'total_tokens':3}}",
                "[DONE]");

        assertThat(parsed.streamed()).isTrue();
        assertThat(parsed.completion())
                .isEqualTo(new Completion(
                        "Hello",
                        "Hm",
                        null,
                        List.of(),
                        FinishReason.STOP,
                        "m",
                        new Usage(1L, null, 2L, null, false),
                        null,
                        7,
                        0));
    }

    @Test
    void response_stream_offsetsAreTheEndsOfEventsWithOutput() {
        String first = "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
        String second = ": keep-alive\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
        String third =
                "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]}}]}\r\n\r\n";
        String fourth = "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"other choice\"}}]}\n\n";
        String last = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

        ParsedResponse parsed = parse(200, "text/event-stream", first + second + third + fourth + last);

        int secondEnd = first.length() + second.length();
        // Dispatched by the CR of the blank line, one byte before the LF that belongs to it.
        assertThat(parsed.outputOffsets()).containsExactly(secondEnd, secondEnd + third.length() - 1);
    }

    @Test
    void response_severalChoicesWithIndexLast_choice0IsTheAnswer() {
        Completion streamed = stream(
                        "{'choices':[{'delta':{'content':'b'},'index':1},{'delta':{'content':'a'},'index':0}]}",
                        "{'choices':[{'delta':{'content':'B'},'finish_reason':'length','index':1}]}",
                        "{'choices':[{'delta':{'content':'A'},'finish_reason':'stop','index':0}]}",
                        "[DONE]")
                .completion();
        Completion whole = body("""
                {"choices":[{"message":{"content":"b"},"finish_reason":"length","index":1},
                {"message":{"content":"a"},"finish_reason":"stop","index":0}]}""");

        assertThat(streamed.text()).isEqualTo("aA");
        assertThat(streamed.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(whole.text()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # OpenAI: id and name once, arguments in pieces, two calls at once
            {index:0,id:a,function:{name:f,arguments:''}},{index:1,id:b,function:{name:g,arguments:'2'}},{index:0,function:{arguments:'1'}} ; a f 1, b g 2
            # an index that does not begin at 0
            {index:1,id:a,function:{name:f,arguments:''}},{index:1,function:{arguments:'1'}} ; a f 1
            # whole calls without an index
            {id:a,function:{name:f,arguments:'1'}},{id:b,function:{name:f,arguments:'2'}} ; a f 1, b f 2
            # pieces without an index belong to the last call, or to the one of their id
            {id:a,function:{name:f}},{function:{arguments:'1'}},{id:b,function:{name:g}},{id:a,function:{arguments:'2'}} ; a f 12, b g '
            # every call under index 0, with an id of its own
            {index:0,id:a,function:{name:f,arguments:'1'}},{index:0,id:b,function:{name:g,arguments:'2'}} ; a f 1, b g 2
            # id and name repeated with every piece
            {index:0,id:a,function:{name:f,arguments:'1'}},{index:0,id:a,function:{name:f,arguments:'2'}} ; a f 12
            # a name in pieces
            {index:0,id:a,function:{name:get_}},{index:0,function:{name:weather,arguments:'1'}} ; a get_weather 1
            # arguments as an object instead of text
            {index:0,id:a,function:{name:f,arguments:{k:[1,'v']}}} ; a f {"k":[1,"v"]}
            # an empty call beside a real one
            {index:0,id:'',function:{name:'',arguments:''}},{index:1,id:a,function:{name:f,arguments:'1'}} ; a f 1
            """)
    void response_toolCallsInPieces_assembled(String pieces, String expected) {
        String[] chunks = pieces.split("(?<=}),(?=\\{)");
        String[] events = new String[chunks.length + 1];
        for (int i = 0; i < chunks.length; i++) {
            String json = chunks[i].replaceAll("([{,])([a-z]+):", "$1'$2':").replaceAll(":([a-z_]+)", ":'$1'");
            events[i] = "{'choices':[{'index':0,'delta':{'tool_calls':[" + json + "]}}]}";
        }
        events[chunks.length] = "{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}";

        String calls = String.join(
                ", ",
                stream(events).completion().toolCalls().stream()
                        .map(call -> call.id() + " " + call.name() + " "
                                + (call.arguments().isEmpty() ? "'" : call.arguments()))
                        .toList());

        assertThat(calls).isEqualTo(expected);
    }

    @Test
    void response_legacyFunctionCall_isAToolCallWithoutId() {
        Completion completion = stream(
                        "{'choices':[{'index':0,'delta':{'function_call':{'name':'f','arguments':''}}}]}",
                        "{'choices':[{'index':0,'delta':{'function_call':{'arguments':'{}'}}}]}",
                        "{'choices':[{'index':0,'delta':{},'finish_reason':'function_call'}]}")
                .completion();

        assertThat(completion.toolCalls()).containsExactly(new ToolCall(null, "f", "{}"));
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest
    @CsvSource({
        "{'content':'a'},a,,",
        "{'content':null},,,",
        "{'content':''},'',,",
        "{'content':'';'tool_calls':[{'id':'x'}]},,,",
        "{'content':'';'refusal':'no'},,,no",
        "{'content':'a';'refusal':''},a,,",
        "{'content':[{'type':'text';'text':'a'};'b';{'type':'image_url';'image_url':{'url':'u'}};7]},ab,,",
        "{'content':[{'type':'thinking';'thinking':[{'type':'text';'text':'t'}]};{'type':'text';'text':'a'}]},a,t,",
        "{'content':[{'type':'thinking';'thinking':'t'};{'type':'reasoning';'text':'u'}]},,tu,",
        "{'content':[{'type':'refusal';'refusal':'no'}]},,,no",
        "{'content':'a';'reasoning':'t';'reasoning_details':[{'type':'reasoning.text';'text':'t'}]},a,t,",
        "{'reasoning_content':'t';'reasoning':'t'},,t,",
        "{'reasoning':'';'reasoning_details':[{'data':'secret'};{'summary':'s'}]},,s,",
        "{'audio':{'id':'i';'data':'AAAA';'transcript':'spoken'};'content':null},spoken,,",
        "{'content':{'odd':1};'reasoning':7;'refusal':[];'tool_calls':{};'function_call':3;'audio':'x'},,,",
        "7,,,",
    })
    void response_message_readFromWhereverProvidersPutIt(
            String message, String text, String reasoning, String refusal) {
        Completion completion =
                body(json("{'choices':[{'message':" + message.replace(';', ',') + ",'finish_reason':'stop'}]}"));

        assertThat(completion.error()).isNull();
        assertThat(completion.text()).isEqualTo(text);
        assertThat(completion.reasoning()).isEqualTo(reasoning);
        assertThat(completion.refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "stop,STOP",
        "end_turn,STOP",
        "STOP,STOP",
        "length,LENGTH",
        "max_tokens,LENGTH",
        "tool_calls,TOOL_CALLS",
        "tool_use,TOOL_CALLS",
        "function_call,TOOL_CALLS",
        "content_filter,CONTENT_FILTER",
        "refusal,REFUSAL",
        "error,ERROR",
        "something_new,OTHER",
        "'',"
    })
    void response_finishReason_mapped(String wire, FinishReason expected) {
        assertThat(body(json("{'choices':[{'message':{'content':'a'},'finish_reason':'" + wire + "'}]}"))
                        .finishReason())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = ';', textBlock = """
            {'prompt_tokens':3,'completion_tokens':4,'total_tokens':7}; 3; -; 4; -
            {'prompt_tokens':3,'completion_tokens':4,'prompt_tokens_details':{'cached_tokens':0}}; 3; 0; 4; -
            {'prompt_tokens':3,'completion_tokens':4,'prompt_cache_hit_tokens':2}; 3; 2; 4; -
            {'prompt_tokens':3,'completion_tokens':4,'num_cached_tokens':1,'prompt_tokens_details':{'cached_tokens':2}}; 3; 2; 4; -
            {'prompt_tokens':3,'completion_tokens':9,'total_tokens':12,'completion_tokens_details':{'reasoning_tokens':5}}; 3; -; 9; 5
            {'prompt_tokens':3,'completion_tokens':4,'total_tokens':12,'completion_tokens_details':{'reasoning_tokens':5}}; 3; -; 9; 5
            {'prompt_tokens':35,'completion_tokens':12,'total_tokens':109}; 35; -; 74; -
            {'prompt_tokens':3,'completion_tokens':4,'total_tokens':99,'completion_tokens_details':{'reasoning_tokens':5}}; 3; -; 4; 5
            {'prompt_tokens':3.0,'completion_tokens':null,'prompt_tokens_details':null}; 3; -; -; -
            {'prompt_tokens':-3,'completion_tokens':99999999999999999999}; -; -; -; -
            {'prompt_tokens':'3','completion_tokens':4}; -; -; 4; -
            """)
    void response_usage_readAsProvidersReportIt(String usage, Long input, Long cached, Long output, Long reasoning) {
        Usage expected = input == null && cached == null && output == null && reasoning == null
                ? null
                : new Usage(input, cached, output, reasoning, false);

        assertThat(body(json("{'choices':[{'message':{'content':'a'}}],'usage':" + usage + "}"))
                        .usage())
                .isEqualTo(expected);
    }

    @Test
    void response_usageWithEveryChunk_theLastOneCounts() {
        Completion completion = stream(
                        "{'choices':[{'delta':{'content':'a'}}],'usage':{'prompt_tokens':5,'completion_tokens':1}}",
                        "{'choices':[{'delta':{},'finish_reason':'stop'}],'usage':{'prompt_tokens':5,'completion_tokens':2}}",
                        "{'choices':[],'usage':null,'x_groq':{'id':'i','usage':{'prompt_tokens':5,'completion_tokens':3}}}")
                .completion();

        assertThat(completion.usage()).isEqualTo(new Usage(5L, null, 3L, null, false));
    }

    @Test
    void response_streamWithoutDoneAndFinishReason_isTruncatedWithWhatItSaid() {
        Completion completion =
                stream("{'choices':[{'index':0,'delta':{'content':'Hel'}}]}").completion();

        assertThat(completion.error().kind()).isEqualTo(ErrorKind.TRUNCATED);
        assertThat(completion.text()).isEqualTo("Hel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[DONE]", " [DONE] "})
    void response_streamWithDoneButNoFinishReason_isWhole(String done) {
        Completion completion = stream("{'choices':[{'index':0,'delta':{'content':'4'}}]}", done)
                .completion();

        assertThat(completion.error()).isNull();
        assertThat(completion.finishReason()).isNull();
    }

    @Test
    void response_emptyStream_isTruncated() {
        assertThat(parse(200, "text/event-stream", ": only a comment\n\n")
                        .completion()
                        .error()
                        .kind())
                .isEqualTo(ErrorKind.TRUNCATED);
    }

    @Test
    void response_unknownEvents_areCounted() {
        Completion completion = parse(
                        200,
                        "text/event-stream",
                        "event: ping\ndata: {\"type\":\"ping\"}\n\ndata:\n\ndata: 7\n\ndata: {}\n\n"
                                + "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n")
                .completion();

        assertThat(completion.events()).isEqualTo(5);
        assertThat(completion.unknownEvents()).isEqualTo(4);
        assertThat(completion.error()).isNull();
    }

    @Test
    void response_errorInsideAStream_keepsWhatCameBefore() {
        Completion completion = stream(
                        "{'choices':[{'index':0,'delta':{'content':'Hello'}}]}",
                        "{'error':{'message':'stream failed','type':'server_error','code':null}}",
                        "[DONE]")
                .completion();

        assertThat(completion.text()).isEqualTo("Hello");
        assertThat(completion.error().kind()).isEqualTo(ErrorKind.OTHER);
        assertThat(completion.error().message()).isEqualTo("stream failed");
        assertThat(completion.unknownEvents()).isZero();
    }

    @Test
    void response_errorEventWithoutErrorField_isAnError() {
        Completion completion = parse(
                        200, "text/event-stream", "event: error\ndata: {\"message\":\"slow down\",\"code\":429}\n\n")
                .completion();

        assertThat(completion.error().kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        assertThat(completion.error().message()).isEqualTo("slow down");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "nonsense",
                "{",
                "{]",
                "[]",
                "7",
                "null",
                "\"text\"",
                "{\"a\":1}",
                "{\"choices\":null}",
                "{\"choices\":{}}",
                "{\"choices\":[]} x",
                "{\"choices\":[],\"n\":NaN}",
                "<html>oops</html>",
                "{'a':1}",
                "\uFEFF",
                "{\"choices\":[{\"message\":{\"content\":\"\\uZZZZ\"}}]}"
            })
    void response_notAnAnswer_isMalformedOrTruncated(String body) {
        assertThat(body(body).error().kind()).isIn(ErrorKind.MALFORMED, ErrorKind.TRUNCATED);
    }

    @Test
    void response_bodyCutAnywhere_neverThrowsAndIsNeverWhole() {
        String body =
                "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"é\",\"tool_calls\":[{\"id\":"
                        + "\"a\",\"function\":{\"name\":\"f\",\"arguments\":{\"k\":[1]}}}]},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":1}}";
        byte[] bytes = body.getBytes(UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            Completion completion = dialect.response(200, Headers.EMPTY, java.util.Arrays.copyOf(bytes, length))
                    .completion();
            assertThat(completion.error()).as("cut at %s", length).isNotNull();
        }
        assertThat(body(body).error()).isNull();
    }

    @Test
    void response_invalidUtf8_isMalformed() {
        byte[] body = json("{'choices':[{'message':{'content':'a?b'}}]}").getBytes(UTF_8);
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? (byte) 0xFF : body[i];
        }

        assertThat(dialect.response(200, Headers.EMPTY, body)
                        .completion()
                        .error()
                        .kind())
                .isEqualTo(ErrorKind.MALFORMED);
    }

    @Test
    void response_deepNesting_isMalformedAndNotAStackOverflow() {
        for (String start : List.of(
                "", "{\"choices\":", "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":")) {
            for (String opening : List.of("[", "{\"a\":")) {
                Completion completion = body(start + opening.repeat(1_000_000));
                assertThat(completion.error().kind()).isIn(ErrorKind.MALFORMED, ErrorKind.TRUNCATED);
            }
        }
    }

    @Test
    void response_tenMegabyteLine_isRead() {
        String text = "x".repeat(10 << 20);

        ParsedResponse parsed =
                stream("{'choices':[{'index':0,'delta':{'content':'" + text + "'},'finish_reason':'stop'}]}", "[DONE]");

        assertThat(parsed.completion().text()).isEqualTo(text);
        assertThat(parsed.outputOffsets()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            text/event-stream; {"error":{"message":"m","code":"rate_limit_exceeded"}}; false
            application/json; {"choices":[]}; false
            application/json; data: [DONE]; true
            application/json; : comment; true
            ''; event: x; true
            ''; {}; false
            text/event-stream; ''; true
            TEXT/EVENT-STREAM; junk; true
            text/html; junk; false
            """)
    void response_kindOfBody_decidedByContentThenMediaType(String contentType, String body, boolean streamed) {
        assertThat(parse(200, contentType, body + "\n\n").streamed()).isEqualTo(streamed);
    }

    private Completion body(String body) {
        ParsedResponse parsed = parse(200, "application/json", body);
        assertThat(parsed.streamed()).isFalse();
        assertThat(parsed.outputOffsets()).isEmpty();
        return parsed.completion();
    }

    private ParsedResponse stream(String... events) {
        StringBuilder body = new StringBuilder();
        for (String event : events) {
            body.append("data: ").append(json(event)).append("\n\n");
        }
        return parse(200, "text/event-stream; charset=utf-8", body.toString());
    }

    private ParsedResponse parse(int status, String contentType, String body) {
        return dialect.response(status, Headers.of("Content-Type", contentType), body.getBytes(UTF_8));
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }
}
