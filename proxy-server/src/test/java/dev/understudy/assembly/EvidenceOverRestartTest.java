package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.audit.AuditLog;
import dev.understudy.config.ShadowConfig;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole process twice over one store: what was seen before the restart counts after it. */
class EvidenceOverRestartTest {
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"yes\"},\"finish_reason\":\"stop\"}]}";

    @TempDir
    Path folder;

    private HttpServer upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        upstream.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
    }

    @AfterEach
    void stop() {
        upstream.stop(0);
    }

    private Server server(String store, String model) throws IOException {
        Path file = folder.resolve("understudy.yaml");
        Files.writeString(file, """
                listen: 127.0.0.1:0
                store: { path: %s }
                routes:
                  - { name: openai, upstream: { url: "http://127.0.0.1:%d" } }
                shadows:
                  - name: refunds
                    route: openai
                    anonymize: off
                    candidate: { upstream: { url: "http://127.0.0.1:%d" }, model: %s }
                    gate: { rules: [ error.rate <= live + 0.1 ] }
                """.formatted(
                store, upstream.getAddress().getPort(), upstream.getAddress().getPort(), model));
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        return Server.start(config, (Loaded) config.load());
    }

    private static JsonNode verdict(Server server) {
        return server.verdicts().json("refunds").orElseThrow();
    }

    private static void ask(Server server, int from, int to) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = from; i < to; i++) {
            String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"question " + i + "\"}]}";
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions"))
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo(ANSWER);
        }
    }

    private static void awaitExchanges(Server server, int count) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(verdict(server).get("exchanges").asInt()).isEqualTo(count));
    }

    @Test
    void restart_sameCandidate_continues_andOtherCandidate_startsAnew() throws Exception {
        try (Server first = server("evidence.db", "one")) {
            ask(first, 0, 30);
            awaitExchanges(first, 30);
        }
        try (Server second = server("evidence.db", "one")) {
            awaitExchanges(second, 30);
            ask(second, 30, 40);
            awaitExchanges(second, 40);
            // The outcome is counted after the comparison.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    verdict(second).at("/coverage/compared").asInt())
                            .isEqualTo(40));
            assertThat(verdict(second).get("candidate_changed").isNull()).isTrue();
        }
        try (Server third = server("evidence.db", "two")) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    verdict(third).get("candidate_changed").isString())
                            .isTrue());
            assertThat(verdict(third).get("exchanges").asInt()).isZero();
        }
    }

    @Test
    void restart_whatWasDone_isStillInTheAudit() throws Exception {
        try (Server first = server("evidence.db", "one")) {
            first.reload();
            first.audit()
                    .record(
                            "10.0.0.1",
                            "ops",
                            "kill",
                            "",
                            true,
                            first.operations().kill("ops", null));
        }
        try (Server second = server("evidence.db", "one")) {
            AuditLog.Page page = second.audit().page(null, 10);
            assertThat(page.kept()).isEqualTo(AuditLog.Kept.FILE);
            assertThat(page.entries().get(0).token()).isEqualTo("ops");
            assertThat(page.entries().get(0).lines()).containsExactly("shadows[refunds].enabled: true → false");
        }
        try (Server nowhere = server("nowhere/evidence.db", "one")) {
            nowhere.audit()
                    .record(
                            "10.0.0.1",
                            "ops",
                            "kill",
                            "",
                            true,
                            nowhere.operations().kill("ops", null));
            AuditLog.Page page = nowhere.audit().page(null, 10);
            assertThat(page.kept()).isEqualTo(AuditLog.Kept.FAILING);
            assertThat(page.entries()).hasSize(1);
            assertThat(nowhere.config().shadows()).noneMatch(ShadowConfig::enabled);
        }
    }

    @Test
    void storeThatCannotBe_leavesLiveAndVerdictAlone() throws Exception {
        try (Server server = server("nowhere/evidence.db", "one")) {
            ask(server, 0, 5);
            awaitExchanges(server, 5);
        }
        Files.writeString(folder.resolve("rubbish.db"), "this is no database".repeat(100));
        try (Server server = server("rubbish.db", "one")) {
            ask(server, 0, 5);
            awaitExchanges(server, 5);
        }
        assertThat(folder.resolve("rubbish.db")).hasContent("this is no database".repeat(100));
    }
}
