package dev.understudy.corpus;

import dev.understudy.config.ConfigException;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.recording.RecordOutcome;
import dev.understudy.recording.Recorder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The recordings of all routes. Thread-safe. */
public final class Recordings implements AutoCloseable {
    private final InstantSource clock;
    private final PseudonymKeys keys;
    private final BiConsumer<String, RecordOutcome> counts;
    private volatile Map<String, RouteRecorder> recorders = Map.of();

    /**
     * @param keys of the pseudonyms
     * @param counts hears the route and outcome of every eligible exchange, once each, on any thread
     */
    public Recordings(InstantSource clock, PseudonymKeys keys, BiConsumer<String, RecordOutcome> counts) {
        this.clock = clock;
        this.keys = keys;
        this.counts = counts;
    }

    /**
     * Takes over the recordings of a configuration, just before it takes effect. One that stays the same goes on, one whose folder
     * stays goes on in it.
     *
     * @throws ConfigException for a folder that cannot be recorded into; what was recorded before still is
     */
    public synchronized void configure(ProxyConfig config) {
        Map<String, RouteRecorder> before = recorders;
        Map<String, RouteRecorder> next = new LinkedHashMap<>();
        Map<Path, CorpusWriter> opened = new HashMap<>();
        try {
            for (int i = 0; i < config.routes().size(); i++) {
                RouteConfig route = config.routes().get(i);
                RecordConfig recording = route.recording();
                if (recording != null) {
                    next.put(route.name(), recorder(route, recording, before, opened, i));
                }
            }
        } catch (RuntimeException refused) {
            opened.values().forEach(CorpusWriter::close);
            throw refused;
        }
        recorders = Map.copyOf(next);
        before.values().stream()
                .map(RouteRecorder::writer)
                .filter(writer -> next.values().stream().noneMatch(recorder -> recorder.writer() == writer))
                .forEach(CorpusWriter::close);
    }

    private RouteRecorder recorder(
            RouteConfig route,
            RecordConfig recording,
            Map<String, RouteRecorder> before,
            Map<Path, CorpusWriter> opened,
            int index) {
        CorpusWriter.Settings settings =
                new CorpusWriter.Settings(route.name(), ProductionFingerprint.of(route), recording);
        RouteRecorder old = before.get(route.name());
        boolean sameFolder = old != null && old.folder().equals(folder(recording));
        if (old != null && sameFolder) {
            if (!old.settings().equals(settings)) {
                old.writer().configure(settings);
                return new RouteRecorder(settings, old.writer(), old.counted(), privacy(recording), counts);
            }
            return old;
        }
        OutcomeCounts counted = new OutcomeCounts();
        try {
            CorpusWriter writer = CorpusWriter.open(settings, clock, counted::labels);
            opened.put(folder(recording), writer);
            return new RouteRecorder(settings, writer, counted, privacy(recording), counts);
        } catch (CorpusException refused) {
            throw refusal("routes[" + index + "].record.to", String.valueOf(refused.getMessage()));
        }
    }

    /** A corpus says of itself what is wrong and what is expected, folder first. */
    private static ConfigException refusal(String key, String line) {
        String[] parts = line.split(" \\(expected: ", 2);
        String expected = parts.length == 1 ? "a folder to record into" : parts[1].replaceFirst("\\)$", "");
        return new ConfigException(key, parts[0], expected);
    }

    private Pseudonymiser privacy(RecordConfig recording) {
        return Pseudonymisers.of(recording.policy(), keys);
    }

    static Path folder(RecordConfig recording) {
        return recording.to().toAbsolutePath().normalize();
    }

    /** Where a route's exchanges are recorded; null where they are not. */
    public @Nullable Recorder of(RouteConfig route) {
        return recorders.get(route.name());
    }

    /** What the corpus of each recorded route takes on the disk, by route. */
    public Map<String, Long> bytes() {
        Map<String, Long> bytes = new TreeMap<>();
        recorders.forEach(
                (route, recorder) -> bytes.put(route, recorder.writer().bytes()));
        return bytes;
    }

    /** What became of a route's exchanges since its corpus was opened, by label. */
    public Map<String, Long> outcomes(String route) {
        RouteRecorder recorder = recorders.get(route);
        return recorder == null ? Map.of() : recorder.counted().labels();
    }

    /** Writes what waits, for some seconds at most. */
    @Override
    public synchronized void close() {
        recorders.values().forEach(recorder -> recorder.writer().close());
    }
}
