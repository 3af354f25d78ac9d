package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate command against an admin server that says what it is told to. */
class GateCommandTest {
    private HttpServer server;
    private volatile List<String> answers = List.of();
    private volatile int status = 200;
    private volatile String authorization;
    private volatile String path;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            authorization = exchange.getRequestHeaders().getFirst("authorization");
            path = exchange.getRequestURI().getRawPath();
            int turn = Math.min(asked.getAndIncrement(), answers.size() - 1);
            byte[] body = answers.get(turn).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private CommandRun gate(String... more) {
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {
                    "gate",
                    "--admin",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                    "--shadow",
                    "refund v2"
                },
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandRun.of(arguments);
    }

    private static String verdict(String decision) {
        return """
                {"shadow": "refund v2", "verdict": "%s", "confidence": 0.95, "exchanges": 1200, "since": "2026-11-22T10:00:00Z",
                 "candidate_changed": null,
                 "rules": [{"rule": "error.rate <= live", "verdict": "%s", "explanation": "a\\u001b[2Jb", "conversations": 400}],
                 "coverage": {"not_covered": {"bound": {"dropped_rate": 7}}}}
                """.formatted(decision, decision);
    }

    @Test
    void gate_eachVerdict_hasItsExitCode() {
        answers = List.of(verdict("pass"), verdict("fail"), verdict("undecided"));
        assertThat(gate().exit()).isZero();
        assertThat(gate().exit()).isEqualTo(1);
        assertThat(gate().exit()).isEqualTo(3);
        assertThat(path).isEqualTo("/api/v1/verdicts/refund%20v2");
        assertThat(authorization).isNull();
    }

    @Test
    void gate_verdict_isShownForPeopleWithoutControlCharacters() {
        answers = List.of(verdict("fail"));
        CommandRun run = gate("--token", "secret");
        assertThat(run.out())
                .contains("refund v2: fail (confidence 0.95, 1,200 exchanges since 2026-11-22T10:00:00Z)")
                .contains("error.rate <= live  [a?[2Jb; 400 conversations]")
                .contains("not covered: 7 dropped rate");
        assertThat(authorization).isEqualTo("Bearer secret");
    }

    @Test
    void gate_json_isTheWholeAnswer() {
        answers = List.of(verdict("pass"));
        assertThat(gate("--json").out()).contains("\"dropped_rate\" : 7");
    }

    @Test
    void gate_wait_asksUntilItIsDecided() {
        answers = List.of(verdict("undecided"), verdict("pass"));
        assertThat(gate("--wait", "1m").exit()).isZero();
        assertThat(asked).hasValue(2);
    }

    @Test
    void gate_waitIsOver_isUndecided() {
        answers = List.of(verdict("undecided"));
        assertThat(gate("--wait", "1s").exit()).isEqualTo(3);
    }

    @Test
    void gate_whatCannotBeAsked_isOneLineAndExit2() {
        answers = List.of("{\"error\": {\"message\": \"shadow: x (expected: one of [y])\"}}");
        status = 404;
        assertOneLine(gate(), "understudy gate: shadow: x (expected: one of [y])");
        status = 200;
        answers = List.of("<html>");
        assertOneLine(gate(), "no JSON");
        answers = List.of("{}");
        assertOneLine(gate(), "verdict:  (expected: pass, fail or undecided)");
        assertOneLine(CommandRun.of("gate", "--admin", "ftp://x", "--shadow", "s"), "--admin: ftp://x");
        assertOneLine(
                CommandRun.of("gate", "--admin", "http://127.0.0.1:1", "--shadow", "s"), "http://127.0.0.1:1/api");
        assertOneLine(CommandRun.of("gate", "--admin", "http://127.0.0.1:1"), "--shadow");
        assertOneLine(gate("--wait", "999999999d"), "'999999999d' is too long (expected: up to 3650d)");
    }

    private static void assertOneLine(CommandRun run, String expected) {
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(expected);
    }
}
