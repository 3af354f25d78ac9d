package dev.understudy.corpus;

import dev.understudy.dialect.wire.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a corpus says of itself in {@value #FILE}. Immutable.
 *
 * @param created when its first exchange was recorded
 * @param route whose traffic it is
 * @param policy of the pseudonyms
 * @param production hash of what decided live's answers when the newest segment was begun; each segment has its own
 * @param segments the sealed ones, oldest first
 * @param dropped exchanges that were in segments which made room for others
 * @param outcomes how the exchanges that were eligible ended, by label, over all sessions that closed
 */
public record Manifest(
        Instant created,
        String route,
        String policy,
        String production,
        List<SegmentInfo> segments,
        long dropped,
        Map<String, Long> outcomes) {
    static final String FILE = "manifest.json";
    static final String FORMAT = "understudy-corpus";
    static final int VERSION = 1;
    private static final int LARGEST = 64 << 20;

    public Manifest {
        segments = List.copyOf(segments);
        outcomes = new TreeMap<>(outcomes);
    }

    /** Exchanges in sealed segments. */
    public long records() {
        return segments.stream().mapToLong(SegmentInfo::records).sum();
    }

    /** Bytes of sealed segments on the disk. */
    public long bytes() {
        return segments.stream().mapToLong(SegmentInfo::bytes).sum();
    }

    /** The same corpus with other segments. */
    Manifest with(List<SegmentInfo> others, long gone, Map<String, Long> ended) {
        return new Manifest(created, route, policy, production, others, gone, ended);
    }

    /** The same corpus, recorded under another policy or from another production from now on. */
    Manifest under(String otherPolicy, String otherProduction) {
        return new Manifest(created, route, otherPolicy, otherProduction, segments, dropped, outcomes);
    }

    /** In one step: who reads it sees the old one or the new one. */
    void write(Path folder) throws IOException {
        Path next = folder.resolve(FILE + ".next");
        Files.write(next, Json.bytes(json()));
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As it stands in the file. */
    public ObjectNode json() {
        ObjectNode json = Json.newObject();
        json.put("format", FORMAT).put("version", VERSION);
        json.put("created", created.toString());
        json.put("route", route);
        json.put("policy", policy);
        json.put("production", production);
        json.put("records", records()).put("bytes", bytes()).put("dropped", dropped);
        ObjectNode counts = json.putObject("outcomes");
        outcomes.forEach(counts::put);
        ArrayNode list = json.putArray("segments");
        segments.forEach(segment -> list.add(segment.json()));
        return json;
    }

    /**
     * The manifest of a folder; null where there is none.
     *
     * @throws CorpusException for one that cannot be used
     */
    static @Nullable Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            if (Files.size(file) > LARGEST) {
                throw new CorpusException(file + ": larger than any manifest (expected: one that Understudy wrote)");
            }
            byte[] bytes = Files.readAllBytes(file);
            return of(file, Json.tree(bytes, 0, bytes.length));
        } catch (NoSuchFileException none) {
            return null;
        } catch (JacksonException malformed) {
            throw new CorpusException(file + ": not JSON (expected: a manifest that Understudy wrote)", malformed);
        }
    }

    private static Manifest of(Path file, JsonNode tree) {
        try {
            Fields json = new Fields("manifest", tree);
            if (!FORMAT.equals(json.text("format"))) {
                throw new CorpusException("format: not a corpus of Understudy's (expected: " + FORMAT + ")");
            }
            int version = json.integer("version");
            if (version != VERSION) {
                throw new CorpusException("version: " + version + " (expected: " + VERSION + "; "
                        + (version > VERSION ? "a newer Understudy wrote it" : "none that was ever written") + ")");
            }
            List<SegmentInfo> segments = new ArrayList<>();
            for (JsonNode each : json.list("segments")) {
                segments.add(SegmentInfo.read(each));
            }
            Map<String, Long> outcomes = new TreeMap<>();
            tree.path("outcomes")
                    .properties()
                    .forEach(entry ->
                            outcomes.put(entry.getKey(), entry.getValue().asLong(0)));
            Long dropped = json.number("dropped");
            return new Manifest(
                    RecordJson.instant(json.required("created")),
                    json.required("route"),
                    json.required("policy"),
                    json.required("production"),
                    segments,
                    dropped == null ? 0 : dropped,
                    outcomes);
        } catch (CorpusException unusable) {
            throw new CorpusException(file + ": " + unusable.getMessage(), unusable);
        }
    }
}
