package dev.understudy.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ToolCall;
import dev.understudy.dialect.DamagedAnswers;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesResponseTest {
    private static final String BODY = """
            {'id':'r','object':'response','status':'completed','model':'gpt-5','error':null,'incomplete_details':null,
             'output':[{'type':'reasoning','id':'rs','summary':[{'type':'summary_text','text':'one'},{'type':'summary_text','text':'two'}],
              'encrypted_content':'x'},
              {'type':'web_search_call','id':'ws','status':'completed','action':{'type':'search','query':'q'}},
              {'type':'message','id':'m','role':'assistant','status':'completed','content':[
               {'type':'output_text','text':'Hello','annotations':[{'type':'url_citation'}]},{'type':'output_text','text':' you'}]},
              {'type':'function_call','id':'fc','call_id':'c1','name':'f','arguments':'{}'},
              {'type':'custom_tool_call','id':'ct','call_id':'c2','name':'sql','input':'SELECT 1'},
              {'type':'from the future','content':7}],
             'usage':{'input_tokens':10,'input_tokens_details':{'cached_tokens':4},'output_tokens':7,
              'output_tokens_details':{'reasoning_tokens':3},'total_tokens':17},'service_tier':'default'}""";

    private final Dialect dialect = new OpenAiResponses();

    @Test
    void response_wholeBody_understood() {
        Completion completion = parse(200, BODY);

        assertThat(completion.text()).isEqualTo("Hello you");
        assertThat(completion.reasoning()).isEqualTo("one\n\ntwo");
        assertThat(completion.toolCalls())
                .containsExactly(new ToolCall("c1", "f", "{}"), new ToolCall("c2", "sql", "SELECT 1"));
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(completion.model()).isEqualTo("gpt-5");
        assertThat(completion.usage().inputTokens()).isEqualTo(10);
        assertThat(completion.usage().cachedInputTokens()).isEqualTo(4);
        assertThat(completion.usage().outputTokens()).isEqualTo(7);
        assertThat(completion.usage().reasoningTokens()).isEqualTo(3);
        assertThat(completion.error()).isNull();
    }

    @Test
    void response_stream_assembledFromPieces() {
        ParsedResponse parsed = stream(
                "{'type':'response.created','response':{'status':'in_progress','model':'gpt-5','output':[]}}",
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'message','content':[]}}",
                "{'delta':'Hel','output_index':0,'type':'response.output_text.delta'}",
                "{'type':'response.output_text.delta','output_index':0,'delta':'lo'}",
                "{'type':'response.output_item.added','output_index':1,'item':{'type':'function_call','call_id':'c','name':'f','arguments':''}}",
                "{'type':'response.function_call_arguments.delta','output_index':1,'delta':'{}'}",
                "{'type':'response.new_thing.happened'}",
                "{'type':'response.web_search_call.searching','output_index':2}",
                "{'type':'response.completed','response':{'status':'completed','output':[],'usage':{'input_tokens':1,'output_tokens':2}}}");

        Completion completion = parsed.completion();
        assertThat(completion.text()).isEqualTo("Hello");
        assertThat(completion.toolCalls()).containsExactly(new ToolCall("c", "f", "{}"));
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(completion.events()).isEqualTo(9);
        assertThat(completion.unknownEvents()).isEqualTo(1);
        assertThat(completion.error()).isNull();
        assertThat(parsed.outputOffsets()).hasSize(4);
    }

    @Test
    void response_streamOfSummariesAndRefusal_assembled() {
        Completion completion = stream(
                        "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':0,'delta':'a'}",
                        "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':1,'delta':'b'}",
                        "{'type':'response.refusal.delta','output_index':1,'delta':'no'}",
                        "{'type':'response.custom_tool_call_input.delta','output_index':2,'delta':'SEL'}",
                        "{'type':'response.output_item.done','output_index':2,'item':{'type':'custom_tool_call','call_id':'c','name':'s','input':'SELECT'}}",
                        "{'type':'response.incomplete','response':{'status':'incomplete','incomplete_details':{'reason':'max_output_tokens'}}}")
                .completion();

        assertThat(completion.reasoning()).isEqualTo("a\n\nb");
        assertThat(completion.refusal()).isEqualTo("no");
        assertThat(completion.text()).isNull();
        assertThat(completion.toolCalls()).containsExactly(new ToolCall("c", "s", "SELECT"));
        assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void response_eventsWithoutPieces_countAsOutputWhenWhole() {
        ParsedResponse parsed = stream(
                "{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'output_text','text':'hi'}]}}",
                "{'type':'response.completed','response':{'status':'completed','output':[{'type':'message','content':[{'type':'output_text','text':'hi'}]}]}}");

        assertThat(parsed.completion().text()).isEqualTo("hi");
        assertThat(parsed.outputOffsets()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {'status':'incomplete','incomplete_details':{'reason':'content_filter'},'output':[]}; CONTENT_FILTER; -
            {'status':'incomplete','incomplete_details':7,'output':[]}; OTHER; -
            {'status':'cancelled','output':[]}; OTHER; -
            {'status':'queued','output':[]}; -; -
            {'status':'complete','output':[]}; STOP; -
            {'output':[{'type':'message','content':[{'text':''}]}]}; STOP; -
            {'status':'failed','output':[],'error':{'code':'rate_limit_exceeded','message':'m'}}; ERROR; RATE_LIMITED
            {'status':'failed','output':[],'error':null}; ERROR; OTHER
            {'error':{'code':'context_length_exceeded','message':'m'}}; -; CONTEXT_TOO_LONG
            {'error':'boom'}; -; OTHER
            {'no':'output'}; -; MALFORMED
            []; -; MALFORMED
            {'status':'completed','output':[; COMPLETED; TRUNCATED
            {'output':7,'usage':'x','status':{},'model':[],'error':false}; -; MALFORMED
            """)
    void response_body_endsFor(String body, String finish, ErrorKind error) {
        Completion completion = parse(200, body);

        assertThat(completion.error() == null ? null : completion.error().kind())
                .isEqualTo(error);
        if (!"COMPLETED".equals(finish)) {
            assertThat(
                            completion.finishReason() == null
                                    ? null
                                    : completion.finishReason().name())
                    .isEqualTo(finish);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'type':'error','code':'rate_limit_exceeded','message':'slow down','param':null}; RATE_LIMITED; slow down
            {'type':'error','error':{'type':'server_error','code':'server_error','message':'boom'}}; OTHER; boom
            {'type':'response.failed','response':{'status':'failed','error':{'code':'rate_limit_exceeded','message':'m'}}}; RATE_LIMITED; m
            {'type':'response.failed','response':{'status':'failed','error':{'code':'server_error','message':'m'}}}; OTHER; m
            """)
    void response_errorEvent_classified(String event, ErrorKind kind, String message) {
        Completion completion = stream("{'type':'response.output_text.delta','output_index':0,'delta':'Hel'}", event)
                .completion();

        assertThat(completion.error().kind()).isEqualTo(kind);
        assertThat(completion.error().message()).isEqualTo(message);
        assertThat(completion.text()).isEqualTo("Hel");
    }

    @Test
    void response_streamCutOff_truncated() {
        Completion completion = stream("{'type':'response.output_text.delta','output_index':0,'delta':'Hel'}")
                .completion();

        assertThat(completion.error().kind()).isEqualTo(ErrorKind.TRUNCATED);
        assertThat(completion.finishReason()).isNull();
    }

    @Test
    void response_deepOrHugeInput_isAnError() {
        String deep = "{\"output\":" + "[".repeat(100_000);
        assertThat(parse(200, deep).error().kind()).isEqualTo(ErrorKind.MALFORMED);
        String nested = "{'response':".repeat(400) + "1" + "}".repeat(400);
        assertThat(parse(200, nested).error().kind()).isEqualTo(ErrorKind.MALFORMED);
        String line = "data: {\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\""
                + "x".repeat(10_000_000) + "\"}\n\n";
        assertThat(parse(200, line).text()).hasSize(10_000_000);
        assertThat(parse(200, "{'output':[],'output':[{'type':'message','content':[{'text':'b'}]}]}")
                        .text())
                .isEqualTo("b");
    }

    @Property(tries = 4_000)
    void response_damagedBytes_alwaysGivesACompletion(@ForAll long seed, @ForAll boolean streamed, @ForAll boolean ok) {
        String event = "data: {\"type\":\"response.completed\",\"output_index\":1,\"delta\":\"é\",\"response\":"
                + BODY.replace('\'', '"').replace("\n", "") + "}\n\n";

        DamagedAnswers.assertRead(dialect, ok, streamed ? event.repeat(2) : BODY.replace('\'', '"'), new Random(seed));
    }

    private Completion parse(int status, String body) {
        return dialect.response(status, Headers.EMPTY, body.replace('\'', '"').getBytes(UTF_8))
                .completion();
    }

    private ParsedResponse stream(String... events) {
        StringBuilder body = new StringBuilder();
        for (String event : events) {
            body.append("data: ").append(event.replace('\'', '"')).append("\n\n");
        }
        return dialect.response(
                200,
                Headers.of("content-type", "text/event-stream"),
                body.toString().getBytes(UTF_8));
    }
}
