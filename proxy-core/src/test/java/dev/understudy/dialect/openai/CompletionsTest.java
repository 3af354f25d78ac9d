package dev.understudy.dialect.openai;

import static dev.understudy.testing.SingleQuoted.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.config.SystemPrompt;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialect.Containment;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.exchange.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class CompletionsTest {
    private final Dialect dialect = new OpenAiCompletions();

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/completions,openai-completions",
        "POST,/openai/deployments/d/completions?api-version=1,openai-completions",
        "POST,/v1/chat/completions,openai-chat",
        "POST,/v1/fim/completions,",
        "POST,/v1/agents/completions,",
        "POST,/v1/xchat/completions,",
        "POST,/completions,openai-completions",
        "POST,/beta/completions?x=/v1/y,openai-completions",
        "POST,/api/v1/completions,openai-completions",
        "POST,completions,",
        "GET,/v1/completions,",
        "POST,/v1/embeddings,openai-embeddings",
        "POST,/v1/embeddings/x,",
    })
    void forRequest_path_findsTheDialect(String method, String path, String name) {
        Dialect found = Dialects.forRequest(method, path);

        assertThat(found == null ? null : found.name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {'model':'m','prompt':'hello','stream':true,'user':'u'}; hello; true
            {'model':'m','prompt':['one','two']}; one; false
            {'model':'m','prompt':[[1,2],[3]]}; [1,2]; false
            {'model':'m','prompt':[1,2]}; [1,2]; false
            {'model':'m','prompt':{}}; {}; false
            """)
    void facts_promptOfEveryForm_tellsConversationsApart(String request, String text, boolean streamed) {
        Dialect.RequestFacts facts = dialect.facts("/v1/completions", json(request));

        assertThat(facts.conversationText()).isEqualTo(text);
        assertThat(facts.streamed()).isEqualTo(streamed);
        assertThat(facts.model()).isEqualTo("m");
        assertThat(dialect.facts("/", json("{}")).conversationText()).isEmpty();
    }

    @Test
    void request_edited_inItsOwnWords() {
        ObjectNode request = json("{'prompt':'hello','plugins':[{'id':'web'}],'stream':true}");

        assertThat(dialect.contain(request, false)).isEqualTo(new Containment.Contained(List.of("plugins"), 1));
        dialect.editSystemPrompt(request, new SystemPrompt(SystemPrompt.Mode.REPLACE, "be kind"));
        dialect.requestUsage(request);
        dialect.setModel("/v1/completions", request, "m");

        assertThat(request)
                .isEqualTo(
                        json(
                                "{'prompt':'be kind\\n\\nhello','stream':true,'stream_options':{'include_usage':true},'model':'m'}"));
        ObjectNode tokens = json("{'prompt':[1,2]}");
        dialect.editSystemPrompt(tokens, new SystemPrompt(SystemPrompt.Mode.REPLACE, "be kind"));
        assertThat(tokens).isEqualTo(json("{'prompt':[1,2]}"));
        assertThat(dialect.requests()).isNull();
    }

    @Test
    void response_severalChoices_theFirstIsTheAnswer() {
        Completion completion = dialect.response(
                        200, Headers.EMPTY, json("""
                {'model':'m','choices':[{'index':1,'text':'b','finish_reason':'stop'},
                 {'index':0,'text':'a','logprobs':{'tokens':['a']},'finish_reason':'length'}],
                 'usage':{'prompt_tokens':1,'completion_tokens':2,'total_tokens':3},'service_tier':'flex'}""").toString().getBytes(UTF_8))
                .completion();

        assertThat(completion.text()).isEqualTo("a");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(completion.usage().serviceTier()).isEqualTo("flex");
    }

    @Test
    @NeedsRecordedData
    void response_recordedExchanges_understood() {
        List<Recorded.Exchange> exchanges = Recorded.exchanges("completions");
        assertThat(exchanges).hasSize(8);
        for (Recorded.Exchange exchange : exchanges) {
            Completion completion = dialect.response(
                            exchange.status(), Headers.of("content-type", exchange.contentType()), exchange.response())
                    .completion();
            assertThat(dialect.serves(exchange.method(), exchange.target())).isTrue();
            if (exchange.status() >= 400) {
                assertThat(completion.error().kind()).isIn(ErrorKind.INVALID_REQUEST, ErrorKind.NOT_FOUND);
            } else {
                assertThat(completion.error()).isNull();
                assertThat(completion.text()).isNotBlank();
                assertThat(completion.finishReason()).isNotNull();
                assertThat(completion.unknownEvents()).isZero();
            }
        }
    }

    @Test
    @NeedsRecordedData
    void response_otherProjectsFixture_streamedAndNot() throws IOException {
        String folder = "wire/vercel_ai/openai/completion/openai-completion-text";
        String events = Files.readAllLines(Recorded.file(folder + ".chunks.txt")).stream()
                .map(line -> "data: " + line + "\n\n")
                .collect(Collectors.joining());
        Completion streamed =
                dialect.response(200, Headers.EMPTY, events.getBytes(UTF_8)).completion();
        Completion whole = dialect.response(200, Headers.EMPTY, Files.readAllBytes(Recorded.file(folder + ".json")))
                .completion();

        assertThat(streamed.error()).isNull();
        assertThat(streamed.text()).isNotBlank();
        assertThat(streamed.unknownEvents()).isZero();
        assertThat(whole.text()).isNotBlank();
    }
}
