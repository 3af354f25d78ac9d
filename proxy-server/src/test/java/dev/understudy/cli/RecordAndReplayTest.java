package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.assembly.Server;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.sandbox.simulator.SeenRequest;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From traffic to a corpus to a verdict, through processes that are ended in every way. */
class RecordAndReplayTest {
    private static final int REQUESTS = 60;

    @TempDir
    Path folder;

    private Simulator provider;
    private Path config;
    private Path corpus;

    @BeforeEach
    void start() throws IOException {
        provider = Simulator.start(0, SimulatorConfig.INSTANT.keeping(2_000, 10_000));
        corpus = folder.resolve("corpus");
        config = folder.resolve("understudy.yaml");
        write(provider.url());
    }

    private void write(String candidate) throws IOException {
        Files.writeString(config, """
                listen: 127.0.0.1:0
                routes:
                  - name: support
                    upstream: { url: "%s" }
                    record: { to: corpus, segment: 8KiB, max_bytes: 1MiB }
                shadows:
                  - name: v2
                    route: support
                    enabled: false
                    candidate: { upstream: { url: "%s" }, model: sim-small }
                    compare: [ status, text ]
                    gate: { rules: [ error.rate <= live + 0.5 ] }
                """.formatted(provider.url(), candidate));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    /** Sends traffic through a proxy that records it. */
    private void record() throws Exception {
        ConfigFile file = new ConfigFile(config, new BuildCapabilities());
        HttpClient client = HttpClient.newHttpClient();
        try (Server server = Server.start(file, (Loaded) file.load())) {
            URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/chat/completions");
            for (int i = 0; i < REQUESTS; i++) {
                String body =
                        "{\"model\":\"sim-large\",\"user\":\"jane.doe." + i + "@corp.example\",\"messages\":[{\"role\":"
                                + "\"user\",\"content\":\"question number " + i + " from jane.doe@corp.example\"}]}";
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer sk-secret-of-the-client")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            Awaitility.await()
                    .untilAsserted(() -> assertThat(server.recordings().outcomes("support"))
                            .isEqualTo(Map.of("recorded", (long) REQUESTS)));
        }
    }

    private List<String> arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--corpus",
                corpus.toString(),
                "--config",
                config.toString(),
                "--shadow",
                "v2",
                "--speed",
                "max",
                "--concurrency",
                "2",
                "--journal",
                folder.resolve("journal").toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private CommandRun replay(String... more) {
        return CommandRun.of(arguments(more).toArray(String[]::new));
    }

    private Process replayProcess() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp", classPath()));
        command.add(Understudy.class.getName());
        command.addAll(arguments());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("process.log").toFile())
                .start();
    }

    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire == null ? System.getProperty("java.class.path") : surefire.replace(":", File.pathSeparator);
    }

    private static void awaitAsked(GatedProvider candidate, int questions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(candidate.asked()).hasSize(questions));
    }

    @Test
    void replay_stoppedThenKilledThenResumed_asksEveryQuestionOnce() throws Exception {
        record();
        try (GatedProvider candidate = new GatedProvider()) {
            write(candidate.url());
            candidate.allow(8);
            Process stopped = replayProcess();
            awaitAsked(candidate, 10); // two are under way
            stopped.destroy(); // SIGTERM
            assertThat(stopped.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stopped.exitValue()).isEqualTo(3);
            assertThat(Files.readString(folder.resolve("process.log")))
                    .contains("8 requests played: compared 8", "2 requests were begun", "stopped: a signal");

            candidate.allow(18);
            Process killed = replayProcess();
            awaitAsked(candidate, 20);
            killed.destroyForcibly(); // SIGKILL
            assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();

            candidate.allow(Integer.MAX_VALUE);
            Path page = folder.resolve("page.html");
            CommandRun run = replay("--report", page.toString());
            assertThat(run.err()).contains("going on: 16 played before, 4 begun and never seen to end");
            assertThat(candidate.asked()).hasSize(REQUESTS);
            assertThat(candidate.asked().values()).containsOnly(1);
            assertThat(run.out()).contains(REQUESTS - 4 + " requests played: compared " + (REQUESTS - 4));
            assertThat(run.exit()).isIn(0, 3);
            assertThat(Files.readString(page)).contains("Replay for v2", "Load");

            // It is finished, so the next one is a new one.
            assertThat(replay().err()).isEmpty();
            assertThat(candidate.asked().values()).containsOnly(2);
        }
    }

    @Test
    void record_personalDataAndCredentials_areNowhereInTheCorpus() throws Exception {
        record();
        assertThat(CommandRun.of("corpus", "verify", corpus.toString()).out()).contains("60 exchanges", "whole");
        CommandRun info = CommandRun.of("corpus", "info", corpus.toString());
        assertThat(info.out()).contains("route       support", "recorded 60");
        CommandRun run = replay("--json");
        assertThat(run.exit()).isZero();
        for (SeenRequest request : provider.requests()) {
            if (request.headers().contains("x-understudy-shadow")) {
                assertThat(request.text()).doesNotContain("jane.doe");
                assertThat(request.headers().toString()).doesNotContain("sk-secret");
            }
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("jane.doe")
                        .doesNotContain("sk-secret");
            }
        }
        List<String> lines = run.out().lines().toList();
        JsonNode last = JsonMapper.shared().readTree(lines.get(lines.size() - 1));
        assertThat(last.at("/verdict").asString()).isEqualTo("pass");
        assertThat(last.at("/outcomes/compared").asInt()).isEqualTo(REQUESTS);
        assertThat(last.at("/load/arms/candidate/answers").asInt()).isEqualTo(REQUESTS);
        assertThat(last.at("/stopped").isNull()).isTrue();
        assertThat(lines).hasSize(2 * REQUESTS + 1);
    }

    @Test
    void replay_otherCandidateOverAnUnfinishedJournal_isRefusedUntilRestart() throws Exception {
        record();
        assertThat(replay("--limit", "5").exit()).isIn(0, 3);
        assertThat(provider.stats().models().get("sim-small")).isEqualTo(5);
        Path journal = folder.resolve("journal");
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 1));
        CommandRun refused = replay("--limit", "6");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("--restart");
        assertThat(replay("--limit", "6", "--restart").exit()).isIn(0, 3);
        assertThat(provider.stats().models().get("sim-small")).isEqualTo(11);
        Files.writeString(journal, "something else\n");
        assertThat(replay().err()).contains("not a journal of a replay");
        assertThat(Files.readString(journal)).isEqualTo("something else\n");
    }

    @Test
    void replay_trace_asksTheCandidateForAsManyTokensAtItsTimes() throws Exception {
        Path trace = folder.resolve("trace.csv");
        Files.writeString(trace, """
                TIMESTAMP,ContextTokens,GeneratedTokens
                2023-11-16 18:15:46.6805900,374,44
                2023-11-16 18:15:46.9951690,39,109
                2023-11-16 18:15:47.0151690,1200,1
                """);
        CommandRun run = CommandRun.of(
                "replay",
                "--trace",
                trace.toString(),
                "--config",
                config.toString(),
                "--shadow",
                "v2",
                "--speed",
                "10x",
                "--journal",
                folder.resolve("journal").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("3 requests played: compared 3", "candidate        3");
        List<SeenRequest> seen = provider.requests();
        assertThat(seen).hasSize(3);
        assertThat(seen).anySatisfy(request -> {
            JsonNode body = JsonMapper.shared().readTree(request.text());
            assertThat(body.path("max_tokens").asInt()).isEqualTo(44);
            assertThat(body.at("/messages/0/content").asString().split(" ")).hasSize(367);
        });
    }

    @Test
    void record_forAWhile_leavesACorpusAndEndsCleanly() throws IOException {
        CommandRun run = CommandRun.of(
                "record",
                "--config",
                config.toString(),
                "--to",
                folder.resolve("other").toString(),
                "--duration",
                "1ms");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("recording support into");
        assertThat(CommandRun.of("corpus", "verify", folder.resolve("other").toString())
                        .out())
                .contains("0 exchanges: whole");
        Path open = folder.resolve("other").resolve("segment-000001.jsonl");
        Files.delete(open);
        Files.createDirectory(open);
        assertOneLine(CommandRun.of("corpus", "info", folder.resolve("other").toString()), "cannot be read");
        assertOneLine(
                CommandRun.of("record", "--config", config.toString(), "--to", "x", "--route", "chat"),
                "--route: chat");
        assertOneLine(
                CommandRun.of("record", "--config", config.toString(), "--to", "x", "--max-bytes", "potato"),
                "--max-bytes: potato (expected: a size such as");
        assertOneLine(
                CommandRun.of("record", "--config", config.toString(), "--to", folder.toString()),
                "record.to: " + folder + ": has other files (expected: a corpus, or an empty or new folder)");
    }

    @Test
    void replay_whatCannotBePlayed_isOneLineAndExit2() throws Exception {
        assertOneLine(replay(), "no such folder");
        Files.createDirectory(corpus);
        assertOneLine(replay(), "has no manifest.json");
        List<String> fast = new ArrayList<>(arguments());
        fast.set(fast.indexOf("max"), "fast");
        assertOneLine(CommandRun.of(fast.toArray(String[]::new)), "--speed: fast");
        assertOneLine(replay("--live", "perhaps"), "--live: perhaps");
        assertOneLine(replay("--report", folder + "/no/page.html"), "--report: ");
        Path trace = folder.resolve("trace.csv");
        Files.writeString(trace, "a,b\n1,2\n");
        CommandRun run = CommandRun.of(
                "replay",
                "--trace",
                trace.toString(),
                "--config",
                config.toString(),
                "--shadow",
                "v2",
                "--journal",
                folder.resolve("j").toString());
        assertOneLine(run, "trace.csv:1: TIMESTAMP: no such column");
        assertOneLine(CommandRun.of("corpus", "verify", folder.toString()), "has no manifest.json");
    }

    private static void assertOneLine(CommandRun run, String message) {
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(message);
    }
}
