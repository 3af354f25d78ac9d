package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.admin.Cleared;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a shadow has under way when it is reset is called off, and counts with what was before. */
class ResetUnderWayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private static void ask(Server server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"sim-large\",\"messages\":[{\"role\":\"user\",\"content\":\"Refund, please\"}]}"))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void reset_exchangesUnderWay_doNotCountAfterwards() throws Exception {
        try (Simulator provider = Simulator.start(0, SimulatorConfig.INSTANT)) {
            Path path = Files.writeString(folder.resolve("understudy.yaml"), """
                    listen: 127.0.0.1:0
                    routes: [ { name: live, upstream: { url: "%1$s" } } ]
                    shadows:
                      - { name: s, route: live, candidate: { upstream: { url: "%1$s" }, model: sim-small+hang } }
                    """.formatted(provider.url()));
            ConfigFile config = new ConfigFile(path, new BuildCapabilities());
            try (Server server = Server.start(config, (Loaded) config.load())) {
                for (int i = 0; i < 3; i++) {
                    ask(server);
                }
                await().atMost(PATIENCE).until(() -> server.shadows().get(0).inFlight(), Integer.valueOf(3)::equals);

                Cleared cleared = server.reset("s");

                assertThat(cleared.eligible()).isEqualTo(3);
                assertThat(cleared.open()).isEqualTo(3);
                await().atMost(PATIENCE).until(() -> provider.stats().abortedByClient(), Long.valueOf(3)::equals);
                await().atMost(PATIENCE)
                        .until(() -> scrape(server)
                                .contains("understudy_shadow_exchanges_total{shadow=\"s\",outcome=\"disabled\",} 3.0"));
                ShadowStatus after = server.shadows().get(0);
                assertThat(after.eligible()).isZero();
                assertThat(after.open()).isZero();
                assertThat(after.outcomes()).isEmpty();
                JsonNode coverage = server.verdicts().json("s").orElseThrow().get("coverage");
                assertThat(coverage.get("selected").asLong()).isZero();
                assertThat(coverage.get("not_covered")).isEmpty();
                ask(server);
                await().atMost(PATIENCE).until(() -> server.shadows().get(0).inFlight(), Integer.valueOf(1)::equals);
                assertThat(server.shadows().get(0).eligible()).isEqualTo(1);
            }
        }
    }

    private static String scrape(Server server) {
        return new String(server.publisher().metrics().scrape(null).body(), StandardCharsets.UTF_8);
    }
}
