package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.exchange.Outcome;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Law 8 on the whole process: switching a shadow off, in whichever way, ends its calls, and a live stream that runs
 * meanwhile goes on. The configuration lies as Kubernetes mounts it.
 */
class KillSwitchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BODY = """
            {"model": "sim-large", "stream": %s, "messages": [{"role": "user", "content": "I want a refund."}]}""";

    private enum Way {
        DISABLE,
        KILL,
        EDIT,
        SWAP
    }

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Simulator live;
    private Simulator candidate;

    @BeforeEach
    void start() throws IOException {
        live = Simulator.start(0, SimulatorConfig.INSTANT);
        candidate = Simulator.start(0, SimulatorConfig.INSTANT);
    }

    @AfterEach
    void stop() {
        live.close();
        candidate.close();
    }

    @ParameterizedTest
    @CsvSource({
        "DISABLE, hang",
        "DISABLE, endless",
        "KILL, hang",
        "KILL, endless",
        "EDIT, hang",
        "EDIT, endless",
        "SWAP, hang",
        "SWAP, endless"
    })
    void switchedOff_candidateCallEndsAndLiveGoesOn(Way way, String fault) throws Exception {
        Path file = mount(fault);
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        try (Server server = Server.start(config, (ConfigLoad.Loaded) config.load());
                BufferedReader stream = liveStream(server)) {
            read(stream, 3);
            await().atMost(PATIENCE).until(() -> candidate.stats().active() == 1);

            switchOff(way, server, fault);

            await().atMost(PATIENCE).until(() -> candidate.stats().active() == 0);
            assertThat(candidate.stats().abortedByClient()).isEqualTo(1);
            read(stream, 20);
            assertThat(server.shadows().get(0).enabled()).isFalse();
            // The provider sees the end before our worker hears of it.
            await().atMost(PATIENCE).until(() -> server.shadows().get(0).inFlight() == 0);
            await().atMost(PATIENCE)
                    .until(() -> server.shadows().get(0).outcomes().get(Outcome.DISABLED), Long.valueOf(1)::equals);
            assertThat(ask(server).statusCode()).isEqualTo(200);
            assertThat(candidate.stats().requests()).isEqualTo(1);
        }
    }

    private void switchOff(Way way, Server server, String fault) throws Exception {
        switch (way) {
            case DISABLE -> post(server, "/api/v1/shadows/s/disable");
            case KILL -> post(server, "/api/v1/kill");
            case EDIT -> Files.writeString(folder.resolve("v1/understudy.yaml"), yaml(fault, false));
            case SWAP -> {
                Path next = Files.createDirectory(folder.resolve("v2"));
                Files.writeString(next.resolve("understudy.yaml"), yaml(fault, false));
                Files.createSymbolicLink(folder.resolve("mount/..data_tmp"), next);
                Files.move(
                        folder.resolve("mount/..data_tmp"),
                        folder.resolve("mount/..data"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path mount(String fault) throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("v1")).resolve("understudy.yaml"), yaml(fault, true));
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Files.createSymbolicLink(mount.resolve("..data"), folder.resolve("v1"));
        return Files.createSymbolicLink(mount.resolve("understudy.yaml"), Path.of("..data", "understudy.yaml"));
    }

    private String yaml(String fault, boolean enabled) {
        return """
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0 }
                routes:
                  - name: live
                    upstream: { url: "%s" }
                shadows:
                  - name: s
                    route: live
                    enabled: %s
                    candidate: { upstream: { url: "%s" }, model: sim-small+%s }
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1 }
                """.formatted(live.url(), enabled, candidate.url(), fault);
    }

    /** Live itself never ends; what it is told in this header does not reach a candidate. */
    private BufferedReader liveStream(Server server) throws IOException, InterruptedException {
        HttpRequest request =
                chat(server, true).header("x-sim-fault", "endless=5").build();
        return new BufferedReader(new InputStreamReader(
                client.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }

    private static void read(BufferedReader stream, int events) throws IOException {
        for (int seen = 0; seen < events; ) {
            String line = stream.readLine();
            assertThat(line).as("a line of the live stream").isNotNull();
            seen += line.startsWith("data: ") ? 1 : 0;
        }
    }

    private HttpResponse<String> ask(Server server) throws IOException, InterruptedException {
        return client.send(chat(server, false).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder chat(Server server, boolean stream) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY.formatted(stream)));
    }

    private void post(Server server, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
}
