package dev.understudy.dialect.google;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class GeminiRequestTest {
    private static final String VERTEX = "/v1/projects/p/locations/global/publishers/google/models/";

    private final Dialect dialect = new Gemini();

    @ParameterizedTest
    @CsvSource({
        "POST,/v1beta/models/gemini-2.5-flash:generateContent,true",
        "POST,/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse&key=k,true",
        "POST,/v1beta/tunedModels/mine-1:generateContent,true",
        "POST,/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent,true",
        "POST,/v1/projects/p/locations/l/endpoints/123:streamGenerateContent,true",
        "POST,/v1/publishers/google/models/gemini-2.5-pro:streamGenerateContent?key=k,true",
        "POST,/gateway/google/v1beta/models/m:generateContent,true",
        "GET,/v1beta/models/m:generateContent,false",
        "POST,/v1beta/models/m:countTokens,false",
        "POST,/v1beta/models/m:batchGenerateContent,false",
        "POST,/v1beta/models/m:embedContent,false",
        "POST,/v1beta/models/m:generateContent/x,false",
        "POST,/v1internal:generateContent,false",
        "POST,/v1beta/files?x=/models/m:generateContent,false",
        "POST,:generateContent,false",
        "POST,'',false",
    })
    void serves_methodAndPath_recognised(String method, String path, boolean served) {
        assertThat(dialect.serves(method, path)).isEqualTo(served);
        assertThat(Dialects.forRequest(method, path) instanceof Gemini).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/v1beta/models/gemini-2.5-flash:generateContent?key=k,gemini-2.5-flash,false",
                "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse,gemini-2.5-flash,true",
                "/v1beta/models/gemini-2.5-flash:streamGenerateContent,gemini-2.5-flash,true",
                "/v1beta/models/a%2Bb:generateContent,a+b,false",
                "/v1beta/models/a%zz:generateContent,a%zz,false",
                "/v1/projects/p/locations/l/publishers/google/models/gemini@001:generateContent,gemini@001,false",
                "/,-,false",
            })
    void facts_target_namesModelAndStream(String target, String model, boolean streamed) {
        Dialect.RequestFacts facts = dialect.facts(target, Json.newObject());

        assertThat(facts.model()).isEqualTo(model);
        assertThat(facts.streamed()).isEqualTo(streamed);
        assertThat(facts.user()).isNull();
        assertThat(facts.conversationText()).isEmpty();
    }

    @Test
    void facts_modelInTheBody_countsWhereTheTargetNamesNone() {
        assertThat(dialect.facts("/", json("{'model':'models/m'}")).model()).isEqualTo("m");
    }

    @Test
    void facts_laterTurns_shareTheConversationText() {
        String start = "{'system_instruction':{'parts':{'text':'Be brief.'}},'contents':[{'parts':[{'text':'Refund?'},"
                + "{'inlineData':{'mimeType':'image/png','data':'AA=='}}]}";
        String first = text(start + "]}");
        String second = text(
                start + ",{'role':'model','parts':[{'text':'Yes'}]},{'role':'user','parts':[{'text':'Thanks'}]}]}");
        String camel = text(start.replace("system_instruction", "systemInstruction") + "]}");

        assertThat(second).isEqualTo(first).isEqualTo(camel).contains("Be brief.", "Refund?");
        assertThat(text(start.replace("AA==", "AB==") + "]}")).isNotEqualTo(first);
        assertThat(text("{'contents':[7,null],'systemInstruction':'odd'}")).isEqualTo("system\nodd\nuser\n");
    }

    private String text(String request) {
        return dialect.facts("/", json(request)).conversationText();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/a:generateContent?key=k,b,/v1beta/models/b:generateContent?key=k",
        "/v1beta/models/a:streamGenerateContent?alt=sse,models/b c,/v1beta/models/b%20c:streamGenerateContent?alt=sse",
        "/v1beta/tunedModels/a:generateContent,b,/v1beta/models/b:generateContent",
        "/v1beta/models/a:generateContent,tunedModels/b,/v1beta/tunedModels/b:generateContent",
        "/v1beta/models/a:generateContent,publishers/google/models/b,/v1beta/models/b:generateContent",
        "/v1/projects/p/locations/l/publishers/google/models/a:generateContent,b@1,"
                + "/v1/projects/p/locations/l/publishers/google/models/b@1:generateContent",
        "/v1/projects/p/locations/l/publishers/google/models/a:generateContent,publishers/meta/models/b,"
                + "/v1/projects/p/locations/l/publishers/meta/models/b:generateContent",
        "/v1/projects/p/locations/l/publishers/google/models/a:generateContent,projects/q/locations/m/endpoints/1,"
                + "/v1/projects/q/locations/m/endpoints/1:generateContent",
        "/v1/publishers/google/models/a:generateContent,projects/q/locations/m/endpoints/1,"
                + "/v1/projects/q/locations/m/endpoints/1:generateContent",
        "/v1/projects/p/locations/l/endpoints/1:generateContent,b,"
                + "/v1/projects/p/locations/l/publishers/google/models/b:generateContent",
        "/other,b,/other",
    })
    void setModel_target_changed(String target, String model, String expected) {
        ObjectNode request = json("{}");

        assertThat(dialect.setModel(target, request, model)).isEqualTo(expected);
        assertThat(request).isEmpty();
    }

    @Test
    void setModel_bodyThatNamesOne_changedToo() {
        ObjectNode request = json("{'model':'a'}");
        dialect.setModel(VERTEX + "a:generateContent", request, "b");

        assertThat(request).hasToString("{\"model\":\"b\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            REPLACE; {}; {'systemInstruction':{'parts':[{'text':'New'}]}}
            REPLACE; {'systemInstruction':{'role':'user','parts':[{'text':'a'},{'text':'b'}]}}; {'systemInstruction':{'role':'user','parts':[{'text':'New'}]}}
            REPLACE; {'system_instruction':{'parts':{'text':'a'}}}; {'system_instruction':{'parts':[{'text':'New'}]}}
            PREPEND; {'system_instruction':{'parts':[{'text':'a'}]}}; {'system_instruction':{'parts':[{'text':'New\\n\\n'},{'text':'a'}]}}
            APPEND; {'systemInstruction':{'parts':{'text':'a'}}}; {'systemInstruction':{'parts':[{'text':'a'},{'text':'\\n\\nNew'}]}}
            APPEND; {'systemInstruction':'a'}; {'systemInstruction':{'parts':[{'text':'a'},{'text':'\\n\\nNew'}]}}
            APPEND; {'systemInstruction':{}}; {'systemInstruction':{'parts':[{'text':'New'}]}}
            PREPEND; {'systemInstruction':7}; {'systemInstruction':{'parts':[{'text':'New'}]}}
            """)
    void editSystemPrompt_modes_inTheSpellingOfTheRequest(SystemPrompt.Mode mode, String request, String expected) {
        ObjectNode edited = json(request);
        dialect.editSystemPrompt(edited, new SystemPrompt(mode, "New"));

        assertThat(edited).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'tools':[{'googleSearch':{}}],'toolConfig':{'functionCallingConfig':{'mode':'ANY'}}}; {'store':false}; tools[0] googleSearch
            {'tools':[{'google_search_retrieval':{}},{'codeExecution':{}},{'url_context':{}}]}; {'store':false}; tools[0] googleSearchRetrieval, tools[1] codeExecution, tools[2] urlContext
            {'tools':{'googleMaps':{},'function_declarations':[{'name':'f'}]}}; {'tools':[{'function_declarations':[{'name':'f'}]}],'store':false}; tools[0] googleMaps
            {'tools':[{'fileSearch':{}},{'functionDeclarations':[{'name':'f'}]}],'tool_config':{'include_server_side_tool_invocations':true,'retrievalConfig':{},'functionCallingConfig':{'mode':'ANY'}}}; {'tools':[{'functionDeclarations':[{'name':'f'}]}],'tool_config':{'functionCallingConfig':{'mode':'ANY'}},'store':false}; tools[0] fileSearch
            {'tools':[{'computerUse':{'environment':'ENVIRONMENT_BROWSER'}},{'mcpServers':[{}]},{'retrieval':{}},7]}; {'tools':[{'computerUse':{'environment':'ENVIRONMENT_BROWSER'}}],'store':false}; tools[1] mcpServers, tools[2] retrieval, tools[3] without a kind
            {'tools':[{'functionDeclarations':[{'name':'f'}]}],'toolConfig':{'functionCallingConfig':{'mode':'ANY'}}}; {'tools':[{'functionDeclarations':[{'name':'f'}]}],'toolConfig':{'functionCallingConfig':{'mode':'ANY'}},'store':false}; ''
            {'store':true}; {'store':false}; store
            {'store':false}; {'store':false}; ''
            """)
    void contain_sideEffects_removedAndNamed(String request, String expected, String removed) {
        ObjectNode contained = json(request);
        Containment containment = dialect.contain(contained, false);

        assertThat(contained).isEqualTo(json(expected));
        assertThat(String.join(", ", ((Containment.Contained) containment).removed()))
                .isEqualTo(removed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            {'cachedContent':'cachedContents/1'}; cachedContent
            {'cached_content':'cachedContents/1'}; cachedContent
            {'cachedContent':null}; -
            {'contents':[{'parts':[{'text':'a'},{'fileData':{'fileUri':'https://generativelanguage.googleapis.com/v1beta/files/x'}}]}]}; contents[0].parts[1].fileData.fileUri
            {'contents':[{'parts':[{'file_data':{'file_uri':'gs://bucket/x'}}]}]}; contents[0].parts[0].fileData.fileUri
            {'contents':[{},{'parts':[{'function_response':{'parts':[{'file_data':{'file_uri':'files/x'}}]}}]}]}; contents[1].parts[0].functionResponse.parts[0].fileData.fileUri
            {'systemInstruction':{'parts':[{'fileData':{'fileUri':'gs://b/x'}}]}}; systemInstruction.parts[0].fileData.fileUri
            {'contents':[{'parts':[{'fileData':{'fileUri':'https://www.youtube.com/watch?v=x'}}]}]}; -
            {'contents':[{'parts':[{'fileData':{'fileUri':'https://example.com/a.png'}}]}]}; -
            {'contents':'odd'}; -
            """)
    void contain_providerState_isNeededElsewhereOnly(String request, String field) {
        assertThat(dialect.contain(json(request), true)).isInstanceOf(Containment.Contained.class);
        Containment elsewhere = dialect.contain(json(request), false);

        assertThat(elsewhere instanceof Containment.NeedsProviderState state ? state.field() : null)
                .isEqualTo(field);
    }

    @Test
    void requestUsage_changesNothing() {
        ObjectNode request = json("{'contents':[]}");
        dialect.requestUsage(request);

        assertThat(request).hasToString("{\"contents\":[]}");
    }
}
