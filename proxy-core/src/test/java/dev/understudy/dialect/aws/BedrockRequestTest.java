package dev.understudy.dialect.aws;

import static dev.understudy.testing.SingleQuoted.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.SemanticJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class BedrockRequestTest {
    private static final String PROFILE =
            "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Fus.anthropic.claude-4";

    private final Dialect converse = new BedrockConverse();
    private final Dialect invoke = new BedrockInvoke();

    @ParameterizedTest
    @CsvSource({
        "POST,/model/us.amazon.nova-micro-v1%3A0/converse,bedrock-converse",
        "POST,/bedrock/model/m/converse-stream?x=y,bedrock-converse",
        "POST,/model/arn:aws:bedrock:eu:1:application-inference-profile/abc/converse,bedrock-converse",
        "GET,/model/m/converse,",
        "POST,/model/m/converse/,",
        "POST,/model//converse,",
        "POST,/model/converse,",
        "POST,/models/m/converse,",
        "POST,/model/m/count-tokens,",
        "POST,/model/m/async-invoke,",
        "POST,/model/eu.anthropic.claude-haiku-4-5-20251001-v1:0/invoke,bedrock-invoke",
        "POST," + PROFILE + "/invoke-with-response-stream,bedrock-invoke",
        "POST,/model/amazon.titan-embed-text-v2:0/invoke,",
        "POST,/model/arn:aws:bedrock:eu:1:application-inference-profile%2Fabc/invoke,",
        "POST,/anthropic.claude/model/titan/invoke,",
        "POST,/model/x/invoke?anthropic.claude/invoke,",
        "POST,'',",
    })
    void serves_methodAndPath_recognised(String method, String path, String expected) {
        Dialect found = Dialects.forRequest(method, path);

        assertThat(found == null ? null : found.name()).isEqualTo(expected);
    }

    @Test
    void facts_modelAndStream_comeFromThePath() {
        ObjectNode request = json("{'messages':[{'role':'user','content':[{'text':'q'}]}],'system':[{'text':'s'}]}");

        Dialect.RequestFacts facts = converse.facts("/model/us.amazon.nova-micro-v1%3A0/converse-stream", request);

        assertThat(facts.model()).isEqualTo("us.amazon.nova-micro-v1:0");
        assertThat(facts.streamed()).isTrue();
        assertThat(facts.conversationText()).isEqualTo("system\ns\nuser\nq\n");
        assertThat(invoke.facts(PROFILE + "/invoke", json("{}")).model())
                .isEqualTo("arn:aws:bedrock:us-east-1:1:inference-profile/us.anthropic.claude-4");
        Dialect.RequestFacts odd = converse.facts("/", json("{'messages':'odd','system':7}"));
        assertThat(odd.model()).isNull();
        assertThat(odd.streamed()).isFalse();
        assertThat(odd.conversationText()).isEmpty();
        assertThat(odd.user()).isNull();
    }

    @Test
    void setModel_goesIntoThePath() {
        assertThat(converse.setModel("/model/old/converse-stream?x=1", json("{}"), "a:b/c d"))
                .isEqualTo("/model/a%3Ab%2Fc%20d/converse-stream?x=1");
        assertThat(invoke.setModel(PROFILE + "/invoke", json("{}"), "m")).isEqualTo("/model/m/invoke");
        assertThat(converse.setModel("/elsewhere", json("{}"), "m")).isEqualTo("/elsewhere");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            REPLACE; [{'text':'a'},{'text':'b'},{'cachePoint':{'type':'default'}}]; [{'text':'NEW'},{'cachePoint':{'type':'default'}}]
            REPLACE; []; [{'text':'NEW'}]
            REPLACE; 7; [{'text':'NEW'}]
            PREPEND; [{'text':'a'}]; [{'text':'NEW\\n\\n'},{'text':'a'}]
            APPEND; [{'text':'a'}]; [{'text':'a'},{'text':'\\n\\nNEW'}]
            APPEND; []; [{'text':'NEW'}]
            """)
    void editSystemPrompt_eachMode_edits(SystemPrompt.Mode mode, String before, String after) {
        ObjectNode request = json("{'messages':[],'system':" + before + "}");

        converse.editSystemPrompt(request, new SystemPrompt(mode, "NEW"));

        assertThat(request).isEqualTo(json("{'messages':[],'system':" + after + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {}; {}; ''
            {'toolConfig':{'tools':[{'toolSpec':{'name':'f'}},{'cachePoint':{}}]}}; {'toolConfig':{'tools':[{'toolSpec':{'name':'f'}},{'cachePoint':{}}]}}; ''
            {'toolConfig':{'tools':[{'systemTool':{'name':'nova_grounding'}},{'cachePoint':{}}]}}; {}; toolConfig.tools[0] nova_grounding
            {'toolConfig':{'tools':[{'toolSpec':{'name':'f'}},{'hologram':{}}],'toolChoice':{'tool':{'name':'f'}}}}; {'toolConfig':{'tools':[{'toolSpec':{'name':'f'}}],'toolChoice':{'tool':{'name':'f'}}}}; toolConfig.tools[1]
            {'toolConfig':{'tools':[{'toolSpec':{'name':'f'}},{'systemTool':{'name':'s'}}],'toolChoice':{'tool':{'name':'s'}}}}; {'toolConfig':{'tools':[{'toolSpec':{'name':'f'}}]}}; toolConfig.tools[1] s,toolConfig.toolChoice s
            {'additionalModelRequestFields':{'thinking':{},'tools':[{'type':'bash_20250124'},{'name':'f'}]}}; {'additionalModelRequestFields':{'thinking':{},'tools':[{'type':'bash_20250124'},{'name':'f'}]}}; ''
            {'additionalModelRequestFields':{'tools':[{'type':'web_search_1'}],'mcp_servers':[]}}; {'additionalModelRequestFields':{}}; additionalModelRequestFields.tools,additionalModelRequestFields.mcp_servers
            """)
    void contain_sideEffects_takenOut(String before, String after, String removed) {
        ObjectNode request = json(before);

        Containment containment = converse.contain(request, false);

        assertThat(((Containment.Contained) containment).removed())
                .isEqualTo(removed.isEmpty() ? List.of() : List.of(removed.split(",")));
        assertThat(request).isEqualTo(json(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'guardrailConfig':{'guardrailIdentifier':'g'}}; guardrailConfig
            {'promptVariables':{'a':{'text':'b'}}}; promptVariables
            {'messages':[{'content':[{'text':'a'},{'document':{'source':{'s3Location':{'uri':'s3://b/k'}}}}]}]}; messages[0].content[1].document.source.s3Location
            {'messages':[{'content':[{'toolResult':{'content':[{'video':{'source':{'s3Location':{}}}}]}}]}]}; messages[0].content[0].toolResult.content[0].video.source.s3Location
            """)
    void contain_providerState_onlyAtItsOwnOrigin(String request, String field) {
        assertThat(converse.contain(json(request), false)).isEqualTo(new Containment.NeedsProviderState(field));
        assertThat(converse.contain(json(request), true)).isEqualTo(new Containment.Contained(List.of(), 0));
    }

    @Test
    void contain_invoke_asAnthropics() {
        ObjectNode request = json("{'tools':[{'type':'web_search_20250305','name':'web_search'}]}");

        assertThat(invoke.contain(request, false))
                .isEqualTo(new Containment.Contained(List.of("tools[0] web_search_20250305"), 1));
        assertThat(request).isEqualTo(json("{}"));
    }

    @Test
    void requests_invoke_isAsItWasAndSpeaksAnthropicElsewhere() {
        String target = "/model/us.anthropic.claude-4-v1%3A0/invoke-with-response-stream";
        ObjectNode request = json("{'anthropic_version':'bedrock-2023-05-31','anthropic_beta':['a','b'],'max_tokens':9,"
                + "'messages':[{'role':'user','content':'q'}]}");

        GenerationRequest read = invoke.requests().read(target, request);
        Written again = invoke.requests().write(read);
        Written elsewhere = Dialects.named("anthropic-messages").requests().write(read);

        assertThat(read.model()).isEqualTo("us.anthropic.claude-4-v1:0");
        assertThat(again.target()).isEqualTo(target);
        assertThat(SemanticJson.of(again.body())).isEqualTo(SemanticJson.of(request));
        assertThat(again.losses()).isEmpty();
        assertThat(SemanticJson.of(elsewhere.body()))
                .isEqualTo(SemanticJson.of(json("{'model':'us.anthropic.claude-4-v1:0','stream':true,'max_tokens':9,"
                        + "'messages':[{'role':'user','content':'q'}]}")));
        assertThat(elsewhere.headers()).containsEntry("anthropic-beta", "a,b");
    }
}
