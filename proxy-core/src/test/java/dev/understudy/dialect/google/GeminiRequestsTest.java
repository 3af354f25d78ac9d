package dev.understudy.dialect.google;

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
import dev.understudy.canonical.request.ReasoningOptions;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Tool;
import dev.understudy.canonical.request.ToolChoice;
import dev.understudy.canonical.request.Turn;
import dev.understudy.canonical.request.Turn.Role;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.dialect.RequestCodec;
import dev.understudy.dialect.RequestCodec.Written;
import dev.understudy.dialect.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class GeminiRequestsTest {
    private static final String TARGET = "/v1beta/models/gemini-2.5-flash:generateContent";

    private final RequestCodec codec = new Gemini().requests();

    @Test
    @NeedsRecordedData
    void write_everyRecordedRequest_asItWas() {
        int compared = 0;
        for (Recorded.Exchange exchange : Recorded.exchanges("generateContent", "streamGenerateContent")) {
            ObjectNode request = Json.object(exchange.request().toString().getBytes(UTF_8));
            String before = request.toString();

            GenerationRequest read = codec.read(exchange.target(), request);
            Written written = codec.write(read);

            assertThat(GeminiJson.of(written.body())).as(exchange.toString()).isEqualTo(GeminiJson.of(request));
            assertThat(written.losses()).isEmpty();
            assertThat(written.target()).endsWith(exchange.target().replaceFirst(".*/models/", "/models/"));
            assertThat(request.toString()).isEqualTo(before);
            assertThat(read.turns()).isNotEmpty();
            compared++;
        }
        assertThat(compared).isEqualTo(108);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'contents':[]}",
                "{'contents':'x','tools':[],'generationConfig':{},'toolConfig':{},'systemInstruction':'s'}",
                "{'contents':{'parts':{'text':'a'}},'model':'models/m'}",
                "{'contents':[{'role':'system','parts':[{'text':'a'}]},7,{'parts':null},{'role':'user','parts':[]},{'role':null}]}",
                "{'contents':[{'parts':[{'text':'a','thought':false,'videoMetadata':{'fps':1}},'x',{},{'text':7},"
                        + "{'functionCall':{}},{'functionCall':{'name':'f','args':null,'new':1}},{'functionResponse':{'name':'f'}},"
                        + "{'functionResponse':{'name':'f','response':{'a':1.50},'willContinue':true}},"
                        + "{'function_response':{'name':'f','response':{'error':'no'},'parts':[{'inlineData':{'data':'AA=='}}]}},"
                        + "{'inlineData':{'mimeType':'image/png','data':'-_8','displayName':'n'},'mediaResolution':{'level':'L'}},"
                        + "{'fileData':{'fileUri':'gs://b/o','mimeType':'image/png'}},{'executableCode':{'code':'1'}}]}]}",
                "{'contents':[],'generationConfig':{'temperature':1.10,'topP':0.5,'topK':40.0,'maxOutputTokens':9,"
                        + "'stopSequences':['a'],'seed':-1,'candidateCount':2,'responseLogprobs':true,'logprobs':3,"
                        + "'frequencyPenalty':0.1,'presencePenalty':-0.1,'speechConfig':{'a':1},'audioTimestamp':true}}",
                "{'contents':[],'generationConfig':{'responseMimeType':'text/x.enum','responseSchema':{'type':'STRING','enum':['a']}}}",
                "{'contents':[],'generationConfig':{'responseMimeType':'application/json','responseSchema':{'type':'OBJECT',"
                        + "'properties':{'type':{'type':'STRING','nullable':true},'l':{'type':'ARRAY','items':{'type':'INTEGER'}}},"
                        + "'required':['type'],'propertyOrdering':['type','l']}}}",
                "{'contents':[],'generationConfig':{'responseMimeType':'application/json','responseJsonSchema':{'type':'object'},"
                        + "'responseSchema':{'type':'OBJECT'}}}",
                "{'contents':[],'generationConfig':{'responseLogprobs':false,'responseModalities':['TEXT','IMAGE'],'stopSequences':[7]}}",
                "{'contents':[],'generationConfig':{'thinkingConfig':{'thinkingBudget':-1,'includeThoughts':true}}}",
                "{'contents':[],'generationConfig':{'thinkingConfig':{'thinkingBudget':0,'new':1}}}",
                "{'contents':[],'generationConfig':{'thinkingConfig':{'thinkingLevel':'HIGH'}}}",
                "{'contents':[],'generationConfig':{'thinkingConfig':{'thinkingLevel':'EXTREME'}}}",
                "{'contents':[],'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'object'},'behavior':'B'},{}]},"
                        + "{'googleSearch':{}},7,{}],'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']},"
                        + "'retrievalConfig':{'languageCode':'en'}}}",
                "{'contents':[],'toolConfig':{'functionCallingConfig':{'mode':'VALIDATED'}}}",
                "{'contents':[],'toolConfig':{'functionCallingConfig':{'mode':'any','allowedFunctionNames':[]}}}",
                "{'contents':[],'safetySettings':[{'category':'C','threshold':'T'}],'cachedContent':'c','labels':{'a':'b'}}",
            })
    void write_ownRequest_asItWas(String request) {
        ObjectNode before = json(request);

        Written written = codec.write(codec.read(TARGET, before));

        ObjectNode expected =
                json(request.replace("'any','allowedFunctionNames':[]", "'ANY'").replace(",{}]},", "]},"));
        ObjectNode actual = json(written.body().toString().replace(",{\"functionDeclarations\":[{}]}", ""));
        assertThat(GeminiJson.of(actual)).isEqualTo(GeminiJson.of(expected));
        assertThat(written.losses()).isEmpty();
        assertThat(before).isEqualTo(json(request));
    }

    @Test
    void read_wholeRequest_inCanonicalWords() {
        GenerationRequest read = codec.read(
                "/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse",
                json(
                        "{'system_instruction':{'parts':[{'text':'Be brief.'}]},'contents':["
                                + "{'parts':[{'text':'Look'},{'inline_data':{'mime_type':'image/png','data':'AA=='}}]},"
                                + "{'role':'model','parts':[{'text':'hm','thought':true,'thoughtSignature':'c2ln'},"
                                + "{'functionCall':{'id':'1','name':'f','args':{'a':1.50}}}]},"
                                + "{'role':'user','parts':[{'functionResponse':{'id':'1','name':'f','response':{'output':'ok'}}},"
                                + "{'functionResponse':{'name':'g','response':{'error':'bad'}}},"
                                + "{'functionResponse':{'name':'h','response':{'n':1}}}]}],"
                                + "'tools':[{'function_declarations':[{'name':'f','description':'d','parameters':{'type':'OBJECT',"
                                + "'properties':{'x':{'type':'STRING','nullable':true}}}}]},{'googleSearch':{}}],"
                                + "'tool_config':{'function_calling_config':{'mode':'ANY','allowed_function_names':['f','g']}},"
                                + "'generation_config':{'max_output_tokens':9,'response_mime_type':'application/json',"
                                + "'response_json_schema':{'type':'object'},'thinking_config':{'thinking_level':'LOW','include_thoughts':true}}}"));

        assertThat(read.dialect()).isEqualTo("gemini");
        assertThat(read.model()).isEqualTo("gemini-3-pro");
        assertThat(read.streamed()).isTrue();
        assertThat(read.turns())
                .extracting(Turn::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(read.turns().get(1).parts().get(1))
                .isEqualTo(
                        new Media(Media.Kind.IMAGE, new Media.Source.Inline("image/png", "AA=="), null, Extras.NONE));
        assertThat(read.turns().get(2).parts().get(0)).isEqualTo(new Part.Reasoning("hm", "c2ln", Extras.NONE));
        assertThat(((Part.ToolUse) read.turns().get(2).parts().get(1)).call())
                .isEqualTo(new ToolCall("1", "f", "{\"a\":1.50}"));
        assertThat(read.turns().get(3).parts())
                .extracting(part -> ((Part.ToolResult) part).content(), part -> ((Part.ToolResult) part).error())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of(new Part.Text("ok")), false),
                        org.assertj.core.groups.Tuple.tuple(List.of(new Part.Text("bad")), true),
                        org.assertj.core.groups.Tuple.tuple(List.of(new Part.Text("{\"n\":1}")), false));
        Tool.Function function = (Tool.Function) read.tools().get(0);
        assertThat(function.parameters())
                .hasToString("{\"type\":\"object\",\"properties\":{\"x\":{\"type\":[\"string\",\"null\"]}}}");
        assertThat(((Tool.Provider) read.tools().get(1)).kind()).isEqualTo("googleSearch");
        assertThat(read.toolChoice()).isEqualTo(new ToolChoice.Allowed(List.of("f", "g"), true));
        assertThat(read.sampling().maxOutputTokens()).isEqualTo(9);
        assertThat(((OutputFormat.JsonSchema) read.outputFormat()).schema()).hasToString("{\"type\":\"object\"}");
        assertThat(read.reasoning().effort()).isEqualTo("low");
        assertThat(read.reasoning().summary()).isTrue();
        assertThat(read.extras().isEmpty()).isTrue();
    }

    @Test
    void write_chatConversation_inGeminisWords() {
        GenerationRequest chat = Dialects.named("openai-chat")
                .requests()
                .read(
                        "/v1/chat/completions",
                        json(
                                "{'model':'gemini-2.5-flash','stream':true,'messages':[{'role':'system','content':'Be brief.'},"
                                        + "{'role':'user','content':[{'type':'text','text':'Look'},"
                                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}},"
                                        + "{'type':'image_url','image_url':{'url':'https://a.example/b.png?c=d'}}]},"
                                        + "{'role':'assistant','content':null,'tool_calls':[{'id':'c1','type':'function','function':{'name':'f','arguments':'{\\\"a\\\":1}'}},"
                                        + "{'id':'c2','type':'function','function':{'name':'g','arguments':'{}'}}]},"
                                        + "{'role':'tool','tool_call_id':'c1','content':'one'},{'role':'tool','tool_call_id':'c2','content':'two'},"
                                        + "{'role':'user','content':'Go on'}],"
                                        + "'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{}}}}],"
                                        + "'tool_choice':'required','max_tokens':100,'temperature':0.5,'stop':'END',"
                                        + "'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{'type':'object'}}}}"));

        Written written = codec.write(chat);

        assertThat(written.target()).isEqualTo("/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse");
        assertThat(written.losses()).isEmpty();
        assertThat(written.body())
                .hasToString(compact("{'systemInstruction':{'parts':[{'text':'Be brief.'}]},'contents':["
                        + "{'role':'user','parts':[{'text':'Look'},{'inlineData':{'mimeType':'image/png','data':'AA=='}},"
                        + "{'fileData':{'mimeType':'image/png','fileUri':'https://a.example/b.png?c=d'}}]},"
                        + "{'role':'model','parts':[{'functionCall':{'id':'c1','name':'f','args':{'a':1}}},"
                        + "{'functionCall':{'id':'c2','name':'g','args':{}}}]},"
                        + "{'role':'user','parts':[{'functionResponse':{'id':'c1','name':'f','response':{'output':'one'}}},"
                        + "{'functionResponse':{'id':'c2','name':'g','response':{'output':'two'}}},{'text':'Go on'}]}],"
                        + "'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':{'type':'object','properties':{}}}]}],"
                        + "'toolConfig':{'functionCallingConfig':{'mode':'ANY'}},"
                        + "'generationConfig':{'temperature':0.5,'maxOutputTokens':100,'stopSequences':['END'],"
                        + "'responseMimeType':'application/json','responseJsonSchema':{'type':'object'}}}"));
        GenerationRequest back = codec.read(written.target(), written.body());
        assertThat(Dialects.named("openai-chat").requests().write(back).losses())
                .isEmpty();
    }

    @Test
    void write_foreignOddities_clampedOrListed() {
        GenerationRequest foreign = new GenerationRequest(
                "elsewhere",
                "gemini-3-pro",
                false,
                List.of(
                        new Turn(Role.USER, List.of(new Part.Text(""), new Part.Text("Hi"))),
                        new Turn(Role.SYSTEM, List.of(new Part.Text("Late"))),
                        new Turn(
                                Role.ASSISTANT,
                                List.of(
                                        new Part.Reasoning("r", "sig", Extras.NONE),
                                        new Part.Refusal("no", Extras.NONE),
                                        new Part.ToolUse(new ToolCall(null, "f", "free text")))),
                        new Turn(
                                Role.USER,
                                List.of(
                                        new Part.ToolResult(
                                                null,
                                                null,
                                                List.of(
                                                        new Part.Text("a"),
                                                        new Part.Text("b"),
                                                        new Media(
                                                                Media.Kind.IMAGE,
                                                                new Media.Source.Inline("", "iVBORw0KGgoAAA"),
                                                                null,
                                                                Extras.NONE)),
                                                true,
                                                Extras.NONE),
                                        new Media(
                                                Media.Kind.FILE,
                                                new Media.Source.ProviderFile("file-1"),
                                                null,
                                                Extras.NONE),
                                        new Part.Opaque("odd", Json.newObject())))),
                List.of(
                        new Tool.Function(
                                "f",
                                null,
                                json("{'type':'object','properties':{'a':{'type':'string','pattern':'x'}}}"),
                                true,
                                Extras.NONE),
                        new Tool.Provider("web_search", Json.newObject())),
                new ToolChoice.Opaque(Json.newObject()),
                false,
                new OutputFormat.JsonSchema("n", "d", json("{'allOf':[{'minLength':1}]}"), true, Extras.NONE),
                new Sampling(
                        new BigDecimal("3"),
                        null,
                        new BigDecimal("5"),
                        1L,
                        List.of("1", "2", "3", "4", "5", "6"),
                        null,
                        null,
                        5_000_000_000L,
                        9L,
                        0L),
                new ReasoningOptions(true, "xhigh", null, null, Extras.NONE),
                "somebody",
                Extras.NONE);

        Written written = codec.write(foreign);

        assertThat(written.body())
                .hasToString(
                        compact(
                                "{'contents':[{'role':'user','parts':[{'text':'Hi'},{'text':'Late'}]},"
                                        + "{'role':'model','parts':[{'text':'no'},{'functionCall':{'name':'f','args':{'input':'free text'}},"
                                        + "'thoughtSignature':'skip_thought_signature_validator'}]},"
                                        + "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'error':'a\\nb'}}},"
                                        + "{'inlineData':{'mimeType':'image/png','data':'iVBORw0KGgoAAA'}}]}],"
                                        + "'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':"
                                        + "{'type':'object','properties':{'a':{'type':'string','pattern':'x'}}}}]}],"
                                        + "'generationConfig':{'temperature':2,'topK':5,'maxOutputTokens':1,'stopSequences':['1','2','3','4','5'],"
                                        + "'seed':2147483647,'candidateCount':8,'responseLogprobs':true,'responseMimeType':'application/json',"
                                        + "'responseJsonSchema':{'allOf':[{'minLength':1}]},'thinkingConfig':{'thinkingLevel':'high'}}}"));
        assertThat(written.losses())
                .extracting(Loss::field)
                .containsExactly(
                        "turns[1]",
                        "turns[2].parts[0]",
                        "turns[2].parts[1]",
                        "turns[2].parts[2].arguments",
                        "turns[3].parts[0].content[2].media_type",
                        "turns[3].parts[0].content",
                        "turns[3].parts[1]",
                        "turns[3].parts[2]",
                        "tools[0].parameters.pattern",
                        "tools[0].strict",
                        "tools[1]",
                        "tool_choice",
                        "sampling.temperature",
                        "sampling.stop",
                        "sampling.seed",
                        "sampling.answers",
                        "output_format.schema.allOf",
                        "output_format.schema.minLength",
                        "output_format.description",
                        "reasoning.effort",
                        "parallel_tool_calls",
                        "user");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = ';', textBlock = """
            gemini-2.5-flash; true; high; -; {'thinkingBudget':24576}
            gemini-2.5-flash; true; -; 100000; {'thinkingBudget':32768}
            gemini-2.5-flash; true; -; 2000; {'thinkingBudget':2000}
            gemini-2.5-flash; false; none; -; {'thinkingBudget':0}
            gemini-2.5-flash; true; -; -; {'thinkingBudget':-1}
            gemini-3-flash-preview; true; medium; -; {'thinkingLevel':'medium'}
            gemini-3-flash-preview; false; -; -; {'thinkingLevel':'minimal'}
            models/gemini-3.5-pro; true; xhigh; -; {'thinkingLevel':'high'}
            some-alias; true; low; -; {'thinkingBudget':1024}
            """)
    void write_foreignReasoning_asBudgetOrLevel(String model, boolean on, String effort, Long budget, String config) {
        GenerationRequest foreign = new GenerationRequest(
                "elsewhere",
                model,
                false,
                List.of(),
                List.of(),
                null,
                null,
                null,
                Sampling.NONE,
                new ReasoningOptions(on, effort, budget, null, Extras.NONE),
                null,
                Extras.NONE);

        assertThat(codec.write(foreign).body().path("generationConfig").path("thinkingConfig"))
                .hasToString(compact(config));
    }

    private static String compact(String singleQuoted) {
        return json(singleQuoted).toString();
    }
}
