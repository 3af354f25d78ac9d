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
import dev.understudy.names.TinyModel;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonListener;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import tools.jackson.databind.json.JsonMapper;

/** Personal data in every place of a request: live gets it byte for byte, and nothing else ever sees any of it. */
final class PrivacyEndToEndTest implements ComparisonListener {
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
    private EchoProvider judge;
    private EchoProvider collector;

    @BeforeEach
    void start() throws IOException {
        model().write(folder.resolve("names"));
        live = new EchoProvider();
        candidate = new EchoProvider(true);
        judge = new EchoProvider();
        collector = new EchoProvider();
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
        judge.close();
        collector.close();
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        exchanges.add(exchange);
    }

    @Override
    public void candidateFailed(Exchange exchange, List<ComparisonEntry> entries) {
        assertThat(exchange.candidate().completion().error().message()).startsWith("Invalid: ");
        exchanges.add(exchange);
    }

    /** Knows the planted people, and nobody else. */
    private static TinyModel model() {
        return new TinyModel("O", "B-PER", "I-PER")
                .knows("B-PER", "Bartholomew", "Sz")
                .knows("I-PER", "##öllősy", "Featherstone", "##erstone");
    }

    private Server server(String policy) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                listen: 127.0.0.1:0
                admin: 127.0.0.1:0
                store: { path: evidence.db }
                otlp: { endpoint: "%s", metrics_interval: 1s }
                privacy: { policies: {
                  people: { names: { model: names } },
                  no-media: { media: drop },
                  with-media: { media: pass } } }
                routes:
                """.formatted(collector.url()));
        List<Planted> planted = PlantedRequests.all();
        for (Planted each : planted) {
            String path = each.route().equals("gemini")
                    ? "/v1beta/**"
                    : each.target().substring(0, each.target().indexOf('?'));
            yaml.append("""
                      - name: %s
                        match: { path: "%s" }
                        upstream: { url: "%s" }
                        record: { to: corpus/%s, policy: %s, headers: [ x-customer, x-stainless-lang ] }
                    """.formatted(each.route(), path, live.url(), each.route(), policy));
        }
        yaml.append("shadows:\n");
        for (Planted each : planted) {
            yaml.append("""
                      - name: %s
                        route: %s
                        anonymize: %s
                        samples: { content: pseudonymised }
                        compare: [ status, exact, text, json, schema, tools, refusal, facts, safety, length, usage, judge ]
                        candidate: { upstream: { url: "%s" } }
                        judge: { upstream: { url: "%s" }, dialect: openai-chat, model: echo }
                    """.formatted(each.route(), each.route(), policy, candidate.url(), judge.url()));
        }
        ConfigFile file =
                new ConfigFile(Files.writeString(folder.resolve("understudy.yaml"), yaml), new BuildCapabilities());
        return Server.start(file, (Loaded) file.load(), List.of(this));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "no-media", "with-media"})
    void planted_inMedia_reachesLiveOnly(String policy) throws Exception {
        try (Server server = server(policy)) {
            ask(server, new Planted("chat", "/v1/chat/completions?user=user-4711", PlantedRequests.media()));
            if (policy.equals("default")) {
                Awaitility.await()
                        .until(() ->
                                page(server, "/metrics").contains("{shadow=\"chat\",outcome=\"skipped_media\",} 1.0"));
                assertThat(candidate.got()).isEmpty();
            } else {
                Awaitility.await().until(() -> exchanges.size() == 1);
                String sent = candidate.got().get(0).text();
                assertClean("the candidate's request", sent, false);
                assertThat(sent).contains(policy.equals("no-media") ? "[removed: image]" : "\"detail\":\"high\"");
                assertThat(sent.contains("[removed: file]")).isEqualTo(policy.equals("no-media"));
            }
            pages().forEach(path -> assertClean(path, page(server, path), false));
        }
        kept().forEach(file -> assertClean("the store", file, false));
        logged().forEach(line -> assertClean("the log", line, false));
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
                .header("x-request-id", "jane.roe@corp-mail.test")
                .header("x-stainless-lang", "jane.roe@corp-mail.test")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("tracestate", "vendor=jane.roe@corp-mail.test")
                .header("baggage", "user=jane.roe@corp-mail.test")
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

    /** Everything that can be read of the admin server, by its own description; streams and single comparisons are read elsewhere. */
    private static List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>();
        try (InputStream described =
                PrivacyEndToEndTest.class.getResourceAsStream("/dev/understudy/admin/openapi.json")) {
            JsonMapper.shared().readTree(described).path("paths").forEachEntry((path, methods) -> {
                if (methods.has("get")
                        && !path.endsWith("/stream")
                        && !path.contains("{id}")
                        && !path.contains("{file}")) {
                    PlantedRequests.all().forEach(each -> pages.add(path.replace("{name}", each.route())));
                }
            });
        }
        assertThat(pages).contains("/metrics", "/api/v1/shadows/chat/drift", "/api/v1/verdicts/refused", "/");
        return pages.stream().distinct().toList();
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
                boolean ours =
                        !file.startsWith(folder.resolve("names")); // the model knows the names, it is there for that
                byte[] bytes = Files.readAllBytes(file);
                byte[] plain = file.toString().endsWith(".zst")
                        ? new ZstdInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
                        : bytes;
                kept.add(ours ? new String(plain, StandardCharsets.UTF_8) : "");
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
    @ValueSource(strings = {"default", "strict", "people"})
    void planted_everywhere_reachesLiveOnly(String policy) throws Exception {
        boolean names = !policy.equals("default");
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
            assertThat(judge.got()).as("questions to the judge").isNotEmpty();
            judge.got().forEach(got -> assertClean("the judge's question", got.text(), names));
            for (Planted each : planted) {
                Awaitility.await()
                        .until(() -> page(server, "/metrics")
                                .contains("understudy_record_exchanges_total{route=\"" + each.route()
                                        + "\",outcome=\"recorded\",} 1.0"));
            }
            exchanges.forEach(exchange -> {
                assertClean("the compared request", exchange.request().toString(), names);
                assertClean("live's answer", exchange.live().completion().toString(), names);
                assertClean(
                        "the candidate's answer",
                        exchange.candidate().completion().toString(),
                        names);
            });
            pages().forEach(path -> assertClean(path, page(server, path), names));
            for (String signal : List.of("/v1/traces", "/v1/metrics")) {
                Awaitility.await()
                        .until(() -> collector.got().stream()
                                .anyMatch(got -> got.target().equals(signal)));
            }
            details(server).forEach(detail -> assertClean("a comparison", detail, names));
        }
        collector.got().forEach(got -> assertClean("telemetry", got.text(), names));
        List<String> kept = kept();
        assertThat(kept.stream().filter(file -> file.contains("\"target\":\"/")))
                .as("recorded exchanges")
                .hasSize(planted.size());
        kept.forEach(file -> assertClean("the store", file, names));
        logged().forEach(line -> assertClean("the log", line, names));
    }
}
