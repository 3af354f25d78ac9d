package dev.understudy.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Citation;
import dev.understudy.canonical.Completion;
import dev.understudy.exchange.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CitationsTest {
    private static final Citation PAGE = new Citation("https://a/b", "A page", null);
    private static final Pattern GROUNDED = Pattern.compile("\"groundingChunks\":\\s*\\[\\s*\\{");
    private static final Citation QUOTED = new Citation("https://a/b", "A page", "words");

    @Test
    void response_chatAnnotations_namePages() {
        assertThat(
                        citations(
                                "openai-chat",
                                "{'choices':[{'message':{'content':'x','annotations':[{'type':'url_citation','url_citation':{'start_index':0,"
                                        + "'end_index':1,'url':'https://a/b','title':'A page'}},{'type':'file','file':{'hash':'h'}}]}}]}"))
                .containsExactly(PAGE);
    }

    @Test
    void response_chatStreamRepeatsAddresses_eachOnce() {
        String chunk = "data: {'citations':['https://a/b','https://c'],'choices':[{'delta':{'content':'x'}}]}\n\n";

        assertThat(citations("openai-chat", chunk + chunk + "data: [DONE]\n\n"))
                .containsExactly(new Citation("https://a/b", null, null), new Citation("https://c", null, null));
    }

    @Test
    void response_responsesAnnotations_inPiecesAndWhole() {
        String page = "{'type':'url_citation','url':'https://a/b','title':'A page','start_index':0,'end_index':1}";
        String file = "{'type':'file_citation','file_id':'file-1','filename':'a.txt','index':3}";
        String made = "{'type':'file_path','file_id':'file-2','index':3}";
        String item = "{'type':'message','content':[{'type':'output_text','text':'x','annotations':[" + page + ","
                + file + "," + made + "]}]}";
        String pieces =
                "data: {'type':'response.output_text.annotation.added','output_index':0,'annotation':" + page + "}\n\n";

        assertThat(citations("openai-responses", "{'status':'completed','output':[" + item + "]}"))
                .containsExactly(PAGE, new Citation("file-1", "a.txt", null));
        assertThat(citations(
                        "openai-responses",
                        pieces + "data: {'type':'response.output_item.done','output_index':0,'item':" + item + "}\n\n"))
                .containsExactly(PAGE, new Citation("file-1", "a.txt", null));
        assertThat(citations("openai-responses", pieces)).containsExactly(PAGE);
    }

    @Test
    void response_messagesCitations_quote() {
        String citation =
                "{'type':'web_search_result_location','cited_text':'words','url':'https://a/b','title':'A page',"
                        + "'encrypted_index':'x'}";
        String document =
                "{'type':'char_location','cited_text':'more','document_index':0,'document_title':'D','file_id':null}";

        assertThat(citations(
                        "anthropic-messages",
                        "{'type':'message','content':[{'type':'text','text':'x','citations':[" + citation + ","
                                + document + "]}]}"))
                .containsExactly(QUOTED, new Citation(null, "D", "more"));
        assertThat(citations(
                        "anthropic-messages",
                        "event: content_block_start\ndata: {'type':'content_block_start','index':0,'content_block':"
                                + "{'type':'text','text':'','citations':[]}}\n\nevent: content_block_delta\ndata: "
                                + "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta','citation':"
                                + citation + "}}\n\n"))
                .containsExactly(QUOTED);
    }

    @Test
    void response_documentsWithoutNames_areNumbered() {
        String block = "{'type':'message','content':[{'type':'text','text':'x','citations':[{'type':'char_location',"
                + "'cited_text':'more','document_index':1,'document_title':null,'start_char_index':0,'file_id':null}]}]}";
        String converse =
                "{'output':{'message':{'content':[{'citationsContent':{'content':[{'text':'x'}],'citations':[{"
                        + "'location':{'documentChar':{'documentIndex':1,'start':0,'end':4}}}]}}]}},'stopReason':'end_turn'}";

        assertThat(citations("anthropic-messages", block)).containsExactly(new Citation("document 1", null, "more"));
        assertThat(citations("bedrock-converse", converse)).containsExactly(new Citation("document 1", null, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'groundingMetadata':{'webSearchQueries':['q'],'groundingChunks':[{'web':{'uri':'https://a/b','title':'A page'}}]}
            'citationMetadata':{'citations':[{'startIndex':1,'endIndex':9,'uri':'https://a/b','title':'A page'}]}
            'citationMetadata':{'citationSources':[{'startIndex':1,'uri':'https://a/b','title':'A page','license':''}]}
            """, quoteCharacter = '"')
    void response_geminiGroundingAndCitations_namePages(String metadata) {
        assertThat(citations(
                        "gemini",
                        "{'candidates':[{'content':{'parts':[{'text':'x'}]},'finishReason':'STOP'," + metadata + "}]}"))
                .containsExactly(PAGE);
    }

    @Test
    void response_cohereCitations_nameSources() {
        String citation =
                "{'start':0,'end':1,'text':'x','sources':[{'type':'document','id':'doc:0','document':{'id':'doc:0',"
                        + "'title':'A page','url':'https://a/b','snippet':'words'}},{'type':'tool','id':'f:0','tool_output':{'a':1}}]}";

        assertThat(citations(
                        "cohere-chat",
                        "{'message':{'content':[{'type':'text','text':'x'}],'citations':[" + citation + "]}}"))
                .containsExactly(QUOTED, new Citation("f:0", null, null));
        assertThat(citations(
                        "cohere-chat",
                        "data: {'type':'citation-start','index':0,'delta':{'message':{'citations':" + citation
                                + "}}}\n\n"))
                .containsExactly(QUOTED, new Citation("f:0", null, null));
    }

    @Test
    void response_converseCitations_nameSources() {
        assertThat(citations(
                        "bedrock-converse",
                        "{'output':{'message':{'content':[{'citationsContent':{'content':[{'text':'x'}],'citations':[{'title':'A page',"
                                + "'sourceContent':[{'text':'words'}],'location':{'web':{'url':'https://a/b','domain':'a'}}}]}}]}},"
                                + "'stopReason':'end_turn'}"))
                .containsExactly(PAGE);
    }

    @Test
    void response_thousandsOfLongCitations_areBounded() {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            addresses.add("'https://a/" + i + "/" + "x".repeat(2_000) + "'");
        }
        List<Citation> citations = citations(
                "openai-chat",
                "{'citations':[" + String.join(",", addresses) + "],'choices':[{'message':{'content':'x'}}]}");

        assertThat(citations).hasSize(256);
        assertThat(citations).allMatch(citation -> citation.source().length() == 1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7
            "odd"
            [7,null,[["x"]],{},{"url":7,"title":["a"]},{"document":[{}],"web":null}]
            {"url":{"url":"x"}}
            """, quoteCharacter = '`')
    void response_oddCitations_arePassedOver(String odd) {
        Completion completion =
                parse("openai-chat", "{\"choices\":[{\"message\":{\"content\":\"x\",\"annotations\":" + odd + "}}]}");

        assertThat(completion.text()).isEqualTo("x");
        assertThat(completion.error()).isNull();
        assertThat(completion.citations()).isEmpty();
    }

    @Test
    @NeedsRecordedData
    void response_recordedAnswersWithSources_nameThem() {
        int named = 0;
        for (Recorded.Exchange exchange : Recorded.exchanges()) {
            Dialect dialect = Dialects.forRequest(exchange.method(), exchange.target());
            String body = new String(exchange.response(), UTF_8);
            boolean cites = body.contains("url_citation")
                    || body.contains("cited_text")
                    || body.contains("\"file_citation\"")
                    || GROUNDED.matcher(body).find();
            if (dialect != null && exchange.status() < 300) {
                Completion completion = dialect.response(
                                exchange.status(),
                                Headers.of("content-type", exchange.contentType()),
                                exchange.response())
                        .completion();
                assertThat(completion.citations().isEmpty()).as(exchange.id()).isEqualTo(!cites);
                named += cites ? 1 : 0;
            }
        }
        assertThat(named).isGreaterThan(15);
    }

    @Test
    void json_ofAnAnswer_listsItsSources() {
        JsonNode json = ParseReport.json(parse(
                "openai-chat", "{\"citations\":[\"https://a\"],\"choices\":[{\"message\":{\"content\":\"x\"}}]}"));

        assertThat(json.path("citations").toString())
                .isEqualTo("[{\"source\":\"https://a\",\"title\":null,\"quote\":null}]");
    }

    private static List<Citation> citations(String dialect, String singleQuoted) {
        return parse(dialect, singleQuoted.replace('\'', '"')).citations();
    }

    private static Completion parse(String dialect, String body) {
        return Objects.requireNonNull(Dialects.named(dialect))
                .response(200, Headers.EMPTY, body.getBytes(UTF_8))
                .completion();
    }
}
