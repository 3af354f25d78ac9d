package dev.understudy.dialect.openai;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Part.Media;
import dev.understudy.canonical.request.Part.Media.Source;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.config.SystemPrompt;
import dev.understudy.config.SystemPrompt.Mode;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ResponsesRequestTest {
    private final Dialect dialect = new OpenAiResponses();
    private final RequestCodec codec = dialect.requests();

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/responses,true",
        "POST,/responses,true",
        "POST,/openai/v1/responses?api-version=preview,true",
        "POST,/openai/responses?api-version=2025-04-01-preview,true",
        "GET,/v1/responses,false",
        "POST,/v1/responses/resp_1/cancel,false",
        "POST,/v1/responses/compact,false",
        "POST,/v1/responses/input_tokens,false",
        "GET,/v1/responses/resp_1/input_items,false",
        "DELETE,/v1/responses/resp_1,false",
        "POST,/v1/xresponses,false",
    })
    void serves_methodAndPath_recognised(String method, String path, boolean served) {
        assertThat(dialect.serves(method, path)).isEqualTo(served);
        assertThat(Dialects.forRequest(method, path) != null).isEqualTo(served);
        assertThat(Dialects.named("openai-responses")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {'model':'m','stream':true,'user':'u'}; m; true; u
            {'model':'m','safety_identifier':'s','prompt_cache_key':'k'}; m; false; s
            {'prompt_cache_key':'k'}; -; false; k
            {'model':7,'input':{}}; -; false; -
            """)
    void facts_request_read(String request, String model, boolean streamed, String user) {
        Dialect.RequestFacts facts = dialect.facts("/v1/responses", json(request));

        assertThat(facts.model()).isEqualTo(model);
        assertThat(facts.streamed()).isEqualTo(streamed);
        assertThat(facts.user()).isEqualTo(user);
    }

    @Test
    void facts_laterTurns_shareTheConversation() {
        String first =
                dialect.facts("/", json("{'instructions':'i','input':'hello'}")).conversationText();
        String later = dialect.facts("/", json("""
                {'instructions':'i','input':[{'role':'user','content':'hello'},{'role':'assistant','content':'x'},
                 {'role':'user','content':'more'}]}""")).conversationText();

        assertThat(first).isNotEmpty().isEqualTo(later);
        assertThat(dialect.facts("/", json("{'input':'other'}")).conversationText())
                .isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            REPLACE; {'input':'x'}; {'input':'x','instructions':'new'}
            APPEND; {'instructions':'old','input':'x'}; {'instructions':'old\\n\\nnew','input':'x'}
            PREPEND; {'instructions':'old'}; {'instructions':'new\\n\\nold'}
            REPLACE; {'instructions':'old','input':[{'role':'system','content':'s'},{'role':'user','content':'u'}]}; {'instructions':'new','input':[{'role':'user','content':'u'}]}
            REPLACE; {'input':[{'role':'developer','content':[{'type':'input_text','text':'s','x':1}]}]}; {'input':[{'role':'developer','content':[{'type':'input_text','text':'new','x':1}]}]}
            APPEND; {'input':[{'role':'system','content':[{'type':'input_text','text':'s'}]}]}; {'input':[{'role':'system','content':[{'type':'input_text','text':'s'},{'type':'input_text','text':'\\n\\nnew'}]}]}
            """)
    void editSystemPrompt_everyForm_edited(Mode mode, String before, String after) {
        ObjectNode request = json(before);

        dialect.editSystemPrompt(request, new SystemPrompt(mode, "new"));

        assertThat(request).isEqualTo(json(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {'previous_response_id':'r'}; previous_response_id
            {'conversation':{'id':'c'}}; conversation
            {'prompt':{'id':'p'}}; prompt
            {'input':[{'role':'user','content':'x'},{'type':'item_reference','id':'i'}]}; input[1] item_reference
            {'input':[{'type':'compaction','encrypted_content':'x'}]}; input[0] compaction
            {'input':[{'type':'image_generation_call','id':'i'}]}; input[0] image_generation_call
            {'input':[{'role':'user','content':[{'type':'input_file','file_id':'f'}]}]}; input[0].content[0].file_id
            {'input':[{'type':'function_call_output','call_id':'c','output':[{'type':'input_image','file_id':'f'}]}]}; input[0].output[0].file_id
            {'previous_response_id':null,'conversation':null,'input':'x'}; -
            """)
    void contain_providerState_refusedElsewhere(String request, String field) {
        assertThat(dialect.contain(json(request), false))
                .isEqualTo(
                        field == null
                                ? new Containment.Contained(List.of(), 0)
                                : new Containment.NeedsProviderState(field));
        assertThat(dialect.contain(json(request), true)).isInstanceOf(Containment.Contained.class);
    }

    @Test
    void contain_sideEffects_removed() {
        ObjectNode request = json("""
                {'store':true,'background':true,'include':['reasoning.encrypted_content','web_search_call.action.sources'],
                 'input':[{'type':'mcp_approval_response','approve':true,'approval_request_id':'a'},
                  {'type':'reasoning','id':'r','summary':[],'encrypted_content':'x'},
                  {'type':'reasoning','id':'r2','content':[{'type':'reasoning_text','text':'t'}],'encrypted_content':'y'},
                  {'role':'user','content':'u'}],
                 'tools':[{'type':'function','name':'f'},{'type':'web_search'},{'type':'mcp'},{'type':'shell'},
                  {'type':'shell','environment':{'type':'local'}},{'type':'custom','name':'c'},{'type':'computer_use_preview'}],
                 'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'f'},{'type':'mcp'}]}}""");

        Containment containment = dialect.contain(request, false);

        assertThat(((Containment.Contained) containment).serverTools()).isEqualTo(3);
        assertThat(((Containment.Contained) containment).removed())
                .containsExactly(
                        "store",
                        "background",
                        "input[0] mcp_approval_response",
                        "input[1] reasoning",
                        "include web_search_call.action.sources",
                        "tools[1] web_search",
                        "tools[2] mcp",
                        "tools[3] shell",
                        "tool_choice.tools[1] mcp");
        assertThat(request).isEqualTo(json("""
                {'store':false,'include':['reasoning.encrypted_content'],
                 'input':[{'type':'reasoning','id':'r2','content':[{'type':'reasoning_text','text':'t'}]},{'role':'user','content':'u'}],
                 'tools':[{'type':'function','name':'f'},{'type':'shell','environment':{'type':'local'}},{'type':'custom','name':'c'},
                  {'type':'computer_use_preview'}],
                 'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'f'}]}}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'tools':[{'type':'web_search'}],'tool_choice':'required','parallel_tool_calls':true}; {'store':false}
            {'tools':[{'type':'function','name':'f'},{'type':'mcp'}],'tool_choice':{'type':'mcp'}}; {'store':false,'tools':[{'type':'function','name':'f'}]}
            {'tools':[{'type':'function','name':'f'},{'type':'mcp'}],'tool_choice':{'type':'function','name':'f'}}; {'store':false,'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'function','name':'f'}}
            {'tools':[{'type':'function','name':'f'},{'type':'mcp'}],'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'mcp'}]}}; {'store':false,'tools':[{'type':'function','name':'f'}]}
            """)
    void contain_toolChoice_fitsWhatIsLeft(String before, String after) {
        ObjectNode request = json(before);

        dialect.contain(request, false);

        assertThat(request).isEqualTo(json(after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'m','input':'hi','instructions':'i','stream':true}",
                "{'input':[]}",
                "{'instructions':'i','previous_response_id':'r'}",
                "{'input':7,'tools':[],'text':{},'reasoning':{},'tool_choice':7}",
                "{'input':[{'role':'user','content':'a'},{'type':'message','role':'developer','content':[{'type':'input_text','text':'t','x':1}]},"
                        + "{'role':'critic','content':'x'},{'role':'user'},{'role':'user','content':null},{'role':'user','content':[]},'odd',null,7]}",
                "{'input':[{'type':'message','id':'m','role':'assistant','status':'completed','phase':'final_answer',"
                        + "'content':[{'type':'output_text','text':'a','annotations':[]},{'type':'refusal','refusal':'r'},{'type':'odd'},'bare']}]}",
                "{'input':[{'type':'function_call','id':'f','call_id':'c','name':'n','arguments':'{}','status':'completed','namespace':'s'},"
                        + "{'type':'function_call_output','call_id':'c','output':'r'},"
                        + "{'type':'function_call_output','call_id':'c','output':[{'type':'input_image','image_url':'https://a','detail':'low'}]},"
                        + "{'type':'function_call_output','call_id':'c'},{'type':'function_call','name':'n'},"
                        + "{'type':'custom_tool_call','call_id':'c','name':'n','input':'x'},{'type':'custom_tool_call_output','call_id':'c','output':'r'}]}",
                "{'input':[{'type':'reasoning','id':'r','summary':[{'type':'summary_text','text':'s'}],'content':[],'encrypted_content':'e'},"
                        + "{'type':'reasoning','summary':[],'encrypted_content':null},{'type':'web_search_call','id':'w','action':{}}]}",
                "{'input':[{'role':'user','content':[{'type':'input_image','image_url':'data:image/png;base64,AA=='},{'type':'input_image','file_id':'f'},"
                        + "{'type':'input_image'},{'type':'input_file','file_data':'AA==','filename':'n'},{'type':'input_file','file_url':'https://a'},"
                        + "{'type':'input_file','file_data':'data:application/pdf;base64,AA=='},{'type':'input_file','file_id':'f','file_url':'u'},"
                        + "{'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}}]}]}",
                "{'tools':[{'type':'function','name':'f','description':null,'parameters':null,'strict':true,'defer_loading':true},{'type':'function'},"
                        + "{'type':'custom','name':'c','format':{'type':'grammar','syntax':'lark','definition':'d'}},{'type':'web_search'}],"
                        + "'tool_choice':{'type':'custom','name':'c'},'parallel_tool_calls':true}",
                "{'tool_choice':{'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'f'}]}}",
                "{'tool_choice':{'type':'allowed_tools','mode':'auto','tools':[{'type':'mcp','server_label':'x'}]}}",
                "{'tool_choice':{'type':'web_search'}}",
                "{'text':{'format':{'type':'json_schema','name':'n','schema':{},'strict':true,'description':'d'},'verbosity':'low'}}",
                "{'text':{'format':{'type':'text'}},'max_output_tokens':5,'temperature':0.10,'top_p':1,'top_logprobs':2,'user':'u'}",
                "{'text':{'verbosity':'high'},'reasoning':{'effort':'none','summary':'detailed','context':'all_turns'},'safety_identifier':'s'}",
                "{'reasoning':{'effort':'weird','summary':null},'metadata':{'a':'b'},'seed':7,'stop':['x']}",
            })
    void write_ownRequest_asItWas(String request) {
        Written written = codec.write(codec.read("/v1/responses", json(request)));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json(request)));
        assertThat(written.losses()).isEmpty();
        assertThat(written.target()).isEqualTo("/v1/responses");
    }

    @Test
    void write_chatRequest_asResponses() {
        GenerationRequest chat = new OpenAiChat().requests().read("/v1/chat/completions", json("""
                {'model':'m','messages':[{'role':'system','content':'be kind'},{'role':'system','content':'be brief'},
                 {'role':'user','content':[{'type':'text','text':'look'},{'type':'image_url','image_url':{'url':'https://a'}},
                  {'type':'file','file':{'file_data':'data:application/pdf;base64,AA=='}}]},
                 {'role':'assistant','content':'calling','tool_calls':[
                  {'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}},
                  {'id':'c2','type':'custom','custom':{'name':'sql','input':'SELECT'}}]},
                 {'role':'tool','tool_call_id':'c1','content':'1'},{'role':'tool','tool_call_id':'c2','content':[{'type':'text','text':'2'}]},
                 {'role':'system','content':'now hurry'}],
                 'tools':[{'type':'function','function':{'name':'f'}},
                  {'type':'custom','custom':{'name':'sql','format':{'type':'grammar','grammar':{'syntax':'lark','definition':'d'}}}}],
                 'tool_choice':{'type':'custom','custom':{'name':'sql'}},'parallel_tool_calls':true,
                 'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}},
                 'max_tokens':10,'n':1,'stop':'x','seed':1,'frequency_penalty':0,'presence_penalty':1,'logprobs':true,
                 'reasoning_effort':'low','metadata':{'a':'b'},'logit_bias':{'1':1},'stream':true,'stream_options':{'include_usage':true}}"""));

        Written written = codec.write(chat);

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json("""
                {'model':'m','instructions':'be kind\\n\\nbe brief','input':[
                 {'role':'user','content':[{'type':'input_text','text':'look'},{'type':'input_image','image_url':'https://a'},
                  {'type':'input_file','filename':'file','file_data':'data:application/pdf;base64,AA=='}]},
                 {'role':'assistant','content':'calling'},
                 {'type':'function_call','call_id':'c1','name':'f','arguments':'{}'},
                 {'type':'custom_tool_call','call_id':'c2','name':'sql','input':'SELECT'},
                 {'type':'function_call_output','call_id':'c1','output':'1'},
                 {'type':'custom_tool_call_output','call_id':'c2','output':'2'},
                 {'role':'developer','content':'now hurry'}],
                 'tools':[{'type':'function','name':'f','parameters':{'type':'object','properties':{}},'strict':false},
                  {'type':'custom','name':'sql','format':{'type':'grammar','syntax':'lark','definition':'d'}}],
                 'tool_choice':{'type':'custom','name':'sql'},'parallel_tool_calls':true,
                 'text':{'format':{'type':'json_schema','name':'n','schema':{'type':'object'}}},
                 'max_output_tokens':10,'top_logprobs':0,'include':['message.output_text.logprobs'],
                 'reasoning':{'effort':'low'},'metadata':{'a':'b'},'stream':true}""")));
        assertThat(written.losses())
                .extracting(Loss::field)
                .containsExactly("sampling.presence_penalty", "sampling.seed", "sampling.stop", "extras.logit_bias");
    }

    @Test
    void write_foreignAnswers_reasoningDroppedAndListed() {
        GenerationRequest request = new GenerationRequest(
                "anthropic-messages",
                "m",
                false,
                List.of(
                        new Turn(
                                Role.ASSISTANT,
                                List.of(
                                        new Part.Reasoning("hm", "sig", Extras.NONE),
                                        new Part.Text("a"),
                                        new Part.ToolUse(new ToolCall("t", "f", "")),
                                        new Part.Text("b"),
                                        new Part.Refusal("no", Extras.NONE))),
                        new Turn(
                                Role.USER,
                                List.of(
                                        new Part.ToolResult(
                                                "t",
                                                null,
                                                List.of(new Media(
                                                        Media.Kind.IMAGE,
                                                        new Source.Inline("image/png", "AA=="),
                                                        null,
                                                        Extras.NONE)),
                                                true,
                                                Extras.NONE),
                                        new Media(
                                                Media.Kind.VIDEO,
                                                new Source.Url("https://v", ""),
                                                null,
                                                Extras.NONE)))),
                List.of(),
                null,
                null,
                null,
                new Sampling(new BigDecimal(3), null, BigDecimal.TEN, null, List.of(), null, null, null, 2L, null),
                null,
                null,
                Extras.NONE);

        Written written = codec.write(request);

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json("""
                {'model':'m','input':[{'role':'assistant','content':'a'},
                 {'type':'function_call','call_id':'t','name':'f','arguments':'{}'},{'role':'assistant','content':'b'},
                 {'role':'assistant','content':'no'},
                 {'type':'function_call_output','call_id':'t','output':[{'type':'input_image','image_url':'data:image/png;base64,AA=='}]}],
                 'temperature':2}""")));
        assertThat(written.losses())
                .extracting(Loss::field)
                .containsExactly(
                        "turns[0].parts[0]",
                        "turns[0].parts[4]",
                        "turns[1].parts[0].error",
                        "turns[1].parts[1]",
                        "sampling.temperature",
                        "sampling.top_k",
                        "sampling.answers");
    }

    @Test
    void write_responsesAsChat_callsTogetherInOneMessage() {
        GenerationRequest request = codec.read("/", json("""
                {'instructions':'i','input':[{'role':'user','content':'u'},
                 {'type':'reasoning','id':'r','summary':[]},
                 {'type':'function_call','call_id':'a','name':'f','arguments':'{}'},
                 {'type':'function_call','call_id':'b','name':'g','arguments':'{}'},
                 {'type':'function_call_output','call_id':'a','output':'1'},
                 {'type':'function_call_output','call_id':'b','output':'2'}]}"""));

        JsonNode messages = new OpenAiChat().requests().write(request).body().get("messages");

        assertThat(messages).isEqualTo(json("""
                {'m':[{'role':'system','content':'i'},{'role':'user','content':'u'},
                 {'role':'assistant','content':null,'tool_calls':[
                  {'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},
                  {'id':'b','type':'function','function':{'name':'g','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'a','content':'1'},{'role':'tool','tool_call_id':'b','content':'2'}]}""").get("m"));
    }
}
