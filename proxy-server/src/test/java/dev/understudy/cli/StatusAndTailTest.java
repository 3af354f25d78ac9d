package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that ask a running proxy, against a server that says what it is told to. */
class StatusAndTailTest {
    private static final String SHADOW = """
            {"name":"refund\\u001b[2Jv2","route":"support","enabled":true,"sample_percent":50,
             "overrides":[{"key":"enabled","value":"true","file":"false","by":"ops","at":"2026-11-22T10:00:00Z","until":null}],
             "candidate":{"url":"http://c","dialect":"same","model":"sim-small"},
             "state":{"breaker":"open"},
             "budget":{"limit_usd":25,"window":"1d","spent_usd":1.5,"ends":"2026-11-23T00:00:00Z"},
             "funnel":{"steps":[{"step":"eligible","count":1234,"open":0,"lost":{}},
               {"step":"sampled","count":1200,"open":0,"lost":{"not_sampled":{"count":34,"blame":"rule"}}},
               {"step":"answered","count":1190,"open":3,"lost":{"dropped_queue_full":{"count":7,"blame":"bound"}}},
               {"step":"compared","count":1190,"open":0,"lost":{}}]},
             "comparators":[{"comparator":"json","candidate":{"mean_divergence":0.21},"control":{"mean_divergence":0.02},"times_noise":10.5}],
             "arms":{"live":{"cost_usd":2.5,"duration_ms":{"count":5,"p50":340,"p95":1250},"first_token_ms":{"count":0}},
               "candidate":{"cost_usd":null,"duration_ms":{"count":0}},"control":null}}""";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private volatile String asked;
    private volatile String authorization;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            authorization = exchange.getRequestHeaders().getFirst("authorization");
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = (answer == null ? "{\"error\":{\"status\":404,\"message\":\"no such thing\"}}" : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The time of day where this test runs. */
    private static String local(String instant) {
        return Instant.parse(instant)
                .atZone(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT));
    }

