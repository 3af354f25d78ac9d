package dev.understudy.assembly;

import dev.understudy.assembly.MatrixRequests.Question;
import dev.understudy.assembly.MatrixRequests.Wire;
import dev.understudy.canonical.Completion;
import dev.understudy.compare.Comparison;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.LoopHeader;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.ComparisonListener;
import dev.understudy.sandbox.simulator.SeenRequest;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One proxy with a route for each of four providers, and for each of them eight shadows: four dialects, once with live's
 * prompt and once with a stricter one. Every question is asked on every route, streamed and not.
 */
final class MatrixRun implements AutoCloseable, ComparisonListener {
    private static final int SHADOWS_A_ROUTE = 8;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Met> met = new ConcurrentHashMap<>();
    private final Simulator live;
    private final Simulator candidate;
    private final Server server;
    private int asked;

    /**
     * What became of one exchange.
     *
     * @param losses names of the fields that the translation could not carry over as they were
     */
    record Met(
            Map<String, Comparison> comparisons,
            List<String> losses,
            boolean translated,
            boolean streamed,
            Completion live,
            Completion candidate) {
        Comparison by(String comparator) {
            Comparison comparison = comparisons.get(comparator);
            if (comparison == null) {
                throw new AssertionError(comparator + " is not among " + comparisons.keySet());
            }
            return comparison;
        }
    }

    MatrixRun(Path folder) throws IOException {
        live = Simulator.start(0, SimulatorConfig.INSTANT);
        candidate = Simulator.start(0, SimulatorConfig.INSTANT.keeping(1_000, 1 << 16));
        Path file = Files.writeString(folder.resolve("understudy.yaml"), yaml());
        ConfigFile config = new ConfigFile(file, new BuildCapabilities());
        server = Server.start(config, (ConfigLoad.Loaded) config.load(), List.of(this));
    }

    private String yaml() {
        StringBuilder yaml = new StringBuilder("listen: 127.0.0.1:0\nroutes:\n");
        for (Wire wire : Wire.values()) {
            yaml.append("  - { name: %s, match: { path: \"%s\" }, upstream: { url: \"%s\" } }%n"
                    .formatted(wire.label(), wire == Wire.GEMINI ? "/v1beta/**" : wire.path(false), live.url()));
        }
        yaml.append("shadows:\n");
        for (Wire route : Wire.values()) {
            for (Wire other : Wire.values()) {
                yaml.append(shadow(route, other, false, "")).append(shadow(route, other, true, MatrixRequests.STRICT));
            }
        }
        return yaml.append("runtime: { live_loops: 1, shadow_loops: 1, workers: 1 }\n")
                .toString();
    }

    private String shadow(Wire route, Wire other, boolean strict, String prompt) {
        return """
                  - name: %s
                    route: %s
                    anonymize: off
                    i_accept: true
                    compare: [ status, exact, text, json, schema, tools, refusal, usage ]
                    limits: { in_flight: 256 }
                    candidate:
                      upstream: { url: "%s" }
                      dialect: %s
                %s""".formatted(
                        name(route, other, strict),
                        route.label(),
                        candidate.url(),
                        other.dialect(),
                        strict ? "      system_prompt: { text: \"" + prompt + "\" }\n" : "");
    }

    private static String name(Wire route, Wire other, boolean strict) {
        return route.label() + "-" + other.label() + (strict ? "-strict" : "");
    }

    /** Live's answer to one question; its shadows' exchanges follow. */
    HttpResponse<String> ask(Wire wire, Question question, boolean streamed) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + wire.path(streamed));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(MatrixRequests.of(wire, question, streamed)));
        if (wire == Wire.MESSAGES) {
            request.header("anthropic-version", "2023-06-01");
        }
        asked++;
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Whether every shadow of every question has its exchange. */
    boolean complete() {
        return met.size() == asked * SHADOWS_A_ROUTE;
    }

    Met met(Wire route, Wire other, boolean strict, Question question, boolean streamed) {
        String key = name(route, other, strict) + " " + question.order(streamed);
        Met found = met.get(key);
        if (found == null) {
            throw new AssertionError("no exchange " + key + " among " + met.keySet());
        }
        return found;
    }

    /** What the candidate's provider got for one exchange. */
    SeenRequest seen(Wire route, Wire other, Question question, boolean streamed) {
        String shadow = name(route, other, false);
        return candidate.requests().stream()
                .filter(request -> shadow.equals(request.headers().get(LoopHeader.NAME)))
                .filter(request -> request.text().contains(question.order(streamed)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was sent for " + shadow));
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        keep(exchange, entries);
    }

    @Override
    public void candidateFailed(Exchange exchange, List<ComparisonEntry> entries) {
        keep(exchange, entries);
    }

    private void keep(Exchange exchange, List<ComparisonEntry> entries) {
        String body = exchange.request().toString();
        for (Question question : Question.values()) {
            for (boolean streamed : new boolean[] {true, false}) {
                if (body.contains(question.order(streamed))) {
                    met.put(exchange.shadow() + " " + question.order(streamed), of(exchange, entries));
                }
            }
        }
    }

    private static Met of(Exchange exchange, List<ComparisonEntry> entries) {
        var translation = exchange.translation();
        return new Met(
                entries.stream().collect(Collectors.toMap(ComparisonEntry::comparator, ComparisonEntry::comparison)),
                translation == null
                        ? List.of()
                        : translation.losses().stream()
                                .map(loss -> loss.field())
                                .toList(),
                translation != null,
                exchange.live().streamed() && exchange.candidate().streamed(),
                exchange.live().completion(),
                exchange.candidate().completion());
    }

    @Override
    public void close() {
        server.close();
        live.close();
        candidate.close();
    }
}
