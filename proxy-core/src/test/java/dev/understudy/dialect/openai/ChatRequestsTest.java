package dev.understudy.dialect.openai;

import static dev.understudy.testing.SingleQuoted.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import dev.understudy.dialect.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ChatRequestsTest {
    private final RequestCodec codec = new OpenAiChat().requests();

    @Test
    @NeedsRecordedData
    void write_everyRecordedRequest_asItWas() {
        int compared = 0;
        for (Recorded.Exchange exchange : Recorded.exchanges("chat.completions")) {
            if (exchange.request().isObject()) {
                ObjectNode request = Json.object(exchange.request().toString().getBytes(UTF_8));
                String before = request.toString();
                GenerationRequest read = codec.read(exchange.target(), request);
                Written written = codec.write(read);
                assertThat(SemanticJson.of(written.body()))
                        .as(exchange.toString())
                        .isEqualTo(SemanticJson.of(request));
                assertThat(written.losses()).isEmpty();
                assertThat(request.toString()).isEqualTo(before);
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(183);
    }

    @Test
    @NeedsRecordedData
    void read_everyRecordedRequest_understandsAllMessages() {
        for (Recorded.Exchange exchange : Recorded.exchanges("chat.completions")) {
            if (exchange.request().isObject()) {
                GenerationRequest read = codec.read(
                        exchange.target(),
                        Json.object(exchange.request().toString().getBytes(UTF_8)));
                assertThat(read.turns())
                        .hasSize(exchange.request().path("messages").size());
                assertThat(read.turns().stream().flatMap(turn -> turn.parts().stream()))
                        .as(exchange.toString())
                        .noneMatch(part -> part instanceof Part.Opaque);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','messages':[{'role':'user','content':'hi'}],'stream':true}",
                "{'messages':[{'role':'developer','content':[{'type':'text','text':'a'}],'name':'n'}]}",
                "{'messages':[{'role':'assistant','content':'','tool_calls':[{'id':'c','type':'function',"
                        + "'function':{'name':'f','arguments':'{}','x':1},'index':0}]}]}",
                "{'messages':[{'role':'assistant','tool_calls':[{'id':'c','type':'custom','custom':{'name':'f','input':'x'}}]}]}",
                "{'messages':[{'role':'assistant','tool_calls':[{'id':'c','type':'odd'}, 7]}]}",
                "{'messages':[{'role':'assistant','content':'','function_call':{'name':'f','arguments':'{}'}}]}",
                "{'messages':[{'role':'function','name':'f','content':'r'}]}",
                "{'messages':[{'role':'tool','tool_call_id':'c','content':[{'type':'text','text':'r','cache_control':{}}]}]}",
                "{'messages':[{'role':'critic','content':'x'}, 'odd', {'content':'no role'}]}",
                "{'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':[{'type':'text','text':'t'}]},"
                        + "{'type':'thinking','thinking':[{'type':'text','text':'t'},{'type':'reference','reference_ids':[1]}]}]}]}",
                "{'messages':[{'role':'assistant','content':'a','reasoning':'r','reasoning_details':[{'type':'x'}]},"
                        + "{'role':'assistant','reasoning_details':[{'type':'y'}]},"
                        + "{'role':'assistant','content':'b','reasoning_content':''}]}",
                "{'messages':[{'role':'assistant','refusal':'no','content':[{'type':'refusal','refusal':'never'}]}]}",
                "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':'https://a/b.png'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA==','detail':'low','x':1},'y':2},"
                        + "{'type':'image_url','image_url':{'url':'data:text/plain,hello'}},"
                        + "{'type':'audio_url','audio_url':{'url':'data:audio/wav;base64,AA=='}},"
                        + "{'type':'video_url','video_url':{'url':'https://a/b.mp4'}},"
                        + "{'type':'input_audio','input_audio':{'data':'AA==','format':'MPGA'}},"
                        + "{'type':'input_audio','input_audio':{'data':'https://x','format':'mp3'}},"
                        + "{'type':'file','file':{'file_id':'f'}},{'type':'file','file':{'file_data':'AA=='}},"
                        + "{'type':'file','file':{'file_data':'https://x','filename':'n'}},{'type':'file','file':{}},"
                        + "{'type':'text'},{'type':'odd','z':[1]},'bare',null,7]}]}",
                "{'messages':[{'role':'user','content':7},{'role':'user'},{'role':'user','content':null},"
                        + "{'role':'user','content':[]},{'role':'user','content':''}]}",
                "{'messages':'odd','tools':'odd','tool_choice':7,'stop':7,'temperature':'hot','n':-1,'logprobs':'x'}",
                "{'functions':[{'name':'f','parameters':{}},{'odd':1}],'function_call':{'name':'f'}}",
                "{'functions':[{'name':'f'}],'function_call':'none'}",
                "{'tools':[{'function':{'name':'f'}},{'type':'function','function':{'name':'g','strict':null,'x':1},'y':2},"
                        + "{'type':'custom','custom':{'name':'c','format':{'type':'text'}}},{'type':'web_search'}],"
                        + "'tool_choice':{'type':'custom','custom':{'name':'c'}}}",
                "{'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[{'type':'function','function':{'name':'f'}}]}}}",
                "{'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'mcp'}]}}}",
                "{'tool_choice':'any','parallel_tool_calls':false,'tools':[]}",
                "{'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'},'strict':true,'x':1}}}",
                "{'response_format':{'type':'json_schema','json_schema':{'name':'n'}}}",
                "{'response_format':{'type':'text'}}",
                "{'response_format':{'type':'grammar','value':'x'}}",
                "{'max_tokens':1,'max_completion_tokens':2,'stop':'x','logprobs':true,'top_logprobs':0,'top_k':40,'min_p':0.1}",
                "{'max_tokens':1,'stop':['a','b'],'logprobs':false,'top_logprobs':3,'seed':-5,'n':2,'user':'u','safety_identifier':'s'}",
                "{'safety_identifier':'s','temperature':0.70,'top_p':1,'frequency_penalty':-2.5,'presence_penalty':1e-3}",
                "{'reasoning_effort':'low','reasoning':{'effort':'high'}}",
                "{'reasoning':{'effort':'high','max_tokens':5,'exclude':true,'enabled':true,'x':1}}",
                "{'thinking':{'type':'enabled','budget_tokens':5,'clear_thinking':false}}",
                "{'thinking':{'type':'adaptive'}}",
                "{'enable_thinking':false,'thinking_budget':7}",
                "{'reasoning_effort':'default','metadata':{'a':'b'},'image_url.detail':'a field with a dot'}",
            })
    void write_ownRequest_asItWas(String request) {
        Written written = codec.write(codec.read("/v1/chat/completions", json(request)));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json(request)));
        assertThat(written.losses()).isEmpty();
        assertThat(written.target()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void read_wholeRequest_inCanonicalWords() {
        GenerationRequest read = codec.read("/v1/chat/completions", json("""
                {'model':'gpt-5','stream':true,'messages':[{'role':'developer','content':'be kind'},
                 {'role':'user','content':[{'type':'text','text':'look'},
                  {'type':'image_url','image_url':{'url':'data:image/png;base64,AA==','detail':'low'}},
                  {'type':'input_audio','input_audio':{'data':'BB==','format':'mp3'}},
                  {'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,CC=='}}]},
                 {'role':'assistant','content':null,'reasoning_content':'hm','tool_calls':[
                  {'id':'c1','type':'function','function':{'name':'f','arguments':'{\\"a\\":1}'}}]},
                 {'role':'tool','tool_call_id':'c1','content':'42'}],
                 'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'},'strict':true}}],
                 'tool_choice':'required','parallel_tool_calls':false,'response_format':{'type':'json_object'},
                 'temperature':0.5,'max_tokens':10,'stop':'END','n':2,'logprobs':true,'top_logprobs':3,
                 'reasoning_effort':'high','user':'u','logit_bias':{'1':2}}"""));

        assertThat(read.model()).isEqualTo("gpt-5");
        assertThat(read.streamed()).isTrue();
        assertThat(read.turns())
                .extracting(Turn::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        List<Part> user = read.turns().get(1).parts();
        assertThat(((Media) user.get(1)).source()).isEqualTo(new Source.Inline("image/png", "AA=="));
        assertThat(user.get(1).extras().fields()).containsOnlyKeys("image_url.detail");
        assertThat(((Media) user.get(2)).source()).isEqualTo(new Source.Inline("audio/mpeg", "BB=="));
        assertThat(user.get(3))
                .isEqualTo(
                        new Media(Media.Kind.FILE, new Source.Inline("application/pdf", "CC=="), "a.pdf", Extras.NONE));
        assertThat(read.turns().get(2).parts())
                .containsExactly(
                        new Part.Reasoning("hm", null, Extras.NONE),
                        new Part.ToolUse(new ToolCall("c1", "f", "{\"a\":1}")));
        assertThat(read.turns().get(3).parts())
                .containsExactly(new Part.ToolResult("c1", null, List.of(new Part.Text("42")), false, Extras.NONE));
        assertThat(read.tools())
                .containsExactly(new Tool.Function("f", "d", json("{'type':'object'}"), true, Extras.NONE));
        assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(read.parallelToolCalls()).isFalse();
        assertThat(read.outputFormat()).isEqualTo(new OutputFormat.JsonObject());
        assertThat(read.sampling())
                .isEqualTo(
                        new Sampling(new BigDecimal("0.5"), null, null, 10L, List.of("END"), null, null, null, 2L, 3L));
        assertThat(read.reasoning()).isEqualTo(new ReasoningOptions(true, "high", null, null, Extras.NONE));
        assertThat(read.user()).isEqualTo("u");
        assertThat(read.extras().fields()).containsOnlyKeys("logit_bias");
    }

    @ParameterizedTest
    @CsvSource({
        "/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21,my-gpt",
        "/openai/deployments/a%20b+c/chat/completions,a b+c",
        "/openai/deployments/a%2/chat/completions,a%2",
        "/v1/chat/completions?x=/deployments/a/b,",
        "/deployments/,",
    })
    void read_azureTarget_namesTheModel(String target, String model) {
        GenerationRequest read = codec.read(target, json("{'messages':[]}"));

        assertThat(read.model()).isEqualTo(model);
        assertThat(codec.write(read).body().has("model")).isFalse();
        assertThat(new OpenAiChat().facts(target, json("{}")).model()).isEqualTo(model);
    }

    @Test
    void write_foreignConversation_inChatsWords() {
        Written written = codec.write(foreign(List.of(
                turn(Role.SYSTEM, new Part.Text("be kind")),
                turn(
                        Role.USER,
                        new Part.Text("hi"),
                        new Media(Media.Kind.IMAGE, new Source.Url("https://a", ""), null, Extras.NONE)),
                turn(
                        Role.ASSISTANT,
                        new Part.Reasoning("hm", "sig", Extras.NONE),
                        new Part.Text("one moment"),
                        new Part.ToolUse(new ToolCall("t1", "f", "")),
                        new Part.ToolUse(new ToolCall("t2", "g", "{}"))),
                turn(
                        Role.USER,
                        new Part.ToolResult("t1", null, List.of(new Part.Text("1")), true, Extras.NONE),
                        new Part.ToolResult(
                                "t2",
                                null,
                                List.of(
                                        new Part.Text("2"),
                                        new Media(
                                                Media.Kind.IMAGE,
                                                new Source.Inline("image/png", "AA=="),
                                                null,
                                                Extras.NONE)),
                                false,
                                Extras.NONE),
                        new Part.Text("go on")))));

        assertThat(written.body().get("messages")).isEqualTo(json("""
                {'m':[{'role':'system','content':'be kind'},
                 {'role':'user','content':[{'type':'text','text':'hi'},{'type':'image_url','image_url':{'url':'https://a'}}]},
                 {'role':'assistant','content':'one moment','tool_calls':[
                  {'id':'t1','type':'function','function':{'name':'f','arguments':'{}'}},
                  {'id':'t2','type':'function','function':{'name':'g','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'t1','content':'1'},{'role':'tool','tool_call_id':'t2','content':'2'},
                 {'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}}]},
                 {'role':'user','content':'go on'}]}""").get("m"));
        assertThat(written.losses())
                .extracting(Loss::field)
                .containsExactly("turns[2].parts[0]", "turns[3].parts[0].error", "turns[3].parts[1].content[1]");
    }

    @Test
    void write_callsWithoutIds_matchedByNameAndOrder() {
        Written written = codec.write(foreign(List.of(
                turn(Role.ASSISTANT, use(null, "f"), use(null, "g"), use(null, "f"), use("x".repeat(50), "h")),
                turn(
                        Role.USER,
                        result(null, "g"),
                        result(null, "f"),
                        result("x".repeat(50), "h"),
                        result(null, null),
                        result(null, "orphan")))));

        JsonNode messages = written.body().get("messages");
        List<String> ids = messages.get(0)
                .get("tool_calls")
                .valueStream()
                .map(call -> call.get("id").asString())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.length() <= 40);
        assertThat(messages.valueStream()
                        .skip(1)
                        .map(message -> message.get("tool_call_id").asString())
                        .toList())
                .startsWith(ids.get(1), ids.get(0), ids.get(3), ids.get(2))
                .doesNotHaveDuplicates();
    }

    @Test
    void write_foreignSettings_clampedOrListed() {
        Sampling sampling = new Sampling(
                new BigDecimal("2.5"),
                BigDecimal.ONE,
                BigDecimal.TEN,
                100L,
                List.of("1", "2", "3", "4", "5"),
                new BigDecimal("-3"),
                null,
                1L,
                null,
                40L);
        GenerationRequest request = new GenerationRequest(
                "gemini",
                "m",
                true,
                List.of(),
                List.of(new Tool.Provider("google_search", json("{'google_search':{}}"))),
                new ToolChoice.Named("google_search"),
                true,
                new OutputFormat.Text(),
                sampling,
                new ReasoningOptions(true, null, 5_000L, true, Extras.NONE),
                "u",
                new Extras(Map.of("safetySettings", json("{'a':1}"), "cachedContent", json("{}"))));

        Written written = codec.write(request);

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json("""
                {'model':'m','messages':[],'stream':true,'temperature':2,'top_p':1,'frequency_penalty':-2,
                 'max_completion_tokens':100,'seed':1,'stop':['1','2','3','4'],'logprobs':true,'top_logprobs':20,
                 'reasoning_effort':'medium','user':'u'}""")));
        assertThat(written.losses().stream()
                        .map(loss -> loss.field() + " " + loss.kind().label()))
                .containsExactly(
                        "tools[0] dropped",
                        "tool_choice dropped",
                        "sampling.temperature approximated",
                        "sampling.top_k dropped",
                        "sampling.frequency_penalty approximated",
                        "sampling.stop approximated",
                        "sampling.top_logprobs approximated",
                        "reasoning.budget_tokens approximated",
                        "reasoning.summary dropped",
                        "extras.safetySettings dropped");
    }

    @ParameterizedTest
    @CsvSource({"true,,500,low", "true,,9000,high", "true,,,medium", "true,xhigh,,xhigh", "false,none,,none", "false,,,"
    })
    void write_foreignReasoning_asAnEffort(boolean enabled, String effort, Long budget, String written) {
        GenerationRequest request = new GenerationRequest(
                "gemini",
                "m",
                false,
                List.of(),
                List.of(),
                null,
                null,
                null,
                Sampling.NONE,
                new ReasoningOptions(enabled, effort, budget, null, Extras.NONE),
                null,
                Extras.NONE);

        JsonNode field = codec.write(request).body().get("reasoning_effort");

        assertThat(field == null ? null : field.asString()).isEqualTo(written);
    }

    private static Part.ToolUse use(String id, String name) {
        return new Part.ToolUse(new ToolCall(id, name, "{}"));
    }

    private static Part.ToolResult result(String id, String name) {
        return new Part.ToolResult(id, name, List.of(new Part.Text("r")), false, Extras.NONE);
    }

    private static Turn turn(Role role, Part... parts) {
        return new Turn(role, List.of(parts));
    }

    private static GenerationRequest foreign(List<Turn> turns) {
        return new GenerationRequest(
                "anthropic-messages",
                "m",
                false,
                turns,
                List.of(),
                null,
                null,
                null,
                Sampling.NONE,
                null,
                null,
                Extras.NONE);
    }
}
