package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private static String url(String listening) {
        return listening.replaceFirst("^listening +", "");
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
    void serve_portInUse_isOneLineAndExit2() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(
                    config, Files.readString(config).replace("127.0.0.1:0", "127.0.0.1:" + taken.getLocalPort()));
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
    void serve_badCertificate_isOneLineAndExit2() throws Exception {
        Files.writeString(folder.resolve("pem"), "not a certificate");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace(
                                "listen: 127.0.0.1:0",
                                "listen: { address: 127.0.0.1:0, tls: { certificate: pem, key: pem } }"));
        try (ServeProcess serve = ServeProcess.start(config, log, Map.of())) {
            assertThat(serve.exit()).isEqualTo(2);
        }
        assertThat(Files.readAllLines(log)).singleElement().asString().startsWith("understudy serve: listen.tls: ");
    }
}
