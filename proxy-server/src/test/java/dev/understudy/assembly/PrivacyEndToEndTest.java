package dev.understudy.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.understudy.assembly.EchoProvider.Got;
import dev.understudy.assembly.PlantedRequests.Planted;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.exchange.Exchange;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Personal data in every place of a request: live gets it byte for byte, and nothing else ever sees any of it. */
final class PrivacyEndToEndTest implements ComparisonListener {
    private static final List<String> PAGES = List.of(
            "/metrics",
            "/api/v1/comparisons?limit=200",
            "/api/v1/shadows",
            "/api/v1/shadows/chat",
            "/api/v1/shadows/chat/history",
            "/api/v1/verdicts/chat",
            "/api/v1/config",
            "/api/v1/audit",
            "/");

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.understudy");
    private Level before;
    private EchoProvider live;
    private EchoProvider candidate;

    @BeforeEach
    void start() throws IOException {
        live = new EchoProvider();
        candidate = new EchoProvider();
        before = root.getLevel();
        root.setLevel(Level.ALL);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        root.setLevel(before);
        live.close();
        candidate.close();
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        exchanges.add(exchange);
    }

    @Override
    public void candidateFailed(Exchange exchange, List<ComparisonEntry> entries) {
        throw new AssertionError(
                "the candidate failed: " + exchange.candidate().completion().error());
    }

    private Server server(String policy) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                listen: 127.0.0.1:0
                admin: 127.0.0.1:0
                store: { path: evidence.db }
                routes:
                """);
        List<Planted> planted = PlantedRequests.all();
        for (Planted each : planted) {
            String path = each.route().equals("gemini")
                    ? "/v1beta/**"
                    : each.target().substring(0, each.target().indexOf('?'));
            yaml.append("  - { name: %s, match: { path: \"%s\" }, upstream: { url: \"%s\" } }%n"
                    .formatted(each.route(), path, live.url()));
        }
        yaml.append("shadows:\n");
        for (Planted each : planted) {
            yaml.append("""
                      - name: %s
                        route: %s
                        anonymize: %s
                        samples: { content: pseudonymised }
                        compare: [ status, exact, text, json, schema, tools, refusal, facts, safety, length, usage ]
                        candidate: { upstream: { url: "%s" } }
                    """.formatted(each.route(), each.route(), policy, candidate.url()));
        }
        ConfigFile file =
                new ConfigFile(Files.writeString(folder.resolve("understudy.yaml"), yaml), new BuildCapabilities());
        return Server.start(file, (Loaded) file.load(), List.of(this));
    }

    private void ask(Server server, Planted planted) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + planted.target());
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .header("openai-beta", "jane.roe@corp-mail.test")
                .header("anthropic-version", "2023-06-01")
                .header("authorization", "Bearer sk-proj-s3cr3tk3yABCDEFGH1234")
                .header("cookie", "mail=jane.roe@corp-mail.test")
                .header("x-customer", "jane.roe@corp-mail.test")
                .POST(HttpRequest.BodyPublishers.ofString(planted.body()))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        Got last = live.got().get(live.got().size() - 1);
        assertThat(last.target()).isEqualTo(planted.target());
        assertThat(new String(last.body(), StandardCharsets.UTF_8)).isEqualTo(planted.body());
        assertThat(last.headers())
                .contains(
                        "X-customer=[jane.roe@corp-mail.test]",
                        "mail=jane.roe@corp-mail.test",
                        "Bearer sk-proj-s3cr3tk3y");
    }

    private String page(Server server, String path) {
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    /** All lines that it sends until the server closes. */
    private List<String> stream(Server server) {
        List<String> lines = new CopyOnWriteArrayList<>();
        URI uri = URI.create("http://127.0.0.1:" + server.adminPort() + "/api/v1/comparisons/stream");
        client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
        Awaitility.await().until(() -> server.publisher().stream().readers() == 1);
        return lines;
    }

    private List<String> kept() throws IOException {
        List<String> kept = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                kept.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return kept;
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static void assertClean(String where, String text, boolean names) {
        assertThat(PlantedRequests.found(text, names)).as(where).isEmpty();
    }

    private List<String> details(Server server) {
        List<String> details = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("\"id\"\\s*:\\s*\"?([^\",}]+)").matcher(page(server, "/api/v1/comparisons?limit=200"));
        while (matcher.find()) {
            details.add(page(server, "/api/v1/comparisons/" + matcher.group(1)));
        }
        return details;
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "strict"})
    void planted_everywhere_reachesLiveOnly(String policy) throws Exception {
        boolean names = policy.equals("strict");
        List<Planted> planted = PlantedRequests.all();
        for (Planted each : planted) {
            assertThat(PlantedRequests.found(each.body(), true))
                    .as("planted in " + each.route())
                    .hasSizeGreaterThan(18);
        }
        try (Server server = server(policy)) {
            List<String> stream = stream(server);
            for (Planted each : planted) {
                ask(server, each);
            }
            Awaitility.await().until(() -> exchanges.size() == planted.size());
            Awaitility.await().until(() -> !details(server).isEmpty());
            Awaitility.await()
                    .until(() -> planted.stream()
                            .allMatch(
                                    each -> stream.stream().anyMatch(line -> line.contains('"' + each.route() + '"'))));
            stream.forEach(line -> assertClean("the live event stream", line, names));
            assertThat(candidate.got()).hasSize(planted.size());
            candidate.got().forEach(got -> assertClean("the candidate's request", got.text(), names));
            exchanges.forEach(exchange -> {
                assertClean("the compared request", exchange.request().toString(), names);
                assertClean("live's answer", exchange.live().completion().toString(), names);
                assertClean(
                        "the candidate's answer",
                        exchange.candidate().completion().toString(),
                        names);
            });
            PAGES.forEach(path -> assertClean(path, page(server, path), names));
            details(server).forEach(detail -> assertClean("a comparison", detail, names));
        }
        for (String file : kept()) {
            assertClean("the store", file, names);
        }
        logged().forEach(line -> assertClean("the log", line, names));
    }
}
