package dev.understudy.dialect.anthropic;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
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
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class MessageRequestsTest {
    private static final String MODEL = "claude-sonnet-4-6";

    private final RequestCodec codec = new AnthropicMessages().requests();

    @Test
    @NeedsRecordedData
    void write_recordedRequest_isAsItWas() {
        int seen = 0;
        for (Recorded.Exchange exchange : Recorded.exchanges("messages", "count_tokens")) {
            ObjectNode request = exchange.request().asObject();

            Written written = codec.write(codec.read(exchange.target(), request));

            assertThat(SemanticJson.of(written.body())).as(exchange.id()).isEqualTo(SemanticJson.of(request));
            assertThat(written.losses()).isEmpty();
            seen++;
        }
        assertThat(seen).isGreaterThan(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','max_tokens':1,'messages':[]}",
                "{'messages':'odd','system':7,'tools':'odd','thinking':'odd','metadata':'odd','max_tokens':-1,'stop_sequences':['a',7]}",
                "{'messages':[7,null,{'role':'tool','content':'x'},{'role':'user'},{'role':'user','content':[7,{'type':7},{'type':'text'}],'name':'n'}]}",
                "{'system':[{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'1h'}}],'messages':[{'role':'system','content':'b'},{'role':'user','content':[{'type':'text','text':''}]}]}",
                "{'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AA=='}},{'type':'image','source':{'type':'url','url':'https://x'},'cache_control':{'type':'ephemeral'}},{'type':'image','source':{'type':'file','file_id':'f'}},{'type':'image','source':{'type':'hologram'}},{'type':'document','title':'T','context':'C','citations':{'enabled':true},'source':{'type':'text','media_type':'text/plain','data':'wörds'}},{'type':'document','source':{'type':'content','content':[]}},{'type':'document','source':{'type':'base64','media_type':'text/plain','data':'AA=='}}]}]}",
                "{'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'','signature':'s'},{'type':'redacted_thinking','data':'d'},{'type':'tool_use','id':'t','name':'f','input':{'a':1.10},'caller':{'type':'direct'}},{'type':'tool_use','id':'t','name':'f','input':'odd'},{'type':'server_tool_use','id':'s','name':'web_search','input':{}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','is_error':true,'content':'x'},{'type':'tool_result','tool_use_id':'t'},{'type':'tool_result','tool_use_id':'t','content':[{'type':'text','text':'a'},{'type':'image','source':{'type':'url','url':'u'}},{'type':'tool_reference','tool_name':'g'}],'cache_control':{'type':'ephemeral'}}]}]}",
                "{'messages':[],'tools':[{'name':'f','description':'d','input_schema':{'type':'object'},'strict':true,'cache_control':{'type':'ephemeral'},'defer_loading':true},{'type':'custom','name':'g','input_schema':{}},{'type':'web_search_20250305','name':'web_search','max_uses':3}],'tool_choice':{'type':'tool','name':'f','disable_parallel_tool_use':true}}",
                "{'messages':[],'tool_choice':{'type':'auto','disable_parallel_tool_use':false}}",
                "{'messages':[],'tool_choice':{'type':'none'}}",
                "{'messages':[],'tool_choice':{'type':'any','disable_parallel_tool_use':'odd'}}",
                "{'messages':[],'tool_choice':{'type':'hologram'}}",
                "{'messages':[],'thinking':{'type':'enabled','budget_tokens':2048,'display':'omitted'},'output_config':{'effort':'max','task_budget':{'type':'tokens','total':9}}}",
                "{'messages':[],'thinking':{'type':'disabled'}}",
                "{'messages':[],'thinking':{'type':'adaptive','display':'summarized'},'output_config':{'format':{'type':'json_schema','schema':{'type':'object'}}}}",
                "{'messages':[],'output_config':{'effort':'low'}}",
                "{'messages':[],'output_config':{'effort':'odd','format':7}}",
                "{'messages':[],'thinking':'odd','output_config':{'effort':'low'}}",
                "{'messages':[],'output_config':{}}",
                "{'messages':[],'output_format':{'type':'json_schema','schema':{'minimum':1}}}",
                "{'messages':[],'metadata':{'user_id':'u','trace':'t'},'service_tier':'auto','container':'c','mcp_servers':[],'temperature':0.10,'top_p':1,'top_k':40}",
                "{'messages':[],'metadata':{'trace':'t'}}",
            })
    void write_readFromTheSameDialect_isAsItWas(String text) {
        ObjectNode request = json(text);

        Written written = codec.write(codec.read("/v1/messages", request));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(request));
        assertThat(written.losses()).isEmpty();
        assertThat(request).isEqualTo(json(text));
    }

    @Test
    void read_vertexTarget_modelAndStreamComeFromIt() {
        GenerationRequest read = codec.read(
                "/v1/projects/p/publishers/anthropic/models/claude-4@1:streamRawPredict",
                json("{'anthropic_version':'vertex-2023-10-16','messages':[]}"));

        assertThat(read.model()).isEqualTo("claude-4@1");
        assertThat(read.streamed()).isTrue();
        assertThat(SemanticJson.of(codec.write(read).body()))
                .isEqualTo(SemanticJson.of(json("{'model':'claude-4@1','stream':true,'messages':[]}")));
    }

    @Test
    void read_everything_inCanonicalWords() {
        GenerationRequest read = codec.read("/v1/messages", json("""
                {'model':'m','stream':true,'max_tokens':9,'temperature':0.5,'stop_sequences':['END'],'system':'S',
                'metadata':{'user_id':'u'},'thinking':{'type':'enabled','budget_tokens':2048},'messages':[
                {'role':'user','content':'q'},
                {'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{'a':1}}]},
                {'role':'user','content':[{'type':'tool_result','tool_use_id':'t','is_error':true,'content':'no'}]}],
                'tools':[{'name':'f','input_schema':{'type':'object'}}],
                'tool_choice':{'type':'any','disable_parallel_tool_use':true},
                'output_config':{'effort':'high','format':{'type':'json_schema','schema':{'type':'object'}}}}"""));

        assertThat(read.dialect()).isEqualTo("anthropic-messages");
        assertThat(read.streamed()).isTrue();
        assertThat(read.turns())
                .extracting(Turn::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(read.turns().get(2).parts()).containsExactly(new Part.ToolUse(new ToolCall("t", "f", "{\"a\":1}")));
        Part.ToolResult result = (Part.ToolResult) read.turns().get(3).parts().get(0);
        assertThat(result.callId()).isEqualTo("t");
        assertThat(result.error()).isTrue();
        assertThat(result.content()).containsExactly(new Part.Text("no"));
        assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Required());
        assertThat(read.parallelToolCalls()).isFalse();
        assertThat(read.reasoning()).isEqualTo(new ReasoningOptions(true, "high", 2048L, null, Extras.NONE));
        assertThat(read.outputFormat()).isInstanceOf(OutputFormat.JsonSchema.class);
        assertThat(read.sampling().maxOutputTokens()).isEqualTo(9);
        assertThat(read.sampling().stop()).containsExactly("END");
        assertThat(read.user()).isEqualTo("u");
        assertThat(read.extras().isEmpty()).isTrue();
    }

    @Test
    void write_otherDialect_turnsMergedAndResultsFirst() {
        Written written = codec.write(request(
                system("A"),
                system("B"),
                user("q"),
                assistant(new Part.Text(""), new Part.ToolUse(new ToolCall(null, "f", "{\"a\":1}"))),
                assistant(new Part.ToolUse(new ToolCall("bad id!", "g", "not json"))),
                user("and"),
                turn(Role.USER, result(null, "f", "1"), result("bad id!", null, "2")),
                system("late")));

        assertThat(written.target()).isEqualTo("/v1/messages");
        assertThat(written.headers()).containsEntry("anthropic-version", "2023-06-01");
        assertThat(written.body().path("system"))
                .isEqualTo(json("{'s':[{'type':'text','text':'A'},{'type':'text','text':'B'}]}")
                        .path("s"));
        assertThat(written.body().path("messages")).isEqualTo(json("""
                {'m':[{'role':'user','content':[{'type':'text','text':'q'}]},
                {'role':'assistant','content':[{'type':'tool_use','id':'toolu_understudy_0','name':'f','input':{'a':1}},
                {'type':'tool_use','id':'toolu_understudy_1','name':'g','input':{'arguments':'not json'}}]},
                {'role':'user','content':[{'type':'tool_result','tool_use_id':'toolu_understudy_0','content':'1'},
                {'type':'tool_result','tool_use_id':'toolu_understudy_1','content':'2'},
                {'type':'text','text':'and'},{'type':'text','text':'late'}]}]}""").path("m"));
        assertThat(losses(written))
                .containsExactly(
                        "turns[4].parts[0].arguments approximated",
                        "turns[7].role approximated",
                        "sampling.max_output_tokens approximated");
        assertThat(written.body().path("max_tokens").asInt()).isEqualTo(8_192);
    }

    @Test
    void write_onlySystemTurns_becomeTheUsersMessage() {
        Written written = codec.write(request(system("Say hi.")));

        assertThat(written.body().has("system")).isFalse();
        assertThat(written.body().path("messages"))
                .isEqualTo(json("{'m':[{'role':'user','content':'Say hi.'}]}").path("m"));
        assertThat(losses(written)).contains("turns[0].role approximated");
    }

    @Test
    void write_partsOfOtherDialects_carriedOrListed() {
        Extras detail =
                new Extras(Map.of("image_url.detail", json("{'d':'high'}").path("d")));
        Extras cached = new Extras(Map.of("cache_control", json("{'type':'ephemeral'}")));
        Written written = codec.write(request(turn(
                Role.USER,
                new Part.Text("t", cached),
                media(Part.Media.Kind.IMAGE, new Source.Inline("", "/9j/AAA="), Extras.NONE),
                media(Part.Media.Kind.IMAGE, new Source.Url("https://x/y.png", ""), detail),
                media(Part.Media.Kind.IMAGE, new Source.Inline("image/tiff", "SUkq"), Extras.NONE),
                media(Part.Media.Kind.FILE, new Source.Inline("application/pdf", "JVBERi0="), Extras.NONE),
                media(Part.Media.Kind.FILE, new Source.Inline("text/csv", "YSxi"), Extras.NONE),
                media(Part.Media.Kind.FILE, new Source.ProviderFile("file-1"), Extras.NONE),
                media(Part.Media.Kind.AUDIO, new Source.Inline("audio/wav", "AA=="), Extras.NONE),
                new Part.Reasoning("r", "sig", Extras.NONE),
                new Part.Refusal("no", Extras.NONE),
                new Part.Opaque("hologram", json("{}")))));

        assertThat(written.body().path("messages").path(0).path("content"))
                .isEqualTo(json("""
                {'c':[{'type':'text','text':'t','cache_control':{'type':'ephemeral'}},
                {'type':'image','source':{'type':'base64','media_type':'image/jpeg','data':'/9j/AAA='}},
                {'type':'image','source':{'type':'url','url':'https://x/y.png'}},
                {'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'JVBERi0='},'title':'n'},
                {'type':'document','source':{'type':'text','media_type':'text/plain','data':'a,b'},'title':'n'},
                {'type':'text','text':'no'}]}""").path("c"));
        assertThat(losses(written))
                .contains(
                        "turns[0].parts[2].image_url.detail dropped",
                        "turns[0].parts[3] dropped",
                        "turns[0].parts[6] dropped",
                        "turns[0].parts[7] dropped",
                        "turns[0].parts[8] dropped",
                        "turns[0].parts[9] approximated",
                        "turns[0].parts[10] dropped")
                .hasSize(8);
    }

    @Test
    void write_samplingThatAnthropicLacks_listed() {
        Sampling sampling = new Sampling(
                new BigDecimal("1.5"),
                null,
                null,
                100L,
                List.of("END", "\n"),
                BigDecimal.ONE,
                BigDecimal.ONE,
                7L,
                2L,
                0L);
        Written written = codec.write(request(MODEL, sampling, null, null, List.of(), null, null));

        assertThat(written.body().path("temperature").decimalValue()).isEqualByComparingTo("1");
        assertThat(written.body().path("stop_sequences"))
                .isEqualTo(json("{'s':['END']}").path("s"));
        assertThat(losses(written))
                .containsExactlyInAnyOrder(
                        "sampling.temperature approximated",
                        "sampling.stop dropped",
                        "sampling.frequency_penalty dropped",
                        "sampling.presence_penalty dropped",
                        "sampling.seed dropped",
                        "sampling.answers dropped",
                        "sampling.top_logprobs dropped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", quoteCharacter = '`', textBlock = """
            claude-sonnet-4-5-20250929; high; -; -; {'type':'enabled','budget_tokens':24576}; -; 32768
            claude-sonnet-4-5-20250929; -; 5000; 20000; {'type':'enabled','budget_tokens':5000}; -; 20000
            claude-sonnet-4-5-20250929; high; -; 8000; {'type':'enabled','budget_tokens':6000}; -; 8000
            claude-sonnet-4-5-20250929; high; -; 500; -; -; 500
            claude-3-5-haiku-20241022; high; -; -; -; -; 8192
            claude-3-haiku-20240307; -; -; -; -; -; 4096
            claude-opus-4-6; xhigh; -; -; {'type':'adaptive'}; high; 8192
            claude-opus-4-8; xhigh; -; -; {'type':'adaptive'}; xhigh; 8192
            claude-opus-4-8; minimal; -; -; {'type':'adaptive'}; low; 8192
            us.anthropic.claude-sonnet-5; -; 5000; -; {'type':'adaptive'}; medium; 8192
            some-alias; medium; -; -; {'type':'adaptive'}; medium; 8192
            claude-opus-4-8; none; -; -; {'type':'disabled'}; -; 8192
            """)
    void write_reasoning_asTheModelTakesIt(
            String model, String effort, Long budget, Long limit, String thinking, String written, long maxTokens) {
        ReasoningOptions options = effort == null && budget == null
                ? null
                : new ReasoningOptions(!"none".equals(effort), effort, budget, null, Extras.NONE);
        Sampling sampling = new Sampling(null, null, null, limit, List.of(), null, null, null, null, null);

        ObjectNode body = codec.write(request(model, sampling, options, null, List.of(), null, null))
                .body();

        assertThat(body.has("thinking")).isEqualTo(thinking != null);
        assertThat(SemanticJson.of(body.path("thinking")))
                .isEqualTo(SemanticJson.of(thinking == null ? json("{}").path("none") : json(thinking)));
        assertThat(body.path("output_config").path("effort").asStringOpt().orElse(null))
                .isEqualTo(written);
        assertThat(body.path("max_tokens").asLong()).isEqualTo(maxTokens);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-6,false,0.3,",
        "claude-3-5-sonnet-20241022,false,0.3,0.9",
        "claude-opus-4-7,false,,",
        "claude-sonnet-4-6,true,,",
    })
    void write_randomness_asTheModelTakesIt(String model, boolean thinks, BigDecimal temperature, BigDecimal topP) {
        Sampling sampling = new Sampling(
                new BigDecimal("0.3"), new BigDecimal("0.9"), null, 9L, List.of(), null, null, null, null, null);
        ReasoningOptions options = thinks ? new ReasoningOptions(true, "low", null, null, Extras.NONE) : null;

        Written written = codec.write(request(model, sampling, options, null, List.of(), null, null));

        assertThat(number(written, "temperature")).isEqualTo(temperature);
        assertThat(number(written, "top_p")).isEqualTo(topP);
        assertThat(written.losses()).hasSize((temperature == null ? 1 : 0) + (topP == null ? 1 : 0));
    }

    @Test
    void write_toolsAndChoices_translated() {
        Tool f = new Tool.Function(
                "f", "d", json("{'type':'OBJECT','properties':{'a':{'type':'STRING'}}}"), null, Extras.NONE);
        Tool g = new Tool.Function("g", null, null, true, Extras.NONE);
        Tool search = new Tool.Provider("web_search", json("{'type':'web_search'}"));
        List<Tool> tools = List.of(f, g, search);

        Written allowed = codec.write(
                request(MODEL, Sampling.NONE, null, null, tools, new ToolChoice.Allowed(List.of("f"), true), false));
        Written all = codec.write(request(MODEL, Sampling.NONE, null, null, tools, null, true));
        Written none = codec.write(
                request(MODEL, Sampling.NONE, null, null, List.of(search), new ToolChoice.Named("web_search"), null));

        assertThat(allowed.body().path("tools")).isEqualTo(json("""
                {'t':[{'name':'f','description':'d','input_schema':{'type':'object','properties':{'a':{'type':'string'}}}}]}""").path("t"));
        assertThat(allowed.body().path("tool_choice"))
                .isEqualTo(json("{'type':'any','disable_parallel_tool_use':true}"));
        assertThat(losses(allowed)).contains("tools[2] dropped", "tool_choice approximated");
        assertThat(all.body().path("tools").path(1))
                .isEqualTo(json("{'name':'g','input_schema':{'type':'object','properties':{}},'strict':true}"));
        assertThat(none.body().has("tools")).isFalse();
        assertThat(none.body().has("tool_choice")).isFalse();
        assertThat(losses(none)).contains("tool_choice dropped");
    }

    @Test
    void write_forcedToolWithABudget_doesNotThink() {
        Tool f = new Tool.Function("f", null, null, null, Extras.NONE);
        ReasoningOptions options = new ReasoningOptions(true, "high", null, null, Extras.NONE);

        Written written = codec.write(
                request("claude-haiku-4-5", Sampling.NONE, options, null, List.of(f), new ToolChoice.Required(), null));

        assertThat(written.body().has("thinking")).isFalse();
        assertThat(losses(written)).contains("reasoning dropped");
    }

    @Test
    void write_schema_closedAndItsLimitsInWords() {
        OutputFormat format = new OutputFormat.JsonSchema(
                "answer",
                "An answer",
                json("{'type':'object','properties':{'n':{'type':'integer','minimum':1,'description':'N'},"
                        + "'l':{'type':'array','items':{'type':'string','maxLength':9}}}}"),
                false,
                Extras.NONE);

        Written written = codec.write(request(MODEL, Sampling.NONE, null, format, List.of(), null, null));

        assertThat(written.body().path("output_config").path("format")).isEqualTo(json("""
                {'type':'json_schema','schema':{'type':'object','properties':{'n':{'type':'integer','description':
                'N (minimum: 1)'},'l':{'type':'array','items':{'type':'string','description':'maxLength: 9'}}},
                'additionalProperties':false,'description':'An answer'}}""".replace("\n", "")));
        assertThat(losses(written)).contains("output_format.schema approximated", "output_format.strict approximated");
        assertThat(losses(codec.write(
                        request(MODEL, Sampling.NONE, null, new OutputFormat.JsonObject(), List.of(), null, null))))
                .contains("output_format dropped");
    }

    private static GenerationRequest request(
            String model,
            Sampling sampling,
            ReasoningOptions reasoning,
            OutputFormat format,
            List<Tool> tools,
            ToolChoice choice,
            Boolean parallel) {
        return new GenerationRequest(
                "openai-chat",
                model,
                false,
                List.of(user("q")),
                tools,
                choice,
                parallel,
                format,
                sampling,
                reasoning,
                null,
                Extras.NONE);
    }

    private static GenerationRequest request(Turn... turns) {
        return new GenerationRequest(
                "openai-chat",
                MODEL,
                false,
                List.of(turns),
                List.of(),
                null,
                null,
                null,
                Sampling.NONE,
                null,
                null,
                Extras.NONE);
    }

    private static Turn turn(Role role, Part... parts) {
        return new Turn(role, List.of(parts));
    }

    private static Turn system(String text) {
        return turn(Role.SYSTEM, new Part.Text(text));
    }

    private static Turn user(String text) {
        return turn(Role.USER, new Part.Text(text));
    }

    private static Turn assistant(Part... parts) {
        return turn(Role.ASSISTANT, parts);
    }

    private static Part result(String id, String name, String text) {
        return new Part.ToolResult(id, name, List.of(new Part.Text(text)), false, Extras.NONE);
    }

    private static Part media(Part.Media.Kind kind, Source source, Extras extras) {
        return new Part.Media(kind, source, kind == Part.Media.Kind.FILE ? "n" : null, extras);
    }

    private static List<String> losses(Written written) {
        return written.losses().stream()
                .map((Loss loss) -> loss.field() + " " + loss.kind().label())
                .toList();
    }

    private static BigDecimal number(Written written, String field) {
        return written.body().has(field) ? written.body().path(field).decimalValue() : null;
    }
}
