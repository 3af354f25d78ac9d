package dev.understudy.dialect.cohere;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CohereRequestsTest {
    private final RequestCodec codec = new CohereChat().requests();
    private final RequestCodec chat = Dialects.named("openai-chat").requests();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'model':'m','messages':[],'stream':false}",
                "{'messages':'odd','tools':[],'tool_choice':'odd','response_format':{},'thinking':{},'stream':'odd'}",
                "{'messages':[7,{},{'role':'critic','content':'x'},{'role':'user'},{'role':'user','content':[7,{'type':'text'}]},"
                        + "{'role':'assistant','tool_calls':[{'function':{'name':'f','arguments':{}}}]},{'role':'tool'}]}",
                "{'messages':[{'role':'system','content':'s'},{'role':'user','content':[{'type':'text','text':'Look'},{'type':'image_url',"
                        + "'image_url':{'url':'data:image/png;base64,AA==','detail':'low'}}]},{'role':'assistant','tool_plan':'p','content':"
                        + "[{'type':'thinking','thinking':'t'},{'type':'text','text':'a'}],'tool_calls':[{'id':'1','type':'function','function':"
                        + "{'name':'f','arguments':'{\\\"a\\\":1.50}'}}],'citations':[{'start':0}]},{'role':'tool','tool_call_id':'1','content':"
                        + "[{'type':'document','document':{'data':'d','id':'0'}}]},{'role':'tool','tool_call_id':'1','content':'ok'}]}",
                "{'messages':[],'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'},'new':1}},"
                        + "{'type':'other'}],'strict_tools':true,'tool_choice':'REQUIRED','documents':['a'],'citation_options':{'mode':'FAST'},"
                        + "'max_tokens':9,'stop_sequences':['a'],'temperature':0.10,'p':0.5,'k':0,'seed':3,'frequency_penalty':0,"
                        + "'presence_penalty':1,'logprobs':true,'safety_mode':'STRICT'}",
                "{'messages':[],'tools':[{'type':'function','function':{'name':'f'}}],'strict_tools':true,'tool_choice':'NONE',"
                        + "'response_format':{'type':'json_object','json_schema':{'type':'object'}},'thinking':{'type':'enabled','token_budget':7}}",
                "{'messages':[],'response_format':{'type':'json_object','schema':{}},'thinking':{'type':'disabled','new':1},'logprobs':false}",
                "{'messages':[],'response_format':{'type':'text'},'strict_tools':false}",
            })
    void write_ownRequest_asItWas(String request) {
        Written written = codec.write(codec.read("/v2/chat", json(request)));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json(request)));
        assertThat(written.target()).isEqualTo("/v2/chat");
        assertThat(written.losses()).isEmpty();
    }

    @Test
    @NeedsRecordedData
    void write_everyRecordedRequest_asItWas() {
        for (Recorded.Exchange exchange : Recorded.exchanges("cohere.chat")) {
            ObjectNode request = exchange.request().asObject();

            Written written = codec.write(codec.read(exchange.target(), request));

            assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(request));
            assertThat(written.losses()).isEmpty();
        }
    }

    @Test
    void read_request_inCanonicalWords() {
        GenerationRequest read = codec.read(
                "/v2/chat",
                json(
                        "{'model':'m','messages':[{'role':'user','content':'u'},{'role':'assistant','tool_plan':'p','tool_calls':"
                                + "[{'id':'1','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'1',"
                                + "'content':'r'}],'tools':[{'type':'function','function':{'name':'f'}}],'strict_tools':true,'p':0.9,'k':3}"));

        assertThat(read.streamed()).isFalse();
        assertThat(read.turns()).extracting(Turn::role).containsExactly(Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(read.turns().get(1).parts().get(0)).isInstanceOf(Part.Reasoning.class);
        assertThat(read.turns().get(2).parts().get(0)).isInstanceOf(Part.ToolResult.class);
        assertThat(read.tools())
                .extracting(tool -> ((Tool.Function) tool).strict())
                .containsExactly(true);
        assertThat(read.sampling().topP()).isEqualByComparingTo("0.9");
        assertThat(read.sampling().topK()).isEqualByComparingTo("3");
        assertThat(read.extras().isEmpty()).isTrue();
    }

    @Test
    void write_chatConversation_inCoheresWords() {
        GenerationRequest read = chat.read(
                "/v1/chat/completions",
                json(
                        "{'model':'command-a-03-2025','messages':[{'role':'system','content':'s'},{'role':'user','content':[{'type':'text','text':'Look'},"
                                + "{'type':'image_url','image_url':{'url':'https://a/b.png'}}]},"
                                + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                                + "{'role':'tool','tool_call_id':'c1','content':'one'}],'tools':[{'type':'function','function':{'name':'f','strict':true}},"
                                + "{'type':'function','function':{'name':'g'}}],'tool_choice':'required','max_tokens':9,'user':'me','n':2,'top_p':1,"
                                + "'frequency_penalty':-1,'reasoning_effort':'high','parallel_tool_calls':false,'response_format':{'type':'json_object'}}"));

        Written written = codec.write(read);

        assertThat(SemanticJson.of(written.body()))
                .isEqualTo(
                        semantic(
                                "{'model':'command-a-03-2025','messages':[{'role':'system','content':'s'},{'role':'user','content':"
                                        + "[{'type':'text','text':'Look'},{'type':'image_url','image_url':{'url':'https://a/b.png'}}]},"
                                        + "{'role':'assistant','tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                                        + "{'role':'tool','tool_call_id':'c1','content':'one'}],'stream':false,'tools':[{'type':'function','function':"
                                        + "{'name':'f','parameters':{'type':'object','properties':{}}}},{'type':'function','function':{'name':'g','parameters':"
                                        + "{'type':'object','properties':{}}}}],'tool_choice':'REQUIRED','p':0.99,'frequency_penalty':0,'max_tokens':9}"));
        assertThat(written.losses())
                .extracting(Loss::field)
                .containsExactly(
                        "tools[0].strict",
                        "output_format",
                        "reasoning",
                        "sampling.top_p",
                        "sampling.frequency_penalty",
                        "sampling.answers",
                        "parallel_tool_calls",
                        "user");
    }

    @Test
    void write_choiceOfOneTool_tellsOnlyOfThatOne() {
        GenerationRequest read = chat.read(
                "/",
                json(
                        "{'messages':[],'tools':[{'type':'function','function':{'name':'f'}},{'type':'function','function':{'name':'g'}}],"
                                + "'tool_choice':{'type':'function','function':{'name':'g'}}}"));

        Written written = codec.write(read);

        assertThat(written.body().at("/tools")).hasSize(1);
        assertThat(written.body().at("/tools/0/function/name").asString()).isEqualTo("g");
        assertThat(written.body().path("tool_choice").asString()).isEqualTo("REQUIRED");
        assertThat(written.losses()).extracting(Loss::kind).containsOnly(Loss.Kind.APPROXIMATED);
    }

    @ParameterizedTest
    @CsvSource({"low,1024", "high,24576"})
    void write_effort_isABudgetOfModelsThatReason(String effort, int budget) {
        GenerationRequest read = chat.read(
                "/", json("{'model':'command-a-reasoning-08-2025','messages':[],'reasoning_effort':'" + effort + "'}"));

        Written written = codec.write(read);

        assertThat(SemanticJson.of(written.body().path("thinking")))
                .isEqualTo(semantic("{'type':'enabled','token_budget':" + budget + "}"));
        assertThat(written.losses()).extracting(Loss::field).containsExactly("reasoning.effort");
    }

    private static JsonNode semantic(String singleQuoted) {
        return SemanticJson.of(json(singleQuoted));
    }
}
