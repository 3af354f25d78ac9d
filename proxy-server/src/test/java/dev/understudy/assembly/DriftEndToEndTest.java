package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The live prompt changes under a running shadow, and it is shown: in the API, as a metric, after a restart too. */
class DriftEndToEndTest {
    private static final int BASELINE = 20;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String SECRET = "The launch code of Alice is swordfish.";

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer provider;
    private volatile String fingerprint = "fp_one";

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        provider.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = ("{\"model\":\"m-1\",\"system_fingerprint\":\"" + fingerprint
                            + "\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    private Server server(String livePrompt) throws IOException {
        Path file = folder.resolve("understudy.yaml");
        Files.writeString(file, yaml(livePrompt));
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        return Server.start(config, (Loaded) config.load());
    }

    private String yaml(String livePrompt) {
        String url = "http://127.0.0.1:" + provider.getAddress().getPort();
        return """
                listen: 127.0.0.1:0
                admin: 127.0.0.1:0
                store: { path: evidence.db }
                drift: { baseline: %d }
                routes:
                  - name: openai
                    upstream: { url: "%s" }
                    %s
                shadows:
                  - { name: refunds, route: openai, anonymize: off, candidate: { upstream: { url: "%s" }, model: two } }
                """.formatted(BASELINE, url, livePrompt, url);
    }

    private void ask(Server server, int times, String systemPrompt) throws Exception {
        for (int i = 0; i < times; i++) {
            String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"" + systemPrompt
                    + "\"},{\"role\":\"user\",\"content\":\"question " + i + "\"}]}";
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private HttpResponse<String> admin(Server server, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.adminPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode drift(Server server) throws Exception {
        return JsonMapper.shared()
                .readTree(admin(server, "GET", "/api/v1/shadows/refunds/drift").body());
    }

    private void awaitState(Server server, String state) {
        Awaitility.await()
                .atMost(A_MINUTE)
                .untilAsserted(() ->
                        assertThat(drift(server).path("state").stringValue()).isEqualTo(state));
    }

    private static String state(JsonNode drift, String kind) {
        return drift.path("kinds")
                .valueStream()
                .filter(one -> one.path("kind").stringValue().equals(kind))
                .findFirst()
                .orElseThrow()
                .path("state")
                .stringValue();
    }

    @Test
    void livePromptChangesInTraffic_isShownAndApproved_andSurvivesARestart() throws Exception {
        try (Server server = server("")) {
            ask(server, BASELINE, "You are kind. " + SECRET);
            awaitState(server, "none");
            ask(server, BASELINE, "You are strict. " + SECRET);
            awaitState(server, "drift");
            JsonNode drift = drift(server);
            assertThat(state(drift, "system_prompt")).isEqualTo("drift");
            assertThat(state(drift, "tools")).isEqualTo("none");
            assertThat(state(drift, "configuration")).isEqualTo("none");
            assertThat(drift.toString()).doesNotContain("strict", "swordfish");
            // It drifts before all have been seen: only then it is a half.
            Awaitility.await()
                    .atMost(A_MINUTE)
                    .untilAsserted(() -> assertThat(
                                    admin(server, "GET", "/metrics").body())
                            .containsPattern("understudy_drift\\{shadow=\"refunds\",kind=\"system_prompt\",?} 1\\.0")
                            .containsPattern(
                                    "understudy_drift_share\\{shadow=\"refunds\",kind=\"system_prompt\",?} 0\\.5")
                            .containsPattern("understudy_drift\\{shadow=\"refunds\",kind=\"tools\",?} 0\\.0")
                            .doesNotContain("swordfish"));
        }
        assertThat(Files.readAllBytes(folder.resolve("evidence.db.drift")))
                .satisfies(file -> assertThat(new String(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("swordfish"));
        try (Server again = server("")) {
            Awaitility.await().until(() -> !drift(again).path("approved").isNull());
            ask(again, BASELINE, "You are strict. " + SECRET);
            awaitState(again, "drift");
            assertThat(admin(again, "POST", "/api/v1/shadows/refunds/approve").statusCode())
                    .isEqualTo(200);
            awaitState(again, "none");
            assertThat(admin(again, "GET", "/api/v1/audit").body())
                    .contains("\"approve\"")
                    .contains("system_prompt: 100 % new since ");
        }
    }

    @Test
    void livePromptChangesInTheFile_isShown() throws Exception {
        try (Server server = server("live: { system_prompt: { replace: { text: You are kind. } } }")) {
            ask(server, BASELINE, "anything");
            awaitState(server, "none");
            Files.writeString(
                    folder.resolve("understudy.yaml"),
                    yaml("live: { system_prompt: { replace: { text: You are strict. } } }"));
            server.reload();
            ask(server, BASELINE, "anything");
            Awaitility.await().atMost(A_MINUTE).untilAsserted(() -> {
                assertThat(state(drift(server), "system_prompt")).isEqualTo("drift");
                assertThat(state(drift(server), "configuration")).isEqualTo("drift");
            });
        }
    }

    @Test
    void providerChangesWhatAnswers_isShownWithItsName() throws Exception {
        try (Server server = server("")) {
            ask(server, BASELINE, "x");
            Awaitility.await()
                    .atMost(A_MINUTE)
                    .untilAsserted(() ->
                            assertThat(state(drift(server), "fingerprint")).isEqualTo("none"));
            fingerprint = "fp_two";
            ask(server, BASELINE, "x");
            Awaitility.await().atMost(A_MINUTE).untilAsserted(() -> {
                assertThat(state(drift(server), "fingerprint")).isEqualTo("drift");
                assertThat(drift(server).toString()).contains("live: fp_two", "candidate: fp_two");
            });
            assertThat(state(drift(server), "model_version")).isEqualTo("none");
        }
    }
}
