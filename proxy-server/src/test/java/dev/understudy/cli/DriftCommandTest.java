package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriftCommandTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String answer = "";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private CommandRun drift(String... more) {
        String admin = "http://127.0.0.1:" + server.getAddress().getPort();
        String[] arguments = {"drift", "--admin", admin, "--shadow", "refund v2"};
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandRun.of(all);
    }

    private static String drift(String state) {
        return """
                {"shadow": "refund v2", "state": "%s", "approved": {"at": "2026-11-22T10:00:00Z", "by": null}, "baseline": 100,
                 "tolerance": 0.05, "kinds": [
                  {"kind": "model_version", "state": "drift", "share": 0.25, "since": "2026-11-22T11:00:00Z", "seen": 200,
                   "baseline_seen": 100, "changes": [{"id": "0123abcd", "label": "live: a\\u001b[2Jb", "before": 0, "now": 0.25}]},
                  {"kind": "tools", "state": "gathering", "share": null, "since": null, "seen": 7, "baseline_seen": 7,
                   "changes": []}]}
                """.formatted(state);
    }

    @Test
    void drift_eachState_hasItsExitCode() {
        answer = drift("none");
        assertThat(drift().exit()).isZero();
        answer = drift("drift");
        assertThat(drift().exit()).isEqualTo(1);
        answer = drift("gathering");
        assertThat(drift().exit()).isEqualTo(3);
        answer = drift("odd");
        assertThat(drift().exit()).isEqualTo(2);
        assertThat(asked).containsOnly("GET /api/v1/shadows/refund%20v2/drift");
    }

    @Test
    void drift_found_isShownForPeopleWithoutControlCharacters() {
        answer = drift("drift");
        assertThat(drift().out())
                .contains("refund v2: drift, approved 2026-11-22T10:00:00Z by the first exchanges")
                .contains("model_version  25 % new since 2026-11-22T11:00:00Z")
                .contains("live: a?[2Jb 0 % → 25 %")
                .contains("tools          seen 7 so far");
        answer = drift("none").replace("\"by\": null", "\"by\": \"o\\u001b[2Jps\"");
        assertThat(drift().out()).contains("approved 2026-11-22T10:00:00Z by o?[2Jps");
    }

    @Test
    void drift_approve_posts() {
        answer = drift("none");
        assertThat(drift("--approve", "--json").out()).contains("\"tolerance\" : 0.05");
        assertThat(asked).containsExactly("POST /api/v1/shadows/refund%20v2/approve");
    }

    @Test
    void drift_sandbox_saysWhetherItDerives(@TempDir Path folder) throws IOException {
        String yaml = """
                listen: 127.0.0.1:0
                routes: [ { name: r, upstream: { url: "http://127.0.0.1:1" }, live: { model: %s } } ]
                """;
        String production =
                Files.writeString(folder.resolve("p.yaml"), yaml.formatted("a")).toString();
        String same =
                Files.writeString(folder.resolve("s.yaml"), yaml.formatted("a")).toString();
        String other =
                Files.writeString(folder.resolve("o.yaml"), yaml.formatted("b")).toString();
        String bad = Files.writeString(folder.resolve("b.yaml"), "listen: 1").toString();
        CommandRun derives = CommandRun.of("drift", "--config", production, "--sandbox", same);
        assertThat(derives.exit()).isZero();
        assertThat(derives.out()).contains("s.yaml derives from");
        CommandRun does = CommandRun.of("drift", "--config", production, "--sandbox", other);
        assertThat(does.exit()).isEqualTo(1);
        assertThat(does.out()).contains("does not derive").contains("routes[r].live.model: a → b");
        assertThat(CommandRun.of("drift", "--config", production, "--sandbox", bad)
                        .exit())
                .isEqualTo(2);
        assertThat(CommandRun.of("drift", "--config", production).exit()).isEqualTo(2);
        assertThat(CommandRun.of("drift", "--sandbox", same, "--shadow", "s").exit())
                .isEqualTo(2);
    }

    @Test
    void drift_withoutShadow_isAUsageError() {
        assertThat(CommandRun.of("drift").exit()).isEqualTo(2);
    }
}
