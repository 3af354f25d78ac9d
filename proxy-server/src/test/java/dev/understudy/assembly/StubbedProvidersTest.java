package dev.understudy.assembly;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.exchange.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole proxy between WireMock servers, which know nothing of it: what each provider was asked, and faults that they play. */
class StubbedProvidersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PATH = "/v1/chat/completions";
    private static final String QUESTION = """
            {"model": "gpt-4o",  "temperature": 0.2, "messages": [{"role": "user", "content": "I want a refund."}]}""";
    private static final String ANSWER = """
            {"object": "chat.completion", "model": "%s", "choices": [{"index": 0, "finish_reason": "stop",
             "message": {"role": "assistant", "content": "%s"}}], "usage": {"prompt_tokens": 9, "completion_tokens": 3}}""";
    private static final String LIVE_ANSWER = ANSWER.formatted("gpt-4o", "It is on its way.");

    @TempDir
    Path folder;

    private final WireMockServer live =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final WireMockServer candidate =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        live.start();
        candidate.start();
        answers(live, json(LIVE_ANSWER));
    }

    @AfterEach
    void stop() {
        live.stop();
        candidate.stop();
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("content-type", "application/json").withBody(body);
    }

    private static void answers(WireMockServer provider, ResponseDefinitionBuilder answer) {
        provider.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
    }

    private Server serve() throws IOException {
        Path file = Files.writeString(
                folder.resolve("understudy.yaml"), """
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0 }
                routes:
                  - name: chat
                    upstream: { url: "%s" }
                shadows:
                  - name: other
                    route: chat
                    candidate:
                      upstream: { url: "%s" }
                      credentials: { authorization: "Bearer key-of-the-shadow" }
                      model: gpt-5-mini
                      system_prompt: { text: "Refund within 30 days only." }
                    compare: [ status, exact, text, usage ]
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1 }
                """.formatted(live.baseUrl(), candidate.baseUrl()));
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        return Server.start(config, (ConfigLoad.Loaded) config.load());
    }

    private static HttpResponse<String> ask(Server server) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + PATH);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .header("authorization", "Bearer key-of-the-client")
                .header("cookie", "session=1")
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void chat_twoProviders_eachIsAskedItsOwnWay() throws Exception {
        answers(candidate, json(ANSWER.formatted("gpt-5-mini", "When did you buy it?")));
        try (Server server = serve()) {
            HttpResponse<String> answer = ask(server);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(LIVE_ANSWER);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.shadows().get(0).outcomes())
                            .containsExactly(Map.entry(Outcome.COMPARED, 1L)));
        }
        live.verify(
                1,
                postRequestedFor(urlEqualTo(PATH))
                        .withHeader("authorization", equalTo("Bearer key-of-the-client"))
                        .withHeader("cookie", equalTo("session=1"))
                        .withRequestBody(equalTo(QUESTION)));
        candidate.verify(
                1,
                postRequestedFor(urlEqualTo(PATH))
                        .withHeader("authorization", equalTo("Bearer key-of-the-shadow"))
                        .withHeader("cookie", absent())
                        .withRequestBody(matchingJsonPath("$.model", equalTo("gpt-5-mini")))
                        .withRequestBody(matchingJsonPath("$.temperature", equalTo("0.2")))
                        .withRequestBody(matchingJsonPath("$.store", equalTo("false")))
                        .withRequestBody(matchingJsonPath("$.messages", equalToJson("""
                        [{"role": "system", "content": "Refund within 30 days only."}, {"role": "user", "content": "I want a refund."}]"""))));
    }

    /** Each of these ends the candidate's answer in a way of its own; none of them is live's business, and each is counted once. */
    @ParameterizedTest
    @CsvSource({
        "CONNECTION_RESET_BY_PEER, CANDIDATE_UNREACHABLE",
        "EMPTY_RESPONSE, CANDIDATE_UNREACHABLE",
        "MALFORMED_RESPONSE_CHUNK, CANDIDATE_MALFORMED",
        "RANDOM_DATA_THEN_CLOSE, CANDIDATE_MALFORMED"
    })
    void chat_candidateBreaksOff_liveIsAnsweredAndItIsCounted(Fault fault, Outcome outcome) throws Exception {
        answers(candidate, aResponse().withFault(fault));
        try (Server server = serve()) {
            assertThat(ask(server).body()).isEqualTo(LIVE_ANSWER);

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(server.shadows().get(0).outcomes()).containsExactly(Map.entry(outcome, 1L)));
        }
        candidate.verify(1, postRequestedFor(urlEqualTo(PATH)));
    }
}
