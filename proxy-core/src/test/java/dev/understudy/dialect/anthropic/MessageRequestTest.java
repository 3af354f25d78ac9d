package dev.understudy.dialect.anthropic;

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

class MessageRequestTest {
    private static final String VERTEX = "/v1/projects/p/locations/us-east5/publishers/anthropic/models/";

    private final Dialect dialect = new AnthropicMessages();

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/messages,true",
        "POST,/v1/messages?beta=true,true",
        "POST,/anthropic/v1/messages,true",
        "GET,/v1/messages,false",
        "POST,/v1/messages/,false",
        "POST,/v1/messages/count_tokens,false",
        "POST,/v1/messages/batches,false",
        "POST,/v1/files?x=/v1/messages,false",
        "POST,/messages,false",
        "POST,'',false",
        "POST," + VERTEX + "claude-sonnet-4-5@20250929:rawPredict,true",
        "POST," + VERTEX + "claude-sonnet-4-5@20250929:streamRawPredict?alt=sse,true",
        "POST," + VERTEX + "claude-sonnet-4-5@20250929:streamRawPredictX,false",
        "POST," + VERTEX + "count-tokens:rawPredict,false",
        "POST," + VERTEX + "a/b:rawPredict,false",
        "POST," + VERTEX + ":rawPredict,false",
        "POST," + VERTEX + "claude,false",
        "POST,/v1/publishers/google/models/gemini:rawPredict,false",
        "POST,/x?y=/publishers/anthropic/models/claude:rawPredict,false",
    })
    void serves_methodAndPath_recognised(String method, String path, boolean served) {
        assertThat(dialect.serves(method, path)).isEqualTo(served);
        if (served) {
            assertThat(Dialects.forRequest(method, path)).isInstanceOf(AnthropicMessages.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            /v1/messages; {'model':'m','stream':true,'metadata':{'user_id':'u'}}; m; true; u
            /v1/messages; {'model':'m','stream':false,'metadata':{'user_id':''}}; m; false; -
            /v1/messages; {'model':7,'stream':'true','metadata':'odd','system':7,'messages':'odd'}; -; false; -
            /v1/messages; {'messages':[1,null,[],{'role':7,'content':{}}]}; -; false; -
            /v1/publishers/anthropic/models/claude-4%40x:streamRawPredict; {'model':'body'}; claude-4@x; true; -
            /v1/publishers/anthropic/models/cl%zz:rawPredict; {}; cl%zz; false; -
            """)
    void facts_request_read(String target, String request, String model, boolean streamed, String user) {
        Dialect.RequestFacts facts = dialect.facts(target, json(request));

        assertThat(facts.model()).isEqualTo(model);
        assertThat(facts.streamed()).isEqualTo(streamed);
        assertThat(facts.user()).isEqualTo(user);
    }

    @Test
    void facts_laterTurns_shareTheConversationText() {
        String first = text(
                "{'system':[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral'}}],"
                        + "'messages':[{'role':'user','content':[{'type':'text','text':'Refund?','cache_control':{'type':'ephemeral'}}]}]}");
        String second = text(
                "{'system':[{'type':'text','text':'Be brief.'}],'messages':[{'role':'user','content':"
                        + "[{'type':'text','text':'Refund?'}]},{'role':'assistant','content':'Yes'},{'role':'user','content':'Thanks'}]}");

        assertThat(second).isEqualTo(first).contains("Be brief.", "Refund?");
        assertThat(text("{'system':'Be brief.','messages':[{'role':'user','content':'Hello?'}]}"))
                .isNotEqualTo(first);
    }

    @Test
    void facts_imagesTellConversationsApart() {
        String image =
                "{'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','data':'A'}}]}]}";

        assertThat(text(image)).isNotEqualTo(text(image.replace("'A'", "'B'"))).isEqualTo(text(image));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages,/v1/messages",
        "/v1/publishers/anthropic/models/claude-4@1:streamRawPredict?alt=sse,/v1/publishers/anthropic/models/new%2Fone@2:streamRawPredict?alt=sse",
    })
    void setModel_setsItWhereTheDialectReadsIt(String target, String expected) {
        ObjectNode request = json("{'model':'old'}");

        String changed = dialect.setModel(target, request, "new/one@2");

        assertThat(changed).isEqualTo(expected);
        assertThat(dialect.facts(changed, request).model()).isEqualTo("new/one@2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            REPLACE; 'old'; 'NEW'
            REPLACE; -; 'NEW'
            REPLACE; null; 'NEW'
            REPLACE; []; 'NEW'
            REPLACE; [{'type':'text','text':'a'},{'type':'text','text':'b','cache_control':{'type':'ephemeral'}}]; [{'type':'text','text':'NEW','cache_control':{'type':'ephemeral'}}]
            REPLACE; [7]; [{'type':'text','text':'NEW'}]
            PREPEND; 'old'; 'NEW\\n\\nold'
            PREPEND; ''; 'NEW'
            PREPEND; [{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}]; [{'type':'text','text':'NEW\\n\\n'},{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}]
            APPEND; 'old'; 'old\\n\\nNEW'
            APPEND; [{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}]; [{'type':'text','text':'a','cache_control':{'type':'ephemeral'}},{'type':'text','text':'\\n\\nNEW'}]
            """)
    void editSystemPrompt_eachMode_edits(SystemPrompt.Mode mode, String before, String after) {
        String rest = "'messages':[{'role':'user','content':'u'},{'role':'system','content':'late'}]}";
        ObjectNode request = json((before.equals("-") ? "{" : "{'system':" + before + ",") + rest);

        dialect.editSystemPrompt(request, new SystemPrompt(mode, "NEW"));

        assertThat(request).isEqualTo(json("{'system':" + after + "," + rest));
    }

    @Test
    void editSystemPrompt_withoutMessages_leavesTheRequestAlone() {
        ObjectNode request = json("{'messages':'odd'}");

        dialect.editSystemPrompt(request, new SystemPrompt(SystemPrompt.Mode.REPLACE, "NEW"));

        assertThat(request).isEqualTo(json("{'messages':'odd'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {}; {}; ''
            {'mcp_servers':[{'type':'url','url':'u','name':'n'}],'tools':[{'type':'mcp_toolset','mcp_server_name':'n'}]}; {}; mcp_servers,tools[0] mcp_toolset
            {'tools':[{'name':'f','input_schema':{}},{'type':'custom','name':'g'},{'type':null,'name':'h'}],'tool_choice':{'type':'any'}}; {'tools':[{'name':'f','input_schema':{}},{'type':'custom','name':'g'},{'type':null,'name':'h'}],'tool_choice':{'type':'any'}}; ''
            {'tools':[{'type':'bash_20250124','name':'bash'},{'type':'text_editor_20250728','name':'e'},{'type':'computer_20250124','name':'c'},{'type':'memory_20250818','name':'memory'},{'type':'tool_search_tool_bm25_20251119','name':'s'}]}; {'tools':[{'type':'bash_20250124','name':'bash'},{'type':'text_editor_20250728','name':'e'},{'type':'computer_20250124','name':'c'},{'type':'memory_20250818','name':'memory'},{'type':'tool_search_tool_bm25_20251119','name':'s'}]}; ''
            {'tools':[{'type':'web_search_20250305','name':'web_search'},{'type':'web_fetch_20250910','name':'web_fetch'},{'type':'code_execution_20250825','name':'x'},{'type':'advisor_20260301','name':'a'},{'type':'from_the_future_1','name':'z'},{'type':7,'name':'n'},7],'tool_choice':{'type':'auto'}}; {}; tools[0] web_search_20250305,tools[1] web_fetch_20250910,tools[2] code_execution_20250825,tools[3] advisor_20260301,tools[4] from_the_future_1,tools[5] without a type,tools[6] without a type
            {'tools':[{'name':'f'},{'type':'web_search_20250305','name':'web_search'}],'tool_choice':{'type':'tool','name':'web_search'}}; {'tools':[{'name':'f'}]}; tools[1] web_search_20250305,tool_choice web_search
            {'tools':[{'name':'f'},{'type':'web_search_20250305','name':'web_search'}],'tool_choice':{'type':'tool','name':'f'}}; {'tools':[{'name':'f'}],'tool_choice':{'type':'tool','name':'f'}}; tools[1] web_search_20250305
            {'tools':[{'name':'f','allowed_callers':['code_execution_20250825']},{'type':'code_execution_20250825','name':'x'}]}; {'tools':[{'name':'f'}]}; tools[1] code_execution_20250825,tools f allowed_callers
            {'container':{'skills':[{'skill_id':'pptx'}]}}; {}; container
            {'container':null,'tools':'odd','messages':'odd'}; {'tools':'odd','messages':'odd'}; ''
            """)
    void contain_sideEffects_takenOut(String before, String after, String removed) {
        ObjectNode request = json(before);

        Containment containment = dialect.contain(request, false);

        assertThat(((Containment.Contained) containment).removed())
                .isEqualTo(removed.isEmpty() ? List.of() : List.of(removed.split(",")));
        assertThat(request).isEqualTo(json(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'tools':[{'name':'f'},{'type':'bash_20250124','name':'bash'}],'container':null}; 0
            {'tools':[{'name':'f'},{'type':'web_search_20250305','name':'web_search'}]}; 1
            {'mcp_servers':[{'type':'url','url':'u'}],'tools':[{'type':'mcp_toolset'},{'type':'web_fetch_20250910'}]}; 3
            """)
    void contain_serverTools_areCounted(String request, int count) {
        assertThat(((Containment.Contained) dialect.contain(json(request), true)).serverTools())
                .isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'container':'container_1'}; container; container; {}
            {'container':{'id':'container_1'}}; container; container; {}
            {'messages':[{'content':'x'},{'content':[{'type':'container_upload','file_id':'f'},{'type':'text','text':'t'}]}]}; messages[1].content[0].file_id; messages[1].content[0] container_upload; {'messages':[{'content':'x'},{'content':[{'type':'text','text':'t'}]}]}
            {'messages':[{'content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}]}; messages[0].content[0].source.file_id; ''; {'messages':[{'content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}]}
            {'messages':[{'content':[{'type':'tool_result','content':[{'type':'document','source':{'type':'file','file_id':'f'}}]}]}]}; messages[0].content[0].content[0].source.file_id; ''; {'messages':[{'content':[{'type':'tool_result','content':[{'type':'document','source':{'type':'file','file_id':'f'}}]}]}]}
            """)
    void contain_providerState_onlyAtItsOwnOrigin(String before, String field, String removed, String after) {
        ObjectNode atHome = json(before);

        assertThat(dialect.contain(json(before), false)).isEqualTo(new Containment.NeedsProviderState(field));
        assertThat(((Containment.Contained) dialect.contain(atHome, true)).removed())
                .isEqualTo(removed.isEmpty() ? List.of() : List.of(removed));
        assertThat(atHome).isEqualTo(json(after));
    }

    @Test
    void headersForCandidate_versionAndBetas_noCredentials() {
        assertThat(dialect.headersForCandidate()).containsExactly("anthropic-version", "anthropic-beta");
    }

    private String text(String request) {
        return dialect.facts("/v1/messages", json(request)).conversationText();
    }
}
