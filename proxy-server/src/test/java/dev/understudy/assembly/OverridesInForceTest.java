package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators override, on the whole process. */
class OverridesInForceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Server server;

    @BeforeEach
    void start() throws IOException {
        ConfigFile config = new ConfigFile(write(true, 50), new BuildCapabilities());
        server = Server.start(config, (Loaded) config.load());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path write(boolean enabled, int percent) throws IOException {
        return Files.writeString(folder.resolve("understudy.yaml"), """
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0, tokens: [ { name: ops, token: ops-secret, role: operate } ] }
                routes: [ { name: live, upstream: { url: "http://127.0.0.1:1" } } ]
                shadows:
                  - { name: s, route: live, enabled: %s, sample: { percent: %d }, candidate: { upstream: { url: "http://127.0.0.1:1" } } }
                """.formatted(enabled, percent));
    }

    private JsonNode call(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + "/api/v1" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("authorization", "Bearer ops-secret")
                .build();
        return JsonMapper.shared()
                .readTree(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    @Test
    void override_shownHeldOverAChangedFile_andTakenBackByReload() throws Exception {
        call("POST", "/shadows/s/disable");
        JsonNode sampled = call("POST", "/shadows/s/sample?percent=5");
        assertThat(sampled.get("enabled").asBoolean()).isFalse();
        assertThat(sampled.get("sample_percent").asDouble()).isEqualTo(5);
        assertThat(sampled.get("overrides")).hasSize(2);
        assertThat(sampled.at("/overrides/1/by").asString()).isEqualTo("ops");
        assertThat(sampled.at("/overrides/1/file").asString()).isEqualTo("50");

        write(true, 60);
        await().atMost(PATIENCE)
                .until(() -> call("GET", "/shadows/s").get("sample_percent").asDouble(), Double.valueOf(60)::equals);
        assertThat(call("GET", "/shadows/s").get("enabled").asBoolean()).isFalse();

        JsonNode reloaded = call("POST", "/reload");
        assertThat(reloaded.get("result").asString()).isEqualTo("applied");
        assertThat(reloaded.at("/lines/0").asString()).isEqualTo("shadows[s].enabled: false (by ops) → true");
        assertThat(call("GET", "/shadows/s").get("enabled").asBoolean()).isTrue();
        assertThat(call("GET", "/shadows/s").get("overrides")).isEmpty();
        assertThat(call("GET", "/audit").at("/audit/0/token").asString()).isEqualTo("ops");
    }

    @Test
    void override_withAnExpiry_endsByItselfAndIsAudited() throws Exception {
        assertThat(call("POST", "/kill?for=1s").get("disabled").toString()).isEqualTo("[\"s\"]");
        await().atMost(PATIENCE)
                .until(() -> call("GET", "/shadows/s").get("enabled").asBoolean());

        JsonNode last = call("GET", "/audit").at("/audit/0");
        assertThat(last.get("action").asString()).isEqualTo("expire");
        assertThat(last.get("actor").asString()).isEqualTo("clock");
        assertThat(last.at("/lines/0").asString()).isEqualTo("enabled: false (by ops) → true");
    }

    @Test
    void restore_ofAShadow_isTheFileAgain() throws Exception {
        call("POST", "/shadows/s/sample?percent=0");
        assertThat(call("POST", "/shadows/s/restore").get("sample_percent").asDouble())
                .isEqualTo(50);
    }
}
