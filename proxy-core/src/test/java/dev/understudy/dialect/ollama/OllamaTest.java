package dev.understudy.dialect.ollama;

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
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class OllamaTest {
    private static final String STREAM = """
            {"model":"qwen3","created_at":"t","message":{"role":"assistant","content":"","thinking":"hm"},"done":false}
            {"model":"qwen3","created_at":"t","message":{"role":"assistant","content":"Hel"},"done":false}
            {"model":"qwen3","created_at":"t","message":{"role":"assistant","content":"lo \\n}"},"done":false}
            {"model":"qwen3","created_at":"t","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":5,"prompt_eval_count":11,"eval_count":4}
            """;

    private final Dialect chat = new OllamaChat();
    private final Dialect generate = new OllamaGenerate();

    @ParameterizedTest
    @CsvSource({
        "POST,/api/chat,ollama-chat",
        "POST,/ollama/api/chat?x=1,ollama-chat",
        "POST,/api/generate,ollama-generate",
        "GET,/api/chat,",
        "POST,/api/chats,",
        "POST,/api/embed,",
        "POST,/api/pull,",
        "POST,/api/tags?x=/api/chat,",
    })
    void serves_methodAndPath_recognised(String method, String path, String name) {
        Dialect dialect = Dialects.forRequest(method, path);

        assertThat(dialect == null ? null : dialect.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/x-ndjson", "application/json"})
    void response_stream_comesTogether(String contentType) {
        ParsedResponse parsed = parse(200, contentType, STREAM);

        assertThat(parsed.streamed()).isTrue();
        Completion completion = parsed.completion();
        assertThat(completion.text()).isEqualTo("Hello \n}");
        assertThat(completion.reasoning()).isEqualTo("hm");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(completion.model()).isEqualTo("qwen3");
        assertThat(completion.usage()).isEqualTo(new Usage(11L, null, 4L, null, false));
        assertThat(completion.error()).isNull();
        assertThat(completion.events()).isEqualTo(4);
        assertThat(completion.unknownEvents()).isZero();
        int first = STREAM.indexOf('\n') + 1;
        int second = STREAM.indexOf('\n', first) + 1;
        assertThat(parsed.outputOffsets()).containsExactly(first, second, STREAM.indexOf('\n', second) + 1);
    }

    @Test
    void response_streamWithCarriageReturnsAndBlankLines_saysTheSame() {
        assertThat(parse(200, "", STREAM.replace("\n", "\r\n\r\n")).completion())
                .isEqualTo(parse(200, "", STREAM).completion());
        assertThat(parse(200, "application/x-ndjson", "\n " + STREAM.strip()).completion())
                .isEqualTo(parse(200, "", STREAM).completion());
    }

    @Test
    void response_body_isUnderstood() {
        ParsedResponse parsed = parse(200, "application/json", """
                {
                  "model": "m",
                  "message": {"role": "assistant", "content": "", "tool_calls": [
                    {"function": {"name": "f", "arguments": {"a": 1.50}}},
                    {"id": "call_1", "function": {"index": 1, "name": "g"}}
                  ]},
                  "done": true, "done_reason": "stop", "eval_count": 2
                }
                """);

        assertThat(parsed.streamed()).isFalse();
        assertThat(parsed.completion().text()).isNull();
        assertThat(parsed.completion().toolCalls())
                .containsExactly(new ToolCall(null, "f", "{\"a\":1.50}"), new ToolCall("call_1", "g", "{}"));
        assertThat(parsed.completion().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(parsed.completion().usage()).isEqualTo(new Usage(null, null, 2L, null, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {"model":"m","response":"Hi","thinking":"t","done":true,"done_reason":"length"}; Hi; LENGTH
            {"model":"m","response":"","done":true,"done_reason":"load"}; ''; OTHER
            {"model":"m","response":"Hi","done":true}; Hi; STOP
            {"message":{"content":"Hi"},"done":false}; Hi; -
            """)
    void response_finishReason_mapped(String body, String text, FinishReason reason) {
        Completion completion = parse(200, "", body).completion();

        assertThat(completion.text()).isEqualTo(text);
        assertThat(completion.finishReason()).isEqualTo(reason);
        assertThat(completion.error()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            404; {"error":"model 'x' not found"}; NOT_FOUND
            400; {"error":"the input length exceeds the context length"}; CONTEXT_TOO_LONG
            503; {"error":"server busy, please try again.  maximum pending requests exceeded"}; OVERLOADED
            429; {"error":"you've reached your hourly usage limit"}; RATE_LIMITED
            401; {"error":"unauthorized"}; AUTH
            500; {"error":"llama runner process has terminated"}; OTHER
            500; <html>; OTHER
            200; {"error":"model \\"x\\" not found, try pulling it first"}; NOT_FOUND
            200; {"done":true}; MALFORMED
            200; {}; MALFORMED
            200; {"message":7}; MALFORMED
            200; {"message":{"content":"a; TRUNCATED
            """)
    void response_error_classified(int status, String body, ErrorKind kind) {
        Completion completion = parse(status, "", body).completion();

        assertThat(completion.error().kind()).isEqualTo(kind);
        assertThat(completion.error().message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"error":"an error was encountered while running the model"}; OTHER
            ''; TRUNCATED
            {"message":{"content":"b; TRUNCATED
            nonsense|{"message":{"content":""},"done":true}; MALFORMED
            """)
    void response_streamThatEndsBadly_saysSoAndKeepsTheText(String end, ErrorKind kind) {
        String start = "{\"message\":{\"content\":\"a\"},\"done\":false}\n";
        Completion completion = parse(200, "application/x-ndjson", start + end.replace('|', '\n'))
                .completion();

        assertThat(completion.error().kind()).isEqualTo(kind);
        assertThat(completion.text()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {'model':'m'}; m; true
            {'model':'m','stream':true}; m; true
            {'model':'m','stream':false}; m; false
            {'model':7,'stream':'no'}; -; true
            """)
    void facts_request_streamsUnlessToldOtherwise(String request, String model, boolean streamed) {
        Dialect.RequestFacts facts = chat.facts("/api/chat", json(request));

        assertThat(facts.model()).isEqualTo(model);
        assertThat(facts.streamed()).isEqualTo(streamed);
        assertThat(facts.conversationText()).isEmpty();
    }

    @Test
    void facts_conversation_sharedByLaterTurns() {
        String start =
                "{'messages':[{'role':'system','content':'Brief.'},{'role':'user','content':'Hi','images':['AA==']}";
        String first = chat.facts("/", json(start + "]}")).conversationText();

        assertThat(chat.facts("/", json(start + ",{'role':'assistant','content':'x'},{'role':'user','content':'y'}]}"))
                        .conversationText())
                .isEqualTo(first)
                .contains("Brief.", "Hi");
        assertThat(generate.facts("/", json("{'system':'s','prompt':'p'}")).conversationText())
                .isEqualTo("system\ns\nuser\np\n");
    }

    @Test
    void setModel_body_changed() {
        ObjectNode request = json("{'model':'a'}");

        assertThat(chat.setModel("/api/chat", request, "b")).isEqualTo("/api/chat");
        assertThat(request).isEqualTo(json("{'model':'b'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            REPLACE; {'messages':[]}; {'messages':[{'role':'system','content':'New'}]}
            REPLACE; {'messages':[{'role':'system','content':'a'},{'role':'user','content':'u'},{'role':'system','content':'b'}]}; {'messages':[{'role':'system','content':'New'},{'role':'user','content':'u'}]}
            PREPEND; {'messages':[{'role':'system','content':'a'}]}; {'messages':[{'role':'system','content':'New\\n\\na'}]}
            APPEND; {'messages':[{'role':'system','content':'a'},{'role':'system','content':'b'}]}; {'messages':[{'role':'system','content':'a'},{'role':'system','content':'b\\n\\nNew'}]}
            APPEND; {'messages':'odd'}; {'messages':'odd'}
            """)
    void editSystemPrompt_chat_inPlace(SystemPrompt.Mode mode, String request, String expected) {
        ObjectNode edited = json(request);
        chat.editSystemPrompt(edited, new SystemPrompt(mode, "New"));

        assertThat(edited).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            REPLACE; {'system':'a'}; {'system':'New'}
            PREPEND; {'system':'a'}; {'system':'New\\n\\na'}
            APPEND; {}; {'system':'New'}
            """)
    void editSystemPrompt_generate_inPlace(SystemPrompt.Mode mode, String request, String expected) {
        ObjectNode edited = json(request);
        generate.editSystemPrompt(edited, new SystemPrompt(mode, "New"));

        assertThat(edited).isEqualTo(json(expected));
    }

    @Test
    void contain_keepAliveAndOtherTools_removed() {
        ObjectNode request =
                json("{'keep_alive':0,'tools':[{'type':'function','function':{'name':'f'}},{'type':'web_search'}]}");

        assertThat(chat.contain(request, false))
                .isEqualTo(new Containment.Contained(List.of("keep_alive", "tools[1] web_search"), 1));
        assertThat(request).isEqualTo(json("{'tools':[{'type':'function','function':{'name':'f'}}]}"));
    }

    @Test
    void contain_contextOfAnEarlierAnswer_isNeededElsewhere() {
        assertThat(generate.contain(json("{'context':[1,2]}"), false))
                .isEqualTo(new Containment.NeedsProviderState("context"));
        assertThat(generate.contain(json("{'context':[1,2]}"), true)).isInstanceOf(Containment.Contained.class);
        assertThat(generate.contain(json("{'context':[]}"), false)).isInstanceOf(Containment.Contained.class);
    }

    @Test
    void error_any_isWordedLikeOllama() {
        assertThat(new String(chat.error(502, ErrorKind.CONNECTION, "why"), UTF_8))
                .isEqualTo("{\"error\":\"why\"}");
    }

    private ParsedResponse parse(int status, String contentType, String body) {
        return chat.response(status, Headers.of("content-type", contentType), body.getBytes(UTF_8));
    }
}
