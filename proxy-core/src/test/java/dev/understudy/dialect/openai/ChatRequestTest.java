package dev.understudy.dialect.openai;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ChatRequestTest {
    private final Dialect dialect = new OpenAiChat();

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/chat/completions,true",
        "POST,/chat/completions,true",
        "POST,/v1/chat/completions?api-version=1,true",
        "POST,/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21,true",
        "POST,/api/paas/v4/chat/completions,true",
        "GET,/v1/chat/completions,false",
        "post,/v1/chat/completions,false",
        "POST,/v1/chat/completions/abc,false",
        "POST,/v1/chat/completions/,false",
        "POST,/v1/xchat/completions,false",
        "POST,/v1/completions,false",
        "POST,/v1/files?x=/chat/completions,false",
        "POST,chat/completions,false",
        "POST,'',false",
    })
    void serves_methodAndPath_recognised(String method, String path, boolean served) {
        assertThat(dialect.serves(method, path)).isEqualTo(served);
        assertThat(Dialects.forRequest(method, path) instanceof OpenAiChat).isEqualTo(served);
    }

    @Test
    void named_knownAndUnknown() {
        assertThat(Dialects.named("openai-chat")).isInstanceOf(OpenAiChat.class);
        assertThat(Dialects.named("same")).isNull();
        assertThat(Dialects.names()).contains("openai-chat");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {'model':'m','stream':true,'user':'u','safety_identifier':'s'}; m; true; u
            {'model':'m','stream':false,'safety_identifier':'s','prompt_cache_key':'k'}; m; false; s
            {'model':'m','user':'','prompt_cache_key':'k'}; m; false; k
            {'model':7,'stream':'true','user':['u'],'messages':'odd'}; -; false; -
            {'messages':[1,null,[],{'role':7,'content':{}}]}; -; false; -
            {}; -; false; -
            """)
    void facts_request_read(String request, String model, boolean streamed, String user) {
        Dialect.RequestFacts facts = dialect.facts("/v1/chat/completions", json(request));

        assertThat(facts.model()).isEqualTo(model);
        assertThat(facts.streamed()).isEqualTo(streamed);
        assertThat(facts.user()).isEqualTo(user);
        assertThat(facts.conversationText()).isEmpty();
    }

    @Test
    void facts_laterTurns_shareTheConversationText() {
        String start = "{'messages':[{'role':'developer','content':[{'type':'text','text':'Be brief.'}]},"
                + "{'role':'user','content':'Refund?'}";
        String first = text(start + "]}");
        String second = text(start + ",{'role':'assistant','content':'Yes'},{'role':'system','content':'late'},"
                + "{'role':'user','content':'Thanks'}]}");
        String other = text(start.replace("Refund?", "Hello?") + "]}");

        assertThat(second).isEqualTo(first).contains("Be brief.", "Refund?");
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void facts_imagesTellConversationsApart() {
        String image = "{'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:A'}}]}]}";

        assertThat(text(image))
                .isNotEqualTo(text(image.replace("data:A", "data:B")))
                .isEqualTo(text(image));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            REPLACE; [{'role':'system','content':'old'},{'role':'user','content':'u'}]; [{'role':'system','content':'NEW'},{'role':'user','content':'u'}]
            REPLACE; [{'role':'developer','content':'old','name':'n'}]; [{'role':'developer','content':'NEW','name':'n'}]
            REPLACE; [{'role':'system','content':'a'},{'role':'user','content':'u'},{'role':'system','content':'b'}]; [{'role':'system','content':'NEW'},{'role':'user','content':'u'}]
            REPLACE; [{'role':'system','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}},{'type':'text','text':'b'}]}]; [{'role':'system','content':[{'type':'text','text':'NEW','cache_control':{'type':'ephemeral'}}]}]
            REPLACE; [{'role':'system','content':[]}]; [{'role':'system','content':'NEW'}]
            REPLACE; [{'role':'user','content':'u'}]; [{'role':'system','content':'NEW'},{'role':'user','content':'u'}]
            REPLACE; []; [{'role':'system','content':'NEW'}]
            PREPEND; [{'role':'system','content':'old'},{'role':'system','content':'2'}]; [{'role':'system','content':'NEW\\n\\nold'},{'role':'system','content':'2'}]
            PREPEND; [{'role':'system','content':[{'type':'text','text':'a'}]}]; [{'role':'system','content':[{'type':'text','text':'NEW\\n\\n'},{'type':'text','text':'a'}]}]
            PREPEND; [{'role':'system','content':''}]; [{'role':'system','content':'NEW'}]
            PREPEND; [{'role':'system'}]; [{'role':'system','content':'NEW'}]
            PREPEND; [{'role':'user','content':'u'}]; [{'role':'system','content':'NEW'},{'role':'user','content':'u'}]
            APPEND; [{'role':'system','content':'old'}]; [{'role':'system','content':'old\\n\\nNEW'}]
            APPEND; [{'role':'system','content':'1'},{'role':'developer','content':'2'},{'role':'user','content':'u'},{'role':'system','content':'3'}]; [{'role':'system','content':'1'},{'role':'developer','content':'2\\n\\nNEW'},{'role':'user','content':'u'},{'role':'system','content':'3'}]
            APPEND; [{'role':'system','content':[{'type':'text','text':'a'}]}]; [{'role':'system','content':[{'type':'text','text':'a'},{'type':'text','text':'\\n\\nNEW'}]}]
            APPEND; [7,null,{'role':'user','content':'u'}]; [{'role':'system','content':'NEW'},7,null,{'role':'user','content':'u'}]
            """)
    void editSystemPrompt_eachMode_edits(SystemPrompt.Mode mode, String before, String after) {
        ObjectNode request = json("{'messages':" + before + "}");

        dialect.editSystemPrompt(request, new SystemPrompt(mode, "NEW"));

        assertThat(request).isEqualTo(json("{'messages':" + after + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {}
            {'messages':'odd'}
            {'messages':null}
            """)
    void editSystemPrompt_withoutMessages_leavesTheRequestAlone(String request) {
        ObjectNode edited = json(request);

        dialect.editSystemPrompt(edited, new SystemPrompt(SystemPrompt.Mode.REPLACE, "NEW"));

        assertThat(edited).isEqualTo(json(request));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {}; {'store':false}; ''
            {'store':false}; {'store':false}; ''
            {'store':true,'metadata':{'a':'b'}}; {'store':false,'metadata':{'a':'b'}}; store
            {'store':'yes'}; {'store':false}; store
            {'background':true,'web_search_options':{}}; {'store':false}; background,web_search_options
            {'plugins':[{'id':'web'}],'search_parameters':{'mode':'on'}}; {'store':false}; plugins,search_parameters
            {'tools':[{'type':'function','function':{'name':'f'}},{'type':'custom','custom':{'name':'c'}},{'function':{'name':'g'}}],'tool_choice':'auto'}; {'tools':[{'type':'function','function':{'name':'f'}},{'type':'custom','custom':{'name':'c'}},{'function':{'name':'g'}}],'tool_choice':'auto','store':false}; ''
            {'tools':[{'type':'function','function':{'name':'f'}},{'type':'web_search'},{'type':'mcp','server_url':'u'},{'type':'openrouter:web_search'},7]}; {'tools':[{'type':'function','function':{'name':'f'}}],'store':false}; tools[1] web_search,tools[2] mcp,tools[3] openrouter:web_search,tools[4] without a type
            {'tools':[{'type':'code_interpreter'}],'tool_choice':'required','parallel_tool_calls':true}; {'store':false}; tools[0] code_interpreter
            {'tools':[{'type':'function','function':{'name':'f'}},{'type':'web_search'}],'tool_choice':{'type':'web_search'}}; {'tools':[{'type':'function','function':{'name':'f'}}],'store':false}; tools[1] web_search,tool_choice web_search
            {'tools':[{'type':'function','function':{'name':'f'}},{'type':'web_search'}],'tool_choice':{'type':'function','function':{'name':'f'}}}; {'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':{'type':'function','function':{'name':'f'}},'store':false}; tools[1] web_search
            {'tools':'odd','messages':'odd'}; {'tools':'odd','messages':'odd','store':false}; ''
            {'previous_response_id':null}; {'previous_response_id':null,'store':false}; ''
            """)
    void contain_sideEffects_takenOut(String before, String after, String removed) {
        ObjectNode request = json(before);

        Containment containment = dialect.contain(request, false);

        assertThat(request).isEqualTo(json(after));
        List<String> expected = removed.isEmpty() ? List.of() : List.of(removed.split(","));
        assertThat(((Containment.Contained) containment).removed()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'store':true,'background':true}; 0
            {'tools':[{'type':'function','function':{'name':'f'}}]}; 0
            {'tools':[{'type':'web_search'},{'type':'function','function':{'name':'f'}},{'type':'code_interpreter'}]}; 2
            {'web_search_options':{},'mcp_servers':[{'url':'u'}]}; 2
            {'enable_search':false,'plugins':[],'search_parameters':null}; 0
            """)
    void contain_serverTools_areCounted(String request, int count) {
        assertThat(((Containment.Contained) dialect.contain(json(request), true)).serverTools())
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'previous_response_id':'resp_1'}; previous_response_id
            {'conversation':{'id':'conv_1'}}; conversation
            {'messages':[{'role':'user','content':'u'},{'role':'assistant','audio':{'id':'audio_1'}}]}; messages[1].audio.id
            {'messages':[{'role':'user','content':[{'type':'text','text':'t'},{'type':'file','file':{'file_id':'file_1'}}]}]}; messages[0].content[1].file.file_id
            """)
    void contain_providerState_onlyAtTheSameOrigin(String request, String field) {
        assertThat(dialect.contain(json(request), false)).isEqualTo(new Containment.NeedsProviderState(field));
        assertThat(dialect.contain(json(request), true)).isEqualTo(new Containment.Contained(List.of(), 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'stream':true}; {'stream':true,'stream_options':{'include_usage':true}}
            {'stream':true,'stream_options':null}; {'stream':true,'stream_options':{'include_usage':true}}
            {'stream':true,'stream_options':{'include_usage':false,'x':1}}; {'stream':true,'stream_options':{'include_usage':true,'x':1}}
            {'stream':false}; {'stream':false}
            {'stream':false,'stream_options':{'include_usage':true}}; {'stream':false}
            {}; {}
            """)
    void requestUsage_streamedOnly(String before, String after) {
        ObjectNode request = json(before);

        dialect.requestUsage(request);

        assertThat(request).isEqualTo(json(after));
    }

    private String text(String request) {
        return dialect.facts("/v1/chat/completions", json(request)).conversationText();
    }
}
