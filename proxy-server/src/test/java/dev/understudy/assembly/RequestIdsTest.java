package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.exchange.Outcome;
import dev.understudy.sandbox.simulator.SeenRequest;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client calls its request is found again in comparisons and errors, and live sees nothing of it but what the client sent. */
final class RequestIdsTest {
    private static final String BODY = """
            {"model": "sim-large", "messages": [{"role": "user", "content": "I want a refund."}]}""";

    @TempDir
    Path folder;

    private Simulator live;
    private Simulator candidate;
    private Server server;

    @BeforeEach
    void start() throws Exception {
        live = Simulator.start(0, SimulatorConfig.INSTANT);
        candidate = Simulator.start(0, SimulatorConfig.INSTANT);
        Path file = folder.resolve("understudy.yaml");
        Files.writeString(file, """
                listen: 127.0.0.1:0
                admin: 127.0.0.1:0
                routes:
                  - { name: live, match: { path: /v1/** }, upstream: { url: "%s" } }
                  - { name: dead, match: { path: /dead/** }, upstream: { url: "http://127.0.0.1:1" } }
                shadows:
                  - name: s
                    route: live
                    candidate: { upstream: { url: "%s" }, model: sim-small }
                    compare: [ status, exact ]
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1 }
                """.formatted(live.url(), candidate.url()));
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        server = Server.start(config, (ConfigLoad.Loaded) config.load());
    }

    @AfterEach
    void stop() {
        server.close();
        live.close();
        candidate.close();
    }

    private HttpResponse<String> ask(String path, String... headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode admin(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + "/api/v1" + path);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private void awaitCompared(long count) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> server.shadows().get(0).outcomes().getOrDefault(Outcome.COMPARED, 0L),
                        Long.valueOf(count)::equals);
    }

    private static List<String> idsThatLiveSaw(SeenRequest request) {
        return request.headers().fields().stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).contains("request-id"))
                .map(field -> field.name() + ": " + field.value())
                .toList();
    }

    @Test
    void comparisons_ofARequestThatTheClientNamed_areFoundByThatName() throws Exception {
        ask("/v1/chat/completions", "X-Request-Id", "req_01H.abc:7");
        awaitCompared(1);
        JsonNode comparisons = admin("/comparisons").get("comparisons");
        assertThat(comparisons).hasSize(2);
        for (JsonNode comparison : comparisons) {
            assertThat(comparison.get("request_id").asString()).isEqualTo("req_01H.abc:7");
            assertThat(comparison.get("id").asString()).startsWith("req_01H.abc:7~");
        }
        JsonNode example = admin("/comparisons/req_01H.abc:7");
        assertThat(example.get("id")).isEqualTo(comparisons.at("/0/id"));
        assertThat(example.get("request_id").asString()).isEqualTo("req_01H.abc:7");
        assertThat(live.requests())
                .singleElement()
                .satisfies(seen -> assertThat(idsThatLiveSaw(seen)).containsExactly("X-Request-Id: req_01H.abc:7"));
    }

    @Test
    void requestsOfTheSameName_areExchangesOfTheirOwn() throws Exception {
        ask("/v1/chat/completions", "x-request-id", "retried");
        ask("/v1/chat/completions", "x-request-id", "retried");
        awaitCompared(2);
        JsonNode comparisons = admin("/comparisons").get("comparisons");
        assertThat(comparisons
                        .valueStream()
                        .map(one -> one.get("id").asString())
                        .distinct())
                .hasSize(2);
        JsonNode newest = admin("/comparisons/retried");
        assertThat(newest.get("id")).isEqualTo(comparisons.at("/0/id"));
        assertThat(newest.get("shadows")).hasSize(1);
    }

    @Test
    void withoutAUsableName_oneIsMade_andLiveSeesNone() throws Exception {
        ask("/v1/chat/completions");
        ask("/v1/chat/completions", "x-request-id", "jane@corp-mail.example");
        awaitCompared(2);
        JsonNode page = admin("/comparisons");
        assertThat(page.toString()).doesNotContain("jane");
        for (JsonNode one : page.get("comparisons")) {
            String id = one.get("id").asString();
            assertThat(id).matches("[0-9a-z]+-[0-9]+");
            assertThat(one.get("request_id").asString()).isEqualTo(id);
        }
        assertThat(idsThatLiveSaw(live.requests().get(0))).isEmpty();
        assertThat(idsThatLiveSaw(live.requests().get(1))).containsExactly("x-request-id: jane@corp-mail.example");
    }

    @Test
    void errors_nameTheRequestAsTheClientDoes() throws Exception {
        for (String path : List.of("/nowhere", "/dead/x")) {
            HttpResponse<String> named = ask(path, "x-request-id", "abc-123");
            assertThat(named.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(named.headers().firstValue("x-understudy-request-id")).contains("abc-123");
            assertThat(ask(path).headers().firstValue("x-understudy-request-id").orElseThrow())
                    .matches("[0-9a-z]+-[0-9]+");
        }
    }
}
