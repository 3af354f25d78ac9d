package dev.understudy.dialect.ollama;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Loss;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaRequestsTest {
    private final RequestCodec codec = new OllamaChat().requests();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'model':'m','messages':[]}",
                "{'messages':'odd','tools':[],'options':{},'format':'','think':'max','stream':'odd'}",
                "{'messages':[7,{},{'role':'critic','content':'x'},{'role':'user'},{'role':'user','content':null,'images':[7]},"
                        + "{'role':'assistant','content':'','tool_calls':[{'function':{'name':'f','arguments':'odd'}}]}]}",
                "{'model':'m','messages':[{'role':'system','content':'s'},{'role':'user','content':'Look','images':['AA==','BB==']},"
                        + "{'role':'assistant','content':'','thinking':'hm','tool_calls':[{'id':'1','type':'function','function':"
                        + "{'index':0,'name':'f','arguments':{'a':1.50}}}]},{'role':'tool','tool_name':'f','content':'ok','new':1},"
                        + "{'role':'tool','tool_call_id':'1','name':'f'}],'stream':false,'format':'json','keep_alive':'5m',"
                        + "'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'},'new':1}},"
                        + "{'type':'other'}],'think':true,'logprobs':true,'top_logprobs':3}",
                "{'messages':[],'format':{'type':'object'},'think':'low','stream':true,'options':{'temperature':0.10,'top_p':1,"
                        + "'top_k':40,'num_predict':-1,'stop':['a'],'seed':-3,'frequency_penalty':0,'presence_penalty':1,'num_ctx':4096}}",
            })
    void write_ownRequest_asItWas(String request) {
        Written written = codec.write(codec.read("/api/chat", json(request)));

        assertThat(SemanticJson.of(written.body())).isEqualTo(SemanticJson.of(json(request)));
        assertThat(written.target()).isEqualTo("/api/chat");
        assertThat(written.losses()).isEmpty();
    }

    @Test
    void read_request_inCanonicalWords() {
        GenerationRequest read = codec.read(
                "/api/chat",
                json(
                        "{'model':'m','messages':[{'role':'user','content':'u'},{'role':'tool','tool_name':'f','content':'r'}],"
                                + "'options':{'num_predict':7}}"));

        assertThat(read.streamed()).isTrue();
        assertThat(read.turns()).extracting(Turn::role).containsExactly(Role.USER, Role.USER);
        assertThat(read.sampling().maxOutputTokens()).isEqualTo(7);
        assertThat(read.extras().isEmpty()).isTrue();
    }

    @Test
    void write_chatConversation_inOllamasWords() {
        GenerationRequest chat = Dialects.named("openai-chat")
                .requests()
                .read(
                        "/v1/chat/completions",
                        json("{'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'Look'},"
                                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}},"
                                + "{'type':'image_url','image_url':{'url':'https://a/b.png'}}]},"
                                + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                                + "{'role':'tool','tool_call_id':'c1','content':'one'}],"
                                + "'tools':[{'type':'function','function':{'name':'f','strict':true}}],'tool_choice':'required','max_tokens':9,"
                                + "'user':'me','n':2,'reasoning_effort':'high','parallel_tool_calls':false}"));

        Written written = codec.write(chat);

        assertThat(written.body())
                .hasToString(json("{'model':'m','messages':[{'role':'user','images':['AA=='],'content':'Look'},"
                                + "{'role':'assistant','tool_calls':[{'id':'c1','function':{'name':'f','arguments':{}}}],'content':''},"
                                + "{'role':'tool','tool_call_id':'c1','tool_name':'f','content':'one'}],'stream':false,"
                                + "'tools':[{'type':'function','function':{'name':'f'}}],'options':{'num_predict':9},'think':true}")
                        .toString());
        assertThat(written.losses())
                .extracting(Loss::field)
                .containsExactly(
                        "turns[0].parts[2]",
                        "tools[0].strict",
                        "tool_choice",
                        "sampling.answers",
                        "reasoning.effort",
                        "parallel_tool_calls",
                        "user");
    }

    @Test
    void write_choiceOfNoTool_leavesThemOut() {
        GenerationRequest chat = Dialects.named("openai-chat")
                .requests()
                .read(
                        "/",
                        json(
                                "{'messages':[],'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'none'}"));

        Written written = codec.write(chat);

        assertThat(written.body().has("tools")).isFalse();
        assertThat(written.losses()).extracting(Loss::kind).containsExactly(Loss.Kind.APPROXIMATED);
    }
}
