package dev.understudy.dialect.aws;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.canonical.request.OutputFormat;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ConverseRequestsTest {
    private static final String TARGET = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream";

    private final RequestCodec codec = new BedrockConverse().requests();
    private final RequestCodec chat = Dialects.named("openai-chat").requests();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'messages':[],'system':[],'inferenceConfig':{},'toolConfig':{},'additionalModelRequestFields':{}}",
                "{'messages':'odd','system':'odd','toolConfig':{'tools':{}},'outputConfig':{'textFormat':{'type':'json_schema'}}}",
                "{'messages':[7,{'role':'critic','content':[]},{'role':'user','content':'odd'},{'role':'user','content':"
                        + "[{'text':'a','image':1},{'image':{'format':'bmp','source':{'bytes':'AA=='}}},{}]}]}",
                "{'system':[{'text':'s'},{'cachePoint':{'type':'default'}}],'messages':[{'role':'user','content':[{'text':'q'},"
                        + "{'image':{'format':'png','source':{'bytes':'AA=='}}},{'document':{'format':'txt','name':'n','source':{'text':'é'},"
                        + "'context':'c'}},{'video':{'format':'mp4','source':{'s3Location':{'uri':'s3://a/b'}}}}]},"
                        + "{'role':'assistant','content':[{'reasoningContent':{'reasoningText':{'text':'t','signature':'S'}}},"
                        + "{'reasoningContent':{'redactedContent':'QQ=='}},{'toolUse':{'toolUseId':'1','name':'f','input':{'a':1.50}}},"
                        + "{'toolUse':{'toolUseId':'2','name':'g','input':{},'type':'server_tool_use'}}]},"
                        + "{'role':'user','content':[{'toolResult':{'toolUseId':'1','status':'success','content':[{'json':{'a':1.50,'b':'\\ud83d'}},"
                        + "{'text':'ok'}]}},{'toolResult':{'toolUseId':'2','content':[],'status':'error'}}]}]}",
                "{'messages':[],'inferenceConfig':{'maxTokens':9,'temperature':0.10,'topP':1,'stopSequences':['a'],'x':1},"
                        + "'toolConfig':{'tools':[{'toolSpec':{'name':'f','description':'d','inputSchema':{'json':{'type':'object'}},"
                        + "'strict':true}},{'cachePoint':{'type':'default'}},{'systemTool':{'name':'nova_code_interpreter'}}],"
                        + "'toolChoice':{'tool':{'name':'f'}}},'additionalModelRequestFields':{'thinking':{'type':'enabled',"
                        + "'budget_tokens':1024},'output_config':{'effort':'high','other':1},'top_k':40,'inferenceConfig':{'topK':2}},"
                        + "'requestMetadata':{'a':'b'},'performanceConfig':{'latency':'optimized'}}",
                "{'messages':[],'outputConfig':{'textFormat':{'type':'json_schema','structure':{'jsonSchema':{'name':'n',"
                        + "'schema':'{ }','description':'d'}}}},'toolConfig':{'toolChoice':{'any':{}}}}",
            })
    void write_ownRequest_asItWas(String request) {
        Written written = codec.write(codec.read(TARGET, json(request)));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json(request)));
        assertThat(written.target()).isEqualTo(TARGET);
        assertThat(written.losses()).isEmpty();
    }

    @Test
    void read_request_inCanonicalWords() {
        GenerationRequest read = codec.read(
                TARGET,
                json(
                        "{'system':[{'text':'s'}],'messages':[{'role':'user','content':[{'text':'q'}]}],'inferenceConfig':{'maxTokens':7},"
                                + "'additionalModelRequestFields':{'thinking':{'type':'enabled','budget_tokens':2048}},"
                                + "'outputConfig':{'textFormat':{'type':'json_schema','structure':{'jsonSchema':{'name':'n','schema':'{}'}}}}}"));

        assertThat(read.model()).isEqualTo("us.anthropic.claude-sonnet-4-5-20250929-v1:0");
        assertThat(read.streamed()).isTrue();
        assertThat(read.turns()).extracting(Turn::role).containsExactly(Role.SYSTEM, Role.USER);
        assertThat(read.sampling().maxOutputTokens()).isEqualTo(7);
        assertThat(read.reasoning().budgetTokens()).isEqualTo(2_048);
        assertThat(read.outputFormat())
                .isInstanceOfSatisfying(
                        OutputFormat.JsonSchema.class,
                        format -> assertThat(format.schema()).isEqualTo(json("{}")));
    }

    @Test
    void write_chatConversation_inConversesWords() {
        GenerationRequest read = chat.read(
                "/v1/chat/completions",
                json("{'model':'anthropic.claude-sonnet-4-5','messages':[{'role':'system','content':'s'},"
                        + "{'role':'user','content':[{'type':'text','text':'Look'},{'type':'image_url','image_url':"
                        + "{'url':'data:image/jpg;base64,/9j/AA=='}},{'type':'image_url','image_url':{'url':'https://a/b.png'}}]},"
                        + "{'role':'assistant','content':null,'tool_calls':[{'id':'c 1','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'c 1','content':'one'},{'role':'user','content':'go on'}],"
                        + "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}],'tool_choice':'required',"
                        + "'max_tokens':9,'user':'me','n':2,'seed':1,'parallel_tool_calls':false,'stop':['END']}"));

        Written written = codec.write(read);

        assertThat(written.target()).isEqualTo("/model/anthropic.claude-sonnet-4-5/converse");
        assertThat(SemanticJson.of(written.body()))
                .isEqualTo(semantic("{'system':[{'text':'s'}],'messages':[{'role':'user','content':[{'text':'Look'},"
                        + "{'image':{'format':'jpeg','source':{'bytes':'/9j/AA=='}}}]},"
                        + "{'role':'assistant','content':[{'toolUse':{'toolUseId':'tooluse_understudy_0','name':'f','input':{}}}]},"
                        + "{'role':'user','content':[{'toolResult':{'toolUseId':'tooluse_understudy_0','content':[{'text':'one'}]}},"
                        + "{'text':'go on'}]}],'toolConfig':{'tools':[{'toolSpec':{'name':'f','inputSchema':{'json':{'type':'object'}}}}],"
                        + "'toolChoice':{'any':{}}},'inferenceConfig':{'maxTokens':9,'stopSequences':['END']}}"));
        assertThat(written.losses())
                .extracting(Loss::field)
                .containsExactly(
                        "turns[1].parts[2]", "sampling.seed", "sampling.answers", "parallel_tool_calls", "user");
    }

    @Test
    void write_callsWithoutTheirTools_namesTheTools() {
        GenerationRequest read = chat.read(
                "/",
                json("{'model':'anthropic.claude-sonnet-4-5','messages':[{'role':'user','content':'q'},"
                        + "{'role':'assistant','tool_calls':[{'id':'1','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                        + "{'role':'tool','tool_call_id':'1','content':'r'}]}"));

        Written written = codec.write(read);

        assertThat(written.body().at("/toolConfig/tools/0/toolSpec/name").asString())
                .isEqualTo("f");
        assertThat(written.losses()).extracting(Loss::field).containsExactly("tools");
    }

    @Test
    void write_marksForTheCacheOfAnthropic_becomeBlocks() {
        GenerationRequest read = Dialects.named("anthropic-messages")
                .requests()
                .read(
                        "/v1/messages",
                        json(
                                "{'model':'claude-sonnet-4-5','max_tokens':9,'system':[{'type':'text','text':'s','cache_control':"
                                        + "{'type':'ephemeral','ttl':'1h'}}],'messages':[{'role':'user','content':'q'}]}"));

        Written written = codec.write(read);

        assertThat(written.body().get("system"))
                .isEqualTo(json("{'a':[{'text':'s'},{'cachePoint':{'type':'default','ttl':'1h'}}]}")
                        .get("a"));
        assertThat(written.losses()).isEmpty();
    }

    @Test
    void write_otherMakersModel_losesWhatItsOwnFieldsWouldSay() {
        GenerationRequest read = chat.read(
                "/",
                json(
                        "{'model':'us.amazon.nova-lite-v1:0','messages':[{'role':'user','content':'q'}],'top_k':5,'reasoning_effort':'high',"
                                + "'tools':[{'type':'function','function':{'name':'f','strict':true}}]}"));

        Written written = codec.write(read);

        assertThat(written.body()
                        .at("/additionalModelRequestFields/inferenceConfig/topK")
                        .asInt())
                .isEqualTo(5);
        assertThat(written.losses()).extracting(Loss::field).containsExactly("tools[0].strict", "reasoning");
    }

    @Test
    void write_documents_haveNamesOfPlainLetters() {
        GenerationRequest read = Dialects.named("anthropic-messages")
                .requests()
                .read(
                        "/v1/messages",
                        json(
                                "{'model':'claude-sonnet-4-5','max_tokens':9,'messages':[{'role':'user','content':[{'type':'document',"
                                        + "'title':'Bericht_2026/Ä.pdf','source':{'type':'base64','media_type':'application/pdf','data':'JVBERi0='}},"
                                        + "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'x'}}]}]}"));

        Written written = codec.write(read);

        assertThat(written.body().at("/messages/0/content/0/document/name").asString())
                .isEqualTo("Bericht 2026 pdf");
        assertThat(written.body().at("/messages/0/content/1/document"))
                .isEqualTo(json("{'format':'txt','source':{'bytes':'eA=='},'name':'document 2'}"));
    }

    @Test
    void read_jsonResult_isTextElsewhere() {
        GenerationRequest read = codec.read(
                TARGET,
                json(
                        "{'messages':[{'role':'user','content':[{'toolResult':{'toolUseId':'1','content':[{'json':{'a':1.50}}]}}]}]}"));

        assertThat(((Part.ToolResult) read.turns().get(0).parts().get(0)).content())
                .extracting(part -> ((Part.Text) part).text())
                .containsExactly("{\"a\":1.50}");
        assertThat(chat.write(read).losses()).isEmpty();
    }

    private static JsonNode semantic(String singleQuoted) {
        return SemanticJson.of(json(singleQuoted));
    }
}
