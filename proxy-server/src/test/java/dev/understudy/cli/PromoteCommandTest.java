package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.assembly.Server;
import dev.understudy.config.ShadowConfig;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.sandbox.simulator.SeenRequest;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a shadow to live and back, on a running proxy that follows its file. */
class PromoteCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Simulator provider;
    private Server server;
    private Path config;
    private String original;
    private int asked;

    @BeforeEach
    void start() throws IOException {
        provider = Simulator.start(0, SimulatorConfig.INSTANT);
        config = folder.resolve("understudy.yaml");
        original = """
                # ours
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0 }
                store: { path: evidence.db }
                routes:
                  - name: support
                    upstream: { url: "%1$s" }   # the provider
                shadows:
                  # cheaper
                  - name: refund-v2
                    route: support
                    candidate:
                      upstream: { url: "%1$s" }
                      credentials: { authorization: "Bearer sk-candidate" }
                      model: sim-small
                    compare: [ status, exact ]
                    gate: { confidence: 0.6, silence: 1ms, rules: [ "error.rate <= live + 0.9" ] }
                """.formatted(provider.url());
        Files.writeString(config, original);
        ConfigFile file = new ConfigFile(config, new BuildCapabilities());
        server = Server.start(file, (Loaded) file.load());
    }

    @AfterEach
    void stop() {
        server.close();
        provider.close();
    }

    private void ask(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            String body = "{\"model\":\"sim-large\",\"messages\":[{\"role\":\"user\",\"content\":\"Refund order A"
                    + asked++ + " please\"}]}";
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private CommandRun promote(String... more) {
        List<String> arguments = new ArrayList<>(List.of("promote", "--config", config.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private String admin() {
        return "http://127.0.0.1:" + server.adminPort();
    }

    private long exchanges() {
        return server.verdicts()
                .json("refund-v2")
                .map(json -> json.path("exchanges").asLong(-1))
                .orElse(-1L);
    }

    private void awaitShadows(int count) {
        await().atMost(PATIENCE).until(() -> server.config().shadows().size(), Integer.valueOf(count)::equals);
    }

    private String lastModel() {
        List<SeenRequest> seen = provider.requests();
        return seen.get(seen.size() - 1).text().contains("\"sim-small\"") ? "sim-small" : "sim-large";
    }

    @Test
    void promote_rollBack_reset_theFileAndTheProxyFollow() throws Exception {
        CommandRun undecided = promote("--shadow", "refund-v2", "--require-pass", "--admin", admin());
        assertThat(undecided.exit()).as(undecided.err()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(config).hasContent(original);

        ask(60);
        // All of them: the promotion calls off what is under way.
        await().atMost(PATIENCE).until(() -> exchanges() == 60);
        await().atMost(PATIENCE)
                .until(
                        () -> server.verdicts()
                                .verdict("refund-v2")
                                .orElseThrow()
                                .decision()
                                .label(),
                        "pass"::equals);
        CommandRun promoted = promote("--shadow", "refund-v2", "--require-pass", "--admin", admin());
        assertThat(promoted.exit()).as(promoted.err()).isZero();
        assertThat(promoted.out()).contains("+    live:", "-  - name: refund-v2", "refund-v2 is promoted");
        assertThat(Files.readString(config)).isEqualTo("""
                # ours
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0 }
                store: { path: evidence.db }
                routes:
                  - name: support
                    upstream: { url: "%s" }   # the provider
                    live:
                      model: sim-small
                shadows: []
                """.formatted(provider.url()));
        awaitShadows(0);
        ask(1);
        assertThat(lastModel()).isEqualTo("sim-small");
        assertThat(audit()).contains("\"action\":\"promote\"").contains("verdict: pass");

        CommandRun undone = promote("--rollback", "--admin", admin());
        assertThat(undone.exit()).as(undone.err()).isZero();
        assertThat(config).hasContent(original);
        awaitShadows(1);
        ask(1);
        await().atMost(PATIENCE).until(() -> exchanges() >= 61);

        CommandRun reset = CommandRun.of("reset", "--shadow", "refund-v2", "--admin", admin());
        assertThat(reset.exit()).as(reset.err()).isZero();
        assertThat(reset.out()).contains("cleared of refund-v2", "kept exchanges, with scores or content: 61");
        assertThat(exchanges()).isZero();
        assertThat(server.shadows().get(0).eligible()).isZero();
        ask(2);
        await().atMost(PATIENCE).until(() -> exchanges() == 2);
        assertThat(server.shadows().get(0).eligible()).isEqualTo(2);
    }

    private String audit() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(admin() + "/api/v1/audit")).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void promote_forced_isRecordedAsSuch() throws Exception {
        CommandRun unasked = promote("--shadow", "refund-v2");
        assertThat(unasked.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(unasked.err()).contains("expected: --require-pass, or --force");
        CommandRun shown = promote("--shadow", "refund-v2", "--dry-run");
        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).contains("+    live:", "nothing was changed");
        assertThat(config).hasContent(original);

        CommandRun forced = promote("--shadow", "refund-v2", "--force", "--admin", admin());
        assertThat(forced.exit()).as(forced.err()).isZero();
        awaitShadows(0);
        assertThat(audit()).contains("verdict: undecided, forced");
    }

    @Test
    void promote_proxyWithAnotherCandidate_isRefused() throws Exception {
        Path copy = folder.resolve("copy.yaml");
        Files.writeString(copy, original.replace("model: sim-small", "model: sim-verbose"));
        CommandRun refused = CommandRun.of(
                "promote", "--config", copy.toString(), "--shadow", "refund-v2", "--require-pass", "--admin", admin());
        assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("the verdict is on another candidate");
    }

    @Test
    void reset_ofAStoppedProxysStore_clearsIt_andNotUnderARunningOne() throws Exception {
        ask(3);
        await().atMost(PATIENCE).until(() -> exchanges() == 3);
        CommandRun running = CommandRun.of("reset", "--shadow", "refund-v2", "--data", folder.toString());
        assertThat(running.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(running.err()).contains("is in use by a running proxy");
        server.close();

        CommandRun reset = CommandRun.of("reset", "--shadow", "refund-v2", "--data", folder.toString());
        assertThat(reset.exit()).as(reset.err()).isZero();
        assertThat(reset.out()).contains("evidence on 1 candidate", "kept exchanges: 3");
        ConfigFile file = new ConfigFile(config, new BuildCapabilities());
        server = Server.start(file, (Loaded) file.load());
        ask(1);
        await().atMost(PATIENCE).until(() -> exchanges() == 1);
        assertThat(server.config().shadows()).extracting(ShadowConfig::name).containsExactly("refund-v2");
    }
}