    @Test
    void status_ofAnAddressWhereNothingListens_saysSoInOneLine() {
        CommandRun run = CommandRun.of("status", "--admin", "http://127.0.0.1:1");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains("nothing listens there (expected: a running admin server; --admin says where)");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void status_ofAShadow_saysWhatOneWantsToKnow() {
        answers.put("/api/v1/shadows", "{\"shadows\":[" + SHADOW + "]}");
        answers.put(
                "/api/v1/verdicts/refund\u001b[2Jv2",
                "{\"verdict\":\"fail\",\"exchanges\":1190,\"rules\":[{\"verdict\":\"fail\",\"rule\":\"json.distance <="
                        + " noise\",\"explanation\":\"too far\"}]}");
        CommandRun run = CommandRun.of("status", "--admin", url(), "--token", "secret");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(authorization).isEqualTo("Bearer secret");
        assertThat(run.out().lines())
                .containsExactly(
                        "refund?[2Jv2  on  breaker open  support → sim-small at http://c, 50 % sampled",
                        "  override  enabled: true by ops at 2026-11-22T10:00:00Z (the file says false)",
                        "  funnel    eligible 1,234 → sampled 1,200 → answered 1,190 → compared 1,190, 3 under way",
                        "  lost      not sampled 34, dropped queue full 7",
                        "  verdict   fail after 1,190 exchanges",
                        "            fail  json.distance <= noise  [too far]",
                        "  differs   json       0.210  noise 0.020  (10.5 times)",
                        "  cost      live $2.50, candidate unknown, control unknown; $1.50 of $25.00 per 1d",
                        "  time      live       p50 340 ms, p95 1.25 s");
    }

    @Test
    void status_withoutShadows_saysSo() {
        answers.put("/api/v1/shadows", "{\"shadows\":[]}");
        assertThat(CommandRun.of("status", "--admin", url()).out()).startsWith("no shadow is configured");
    }

    @Test
    void status_asJson_isWhatTheServerSays() {
        answers.put("/api/v1/shadows", "{\"shadows\":[]}");
        assertThat(CommandRun.of("status", "--admin", url(), "--json").out()).contains("\"shadows\" : [ ]");
    }

    @Test
    void status_ofNobody_isOneLineAndExit2() {
        CommandRun run = CommandRun.of("status", "--admin", url(), "--shadow", "a/b");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("/api/v1/shadows/a%2Fb: status 404 no such");
        assertThat(CommandRun.of("status", "--admin", "http://127.0.0.1:1").exit())
                .isEqualTo(2);
        assertThat(CommandRun.of("status", "--admin", "ftp://x").err()).contains("(expected: such as http://");
    }

    @Test
    void tail_ofAStream_printsALineEachAndTellsWhatWasMissed() {
        answers.put("/api/v1/comparisons/stream", """
                : comparisons as they come

                event: comparison
                id: 1
                data: {"at":"2026-11-22T10:01:02.5Z","shadow":"s","comparator":"json","pair":"candidate","result":"mismatch","divergence":0.25,"explanation":"$.a: 1 → 2","id":"x-1"}

                event: missed
                data: {"missed":12}

                event: comparison
                data: {"at":"2026-11-22T10:01:03Z","shadow":"s","comparator":"json","pair":"control","result":"not_comparable","divergence":null,"explanation":null,"id":"x-2"}

                """);
        answers.put("/api/v1/shadows/s", SHADOW);
        CommandRun run = CommandRun.of(
                "tail",
                "--admin",
                url(),
                "--shadow",
                "s",
                "--comparator",
                "json",
                "--result",
                "mismatch",
                "--count",
                "2");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(asked).isEqualTo("/api/v1/comparisons/stream?comparator=json&result=mismatch&shadow=s");
        assertThat(run.out().lines())
                .containsExactly(
                        local("2026-11-22T10:01:02Z") + "  s  json  mismatch  0.250  $.a: 1 → 2  x-1",
                        "… 12 missed: too many to show",
                        local("2026-11-22T10:01:03Z") + "  s  json (noise)  not comparable  –  x-2");
    }

    @Test
    void tail_withoutContent_saysInNumbersWhatDiffers() {
        answers.put("/api/v1/comparisons/stream", """
                data: {"at":"2026-11-22T10:01:02.5Z","shadow":"s","comparator":"usage","pair":"candidate","result":"mismatch","divergence":0.5,"live":{"input_tokens":7,"output_tokens":19},"other":{"input_tokens":7,"output_tokens":37},"reason":null,"explanation":null,"id":"x-1"}

                data: {"at":"2026-11-22T10:01:03Z","shadow":"s","comparator":"json","pair":"candidate","result":"not_comparable","divergence":null,"live":{},"other":{},"reason":"neither answer has JSON","explanation":null,"id":"x-2"}

                data: {"at":"2026-11-22T10:01:04Z","shadow":"s","comparator":"exact","pair":"candidate","result":"mismatch","divergence":1,"live":{},"other":{},"reason":null,"explanation":null,"id":"x-3"}

                """);
        assertThat(CommandRun.of("tail", "--admin", url(), "--count", "3").out().lines())
                .containsExactly(
                        local("2026-11-22T10:01:02Z") + "  s  usage  mismatch  0.500  output tokens 19 → 37  x-1",
                        local("2026-11-22T10:01:03Z") + "  s  json  not comparable  –  neither answer has JSON  x-2",
                        local("2026-11-22T10:01:04Z") + "  s  exact  mismatch  1.000  x-3");
    }

    @Test
    void tail_ofNobodyOrNone_isRefusedAtOnce() {
        answers.put("/api/v1/comparisons/stream", ": nothing ever comes\n\n");
        CommandRun nobody = CommandRun.of("tail", "--admin", url(), "--shadow", "refnd");
        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.err().lines()).singleElement().asString().contains("/api/v1/shadows/refnd: status 404");
        CommandRun none = CommandRun.of("tail", "--admin", url(), "--count", "0");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("--count: 0 (expected: 1 or more)");
    }

    @Test
    void tail_streamEndsOrIsNone_saysSo() {
        answers.put("/api/v1/comparisons/stream", ": hello\n\n");
        CommandRun ended = CommandRun.of("tail", "--admin", url());
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("the server ended the stream");
        answers.put("/api/v1/comparisons/stream", "data: <html>\n\n");
        CommandRun other = CommandRun.of("tail", "--admin", url());
        assertThat(other.exit()).isEqualTo(2);
        answers.put("/api/v1/comparisons/stream", "x".repeat(2 << 20));
        assertThat(CommandRun.of("tail", "--admin", url()).err()).contains("longer than 1 MiB");
    }

    @Test
    void completion_isAScriptForTheShell_andNotAmongTheCommandsForPeople() {
        CommandRun run = CommandRun.of("generate-completion");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("complete -F").contains("understudy").contains("tail");
        assertThat(CommandRun.of("--help").out()).contains("status", "tail").doesNotContain("  generate-completion");
    }

    @Test
    void logs_formatByTerminalUnlessSaid() {
        assertThat(Logs.format(Map.of(), true)).isEqualTo("text");
        assertThat(Logs.format(Map.of(), false)).isEqualTo("json");
        assertThat(Logs.format(Map.of("UNDERSTUDY_LOG_FORMAT", "json"), true)).isEqualTo("json");
        assertThat(Logs.format(Map.of("UNDERSTUDY_LOG_FORMAT", "text"), false)).isEqualTo("text");
    }
}
