package dev.understudy.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.assembly.Server;
import dev.understudy.compare.Comparison;
import dev.understudy.configfile.BuildCapabilities;
import dev.understudy.configfile.ConfigFile;
import dev.understudy.configfile.ConfigLoad;
import dev.understudy.configfile.ConfigLoad.Loaded;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Stratum;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.sandbox.simulator.Simulator;
import dev.understudy.sandbox.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Two providers that are twins: asked the same in the same order they answer the same, ids and all. One is asked directly,
 * the other through the whole proxy, with a shadow whose candidate is a third of the family. So what a client gets through
 * the proxy must equal, to the last field, what it gets without; and the candidate must be found to say the same.
 */
final class Bench implements AutoCloseable {
    static final String KEY = "sk-live";
    static final String POLICY = "You are a support agent. Process refund if customer requests it.";
    static final String QUESTION = "I bought a blender 12 days ago and never opened it. Please refund order A4711.";
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    /** A path before all paths, for which there is no shadow: failures of live would make the proxy spare its account. */
    static final String UNWATCHED = "/unwatched";

    private static final String SHADOW_KEY = "sk-shadow";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:30:00Z"));
    private static final String CONFIG = """
            listen: 127.0.0.1:0
            admin: { listen: "127.0.0.1:0" }
            routes:
              - name: unwatched
                match: { path: /unwatched/** }
                upstream: { url: "%s" }
              - name: everything
                upstream: { url: "%s" }
            shadows:
              - name: twin
                route: everything
                enabled: true
                sample: { percent: 100 }
                candidate:
                  upstream: { url: "%s" }
                  credentials: { %s }
                anonymize: off
                i_accept: true
                compare: [ status, exact, text, json, tools ]
            """;

    private final BlockingQueue<List<ComparisonEntry>> comparisons = new LinkedBlockingQueue<>();
    private final Path file;
    private final Simulator direct;
    private final Simulator proxied;
    private final Simulator candidate;
    private final Server server;

    private Bench(String keyHeader) throws IOException {
        SimulatorConfig config = SimulatorConfig.INSTANT.withClock(CLOCK);
        direct = Simulator.start(0, config.withKey(KEY));
        proxied = Simulator.start(0, config.withKey(KEY));
        candidate = Simulator.start(0, config.withKey(SHADOW_KEY));
        String credential =
                keyHeader + ": \"" + (keyHeader.equals("authorization") ? "Bearer " : "") + SHADOW_KEY + "\"";
        file = Files.createTempFile("understudy", ".yaml");
        Files.writeString(file, CONFIG.formatted(proxied.url(), proxied.url(), candidate.url(), credential));
        ConfigFile configFile = new ConfigFile(file, new BuildCapabilities());
        ConfigLoad load = configFile.load();
        assertThat(load).as("%s", load.problems()).isInstanceOf(Loaded.class);
        server = Server.start(configFile, (Loaded) load, List.of((exchange, entries) -> comparisons.add(entries)));
    }

    /** @param keyHeader where the provider wants its key */
    static Bench start(String keyHeader) throws IOException {
        return new Bench(keyHeader);
    }

    /** Without the proxy. */
    String directUrl() {
        return direct.url();
    }

    String proxiedUrl() {
        return "http://127.0.0.1:" + server.address().getPort();
    }

    /** The provider behind the proxy goes away. */
    void stopLive() {
        proxied.close();
    }

    /** The shadow was really on: the candidate answered, with its own key, and no comparator found a difference. */
    void assertCandidateSaysTheSame() {
        List<ComparisonEntry> entries = nextOfGoodLive();
        assertThat(entries)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.comparison())
                        .as("%s", entry)
                        .satisfiesAnyOf(
                                comparison -> assertThat(comparison)
                                        .isInstanceOfSatisfying(
                                                Comparison.Match.class,
                                                match -> assertThat(match.divergence())
                                                        .isZero()),
                                comparison -> assertThat(comparison).isInstanceOf(Comparison.NotComparable.class)));
        assertThat(entries)
                .filteredOn(entry -> entry.comparator().equals("status")
                        || entry.comparator().equals("exact"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.comparison()).isInstanceOf(Comparison.Match.class));
    }

    /** The candidate was asked; what it said may differ, because chance was in it. */
    void skipComparison() {
        assertThat(nextOfGoodLive()).isNotEmpty();
    }

    /** Failures of live are compared too, but apart. */
    private List<ComparisonEntry> nextOfGoodLive() {
        try {
            while (true) {
                List<ComparisonEntry> entries = comparisons.poll(30, TimeUnit.SECONDS);
                assertThat(entries)
                        .as(() -> "no comparison: " + server.shadows())
                        .isNotNull();
                if (entries.get(0).stratum() != Stratum.LIVE_FAILED) {
                    return entries;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Nothing that was eligible ended otherwise. */
    void assertEverythingWasCompared() {
        assertThat(server.shadows().get(0).outcomes().entrySet())
                .filteredOn(outcome -> outcome.getValue() > 0)
                .extracting(Map.Entry::getKey)
                .isSubsetOf(Outcome.COMPARED, Outcome.COMPARED_LIVE_FAILED);
    }

    @Override
    public void close() throws IOException {
        server.close();
        direct.close();
        proxied.close();
        candidate.close();
        Files.delete(file);
    }
}
