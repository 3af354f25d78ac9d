package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The proxy as a process: start, reload, drain, and what goes wrong at the start. */
final class ServeCommandTest {
    @TempDir
    Path folder;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private HttpServer upstream;
    private Path config;
    private Path log;

    @BeforeEach
    void start() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setExecutor(Executors.newCachedThreadPool());
        upstream.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().endsWith("/gated")) {
                entered.countDown();
                awaitGate();
            }
            byte[] body = exchange.getRequestURI().getPath().getBytes();
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        upstream.start();
        config = folder.resolve("understudy.yaml");
        log = folder.resolve("log");
        write("first");
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        gate.countDown();
        upstream.stop(0);
    }

    private void write(String prefix) throws IOException {
        Files.writeString(config, """
                listen: 127.0.0.1:0
                admin: { listen: 127.0.0.1:0, token: "${ADMIN_TOKEN:-unset-token}" }
                routes:
                  - name: upstream
                    upstream: { url: "http://127.0.0.1:%d/%s" }
                shadows:
                  - name: candidate
                    route: upstream
                    enabled: false
                    candidate: { upstream: { url: "http://127.0.0.1:%d" }, credentials: inherit, model: other }
                runtime: { live_loops: 1, shadow_loops: 1, workers: 1, drain: 20s }
                """.formatted(
                upstream.getAddress().getPort(), prefix, upstream.getAddress().getPort()));
    }

    private static String url(String line) {
        return line.split(" +")[1];
    }

    private static HttpResponse<String> admin(String method, String url) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("authorization", "Bearer secret-token")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void serve_start_saysWhatIsOnAndForwards() throws Exception {
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
            String url = url(serve.awaitLine("listening"));
            assertThat(serve.awaitLine("shadow"))
                    .startsWith("shadow     candidate on upstream: off, 100 % → other at ");
            assertThat(get(url + "/hello").body()).isEqualTo("/first/hello");
        }
    }

    @Test
    void serve_withoutATerminal_logsAnObjectALine() throws Exception {
        try (ServeProcess serve = ServeProcess.withJsonLogs(config, log)) {
            serve.awaitLine("listening");
            write("second");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(log).contains("audit:"));
        }
        for (String line : Files.readAllLines(log)) {
            JsonNode entry = JsonMapper.shared().readTree(line);
            assertThat(entry.get("level").asString()).isIn("INFO", "WARN");
            assertThat(entry.get("timestamp").asLong()).isPositive();
            assertThat(entry.get("loggerName").asString()).startsWith("dev.understudy.");
            assertThat(entry.get("formattedMessage").asString()).isNotEmpty();
        }
        assertThat(Files.readString(log)).contains("routes[upstream].upstream.url: ");
    }

    @Test
    void serve_changedFile_isInForceWithoutRestart() throws Exception {
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
            String url = url(serve.awaitLine("listening"));
            assertThat(get(url + "/hello").body()).isEqualTo("/first/hello");
            write("second");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(url + "/hello").body(), "/second/hello"::equals);
            Files.writeString(config, "listen: [");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(log).contains("refused"));
            assertThat(get(url + "/hello").body()).isEqualTo("/second/hello");
        }
        assertThat(Files.readString(log)).contains("routes[upstream].upstream.url: http://127.0.0.1:");
    }

    @Test
    void serve_sigterm_finishesWhatRunsAndExits0() throws Exception {
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
            String url = url(serve.awaitLine("listening"));
            CompletableFuture<HttpResponse<String>> running = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create(url + "/gated")).build(),
                            HttpResponse.BodyHandlers.ofString());
            entered.await();
            serve.terminate();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(log).contains("draining"));
            assertThat(running).isNotDone();
            gate.countDown();
            assertThat(running.get().body()).isEqualTo("/first/gated");
            assertThat(serve.exit()).as(Files.readString(log)).isZero();
        }
    }

    @Test
    void serve_secondSigterm_endsAtOnceAndExits1() throws Exception {
        Files.writeString(config, Files.readString(config).replace("drain: 20s", "drain: 10m"));
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
            String url = url(serve.awaitLine("listening"));
            var cutOff = HttpClient.newHttpClient()
                    .sendAsync(
                            HttpRequest.newBuilder(URI.create(url + "/gated")).build(),
                            HttpResponse.BodyHandlers.ofString());
            entered.await();
            serve.terminate();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(log).contains("draining"));

            serve.terminate();

            assertThat(serve.exit()).as(Files.readString(log)).isEqualTo(1);
            assertThat(Files.readString(log)).contains("SIGTERM once more: ended at once");
            assertThat(cutOff).failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void serve_operatorSwitches_holdUntilTheFileSaysOtherwise() throws Exception {
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of("ADMIN_TOKEN", "secret-token"))) {
            String admin = url(serve.awaitLine("admin")) + "/api/v1";
            assertThat(admin("POST", admin + "/shadows/candidate/enable").statusCode())
                    .isEqualTo(200);
            write("second");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> admin("GET", admin + "/config").body().contains("/second"));
            assertThat(admin("GET", admin + "/config").body())
                    .contains("\"enabled\":true", "\"token\":\"***\"")
                    .doesNotContain("secret-token");
            assertThat(admin("POST", admin + "/kill").statusCode()).isEqualTo(200);
            assertThat(admin("POST", admin + "/reload").statusCode()).isEqualTo(200);
            assertThat(admin("GET", admin + "/config").body()).contains("\"enabled\":false");
            assertThat(admin("GET", admin.replace("/api/v1", "/metrics")).body())
                    .contains("understudy_config_reloads_total");
        }
    }

    @Test
    void serve_whatACommandDidBesideIt_isInItsAudit() throws Exception {
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of("ADMIN_TOKEN", "secret-token"))) {
            AdminClient client = AdminClient.of(URI.create(url(serve.awaitLine("admin"))), "secret-token");
            client.audit("promote", "candidate", true, List.of("model: a → b"));
            JsonNode entry = client.get("/api/v1/audit").at("/audit/0");
            assertThat(entry.path("action").asString()).isEqualTo("promote");
            assertThat(entry.path("token").asString()).isEqualTo("admin");
            assertThat(entry.at("/lines/0").asString()).isEqualTo("model: a → b");
            assertThatThrownBy(() -> client.audit("kill", "", true, List.of()))
                    .hasMessageContaining("action: kill (expected: ");
        }
    }

    @Test
    void serve_portInUse_isOneLineAndExit2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    config, Files.readString(config).replaceFirst("127.0.0.1:0", "127.0.0.1:" + taken.getLocalPort()));
            try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
                assertThat(serve.exit()).isEqualTo(2);
            }
            assertThat(Files.readAllLines(log))
                    .singleElement()
                    .asString()
                    .startsWith("understudy serve: listen: 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void serve_adminPortInUse_isOneLineAndExit2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            Files.writeString(
                    config,
                    Files.readString(config).replace("admin: { listen: 127.0.0.1:0", "admin: { listen: " + address));
            assertRefused("understudy serve: admin.listen: " + address);
        }
    }

    @Test
    void serve_configurationThatCannotBeRead_isOneLineAndExit2() throws Exception {
        Files.delete(config);
        assertRefused(config + ":1:1: ");
        Files.createDirectory(config);
        assertRefused(config + ":1:1: ");
    }

    private void assertRefused(String start) throws Exception {
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
            assertThat(serve.exit()).isEqualTo(2);
        }
        assertThat(Files.readAllLines(log)).singleElement().asString().startsWith(start);
    }

    @Test
    void serve_dataFolderThatCannotBeWritten_saysSoAndServes() throws Exception {
        // Nobody may write there, root neither.
        Files.writeString(config, Files.readString(config) + "store: { path: /proc/understudy/evidence.db }\n");
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of("ADMIN_TOKEN", "secret-token"))) {
            String url = url(serve.awaitLine("listening"));
            String admin = url(serve.awaitLine("admin")) + "/api/v1";
            assertThat(get(url + "/hello").body()).isEqualTo("/first/hello");
            assertThat(admin("POST", admin + "/shadows/candidate/enable").statusCode())
                    .isEqualTo(200);
            assertThat(admin("GET", admin + "/audit").body())
                    .contains("shadows[candidate].enabled: false → true", "\"kept\":\"failing\"", "\"unwritten\":1");
            assertThat(Files.readString(log))
                    .contains("store /proc/understudy/evidence.db.audit: cannot be ")
                    .contains("so the audit is kept in memory and in the log only");
        }
    }

    @Test
    void serve_configurationGoneOrUnreadableWhileItRuns_staysAsItWas() throws Exception {
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of("ADMIN_TOKEN", "secret-token"))) {
            String url = url(serve.awaitLine("listening"));
            String admin = url(serve.awaitLine("admin")) + "/api/v1";
            Files.delete(config);
            assertThat(admin("POST", admin + "/reload").statusCode()).isEqualTo(422);
            Files.createDirectory(config);
            assertThat(admin("POST", admin + "/reload").statusCode()).isEqualTo(422);
            assertThat(get(url + "/hello").body()).isEqualTo("/first/hello");
            Files.delete(config);
            write("second");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> get(url + "/hello").body(), "/second/hello"::equals);
        }
    }

    @Test
    void serve_badKey_isOneLineAndExit2() throws Exception {
        Path resources = Path.of(getClass().getResource("/config/tls").toURI());
        Files.copy(resources.resolve("server.crt"), folder.resolve("crt"));
        Files.copy(resources.resolve("server.key"), folder.resolve("key"));
        Files.writeString(
                config,
                Files.readString(config)
                        .replaceFirst(
                                "listen: 127.0.0.1:0",
                                "listen: { address: 127.0.0.1:0, tls: { certificate: crt, key: key } }"));
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
            assertThat(serve.exit()).isEqualTo(2);
        }
        assertThat(Files.readAllLines(log)).singleElement().asString().startsWith("understudy serve: listen.tls: ");
    }
}
