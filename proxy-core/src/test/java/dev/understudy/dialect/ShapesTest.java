package dev.understudy.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShapesTest {
    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static String name(Dialect dialect) {
        return dialect == null ? null : dialect.name();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'choices':[{'message':{'content':'a'}}]}          | openai-chat
                    {'choices':[{'text':'a'}]}                         | openai-completions
                    {'object':'response','output':[]}                  | openai-responses
                    {'type':'message','content':[]}                    | anthropic-messages
                    {'candidates':[]}                                  | gemini
                    [{'candidates':[]}]                                | gemini
                    {'output':{'message':{}},'stopReason':'end_turn'}  | bedrock-converse
                    {'message':{},'done':true}                         | ollama-chat
                    {'response':'a','done':true}                       | ollama-generate
                    {'message':{},'finish_reason':'COMPLETE'}          | cohere-chat
                    {'data':[{'embedding':[1]}]}                       | openai-embeddings
                    {'type':'error','error':{'message':'a'}}           | anthropic-messages
                    {'error':{'message':'a','code':null}}              | openai-chat
                    {'error':{'message':'a','status':'NOT_FOUND'}}     | gemini
                    """)
    void ofAnswer_bodyOfAProvider_isTold(String body, String dialect) {
        assertThat(name(Shapes.ofAnswer(json(body)))).isEqualTo(dialect);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'messages':[{'role':'user','content':'a'}]}                       | openai-chat
                    {'messages':[],'system':'a','max_tokens':9}                        | anthropic-messages
                    {'messages':[{'content':[{'type':'tool_result'}]}]}                | anthropic-messages
                    {'messages':[],'system':[{'text':'a'}]}                            | bedrock-converse
                    {'messages':[],'options':{}}                                       | ollama-chat
                    {'contents':[]}                                                    | gemini
                    {'input':'a'}                                                      | openai-responses
                    {'input':'a','model':'text-embedding-3-small'}                     | openai-embeddings
                    {'prompt':'a'}                                                     | openai-completions
                    """)
    void ofRequest_bodyForAProvider_isTold(String body, String dialect) {
        assertThat(name(Shapes.ofRequest(json(body), null))).isEqualTo(dialect);
    }

    @Test
    void ofRequest_sameShape_isThatOfTheAnswer() {
        JsonNode request = json("{'messages':[{'role':'user','content':'a'}],'max_tokens':5}");
        assertThat(name(Shapes.ofRequest(request, Dialects.named("anthropic-messages"))))
                .isEqualTo("anthropic-messages");
    }

    @Test
    void anything_else_isNobodys() {
        assertThat(Shapes.ofAnswer(json("{'foo':1}"))).isNull();
        assertThat(Shapes.ofAnswer(json("[]"))).isNull();
        assertThat(Shapes.ofAnswer(json("'text'"))).isNull();
        assertThat(Shapes.ofRequest(json("{'foo':1}"), null)).isNull();
        assertThat(Shapes.ofRequest(json("7"), null)).isNull();
        assertThat(Shapes.ofStream("Hello")).isNull();
        assertThat(Shapes.ofStream("data: this is how a stream begins")).isNull();
        assertThat(Shapes.ofStream("data: {")).isNull();
        assertThat(Shapes.ofStream("{\"model\": \"T\", \"price\": 7}")).isNull();
    }

    @Test
    void ofAnswer_recordedBodies_saysTheSameAsTheDialectOfThePath() {
        Assumptions.assumeTrue(Files.isDirectory(Recorded.file("wire")), "no recorded traffic");
        List<String> others = new ArrayList<>();
        int read = 0;
        for (Recorded.Exchange exchange : Recorded.exchanges()) {
            Dialect real = Dialects.forRequest(exchange.method(), exchange.target());
            String body = new String(exchange.response(), StandardCharsets.UTF_8);
            if (real == null || exchange.status() != 200 || !isText(exchange.contentType())) {
                continue;
            }
            Dialect guess = Shapes.ofStream(body);
            JsonNode object = Json.object(exchange.response());
            guess = guess == null && object != null ? Shapes.ofAnswer(object) : guess;
            read++;
            if (guess == null || !said(real, exchange.response()).equals(said(guess, exchange.response()))) {
                others.add(exchange + " is " + real.name() + ", taken for " + name(guess));
            }
        }
        assertThat(read).isGreaterThan(300);
        assertThat(others).isEmpty();
    }

    private static boolean isText(String contentType) {
        return contentType.contains("json") || contentType.contains("event-stream");
    }

    private static String said(Dialect dialect, byte[] body) {
        Completion completion = dialect.response(200, Headers.EMPTY, body).completion();
        return completion.text() + completion.toolCalls() + completion.refusal();
    }
}
