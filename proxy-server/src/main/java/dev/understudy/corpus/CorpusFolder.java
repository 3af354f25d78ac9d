package dev.understudy.corpus;

import dev.understudy.config.RecordConfig;
import dev.understudy.config.RecordConfig.WhenFull;
import dev.understudy.dialect.wire.Json;
import dev.understudy.offline.LineReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of a corpus that is being written: sealed segments, one open one, the manifest. Every step leaves a folder behind that the
 * next opening makes whole again. Not thread-safe; one process at a time, by a lock on the folder.
 */
final class CorpusFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CorpusFolder.class);
    private static final String LOCK = "lock";
    /** Of what may be kept, an open segment spans no more than this part. */
    private static final int PARTS = 4;

    /** Opens the file of an open segment. */
    interface Opener {
        LineLog open(Path file, Predicate<byte[]> line) throws IOException;
    }

    private final Path path;
    private final InstantSource clock;
    private final Supplier<Map<String, Long>> outcomes;
    private final Opener opener;
    private final FileChannel lockFile;
    private Manifest manifest;
    private Map<String, Long> outcomesBefore = Map.of();
    private List<SegmentInfo> sealed = new ArrayList<>();
    private @Nullable LineLog open;
    private int number = 1;
    private long records;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private CorpusFolder(
            Path path,
            InstantSource clock,
            Supplier<Map<String, Long>> outcomes,
            Opener opener,
            FileChannel lockFile,
            Manifest manifest) {
        this.path = path;
        this.clock = clock;
        this.outcomes = outcomes;
        this.opener = opener;
        this.lockFile = lockFile;
        this.manifest = manifest;
    }

    static CorpusFolder open(
            Path path,
            CorpusWriter.Settings settings,
            InstantSource clock,
            Supplier<Map<String, Long>> outcomes,
            Opener opener)
            throws IOException {
        Files.createDirectories(path);
        FileChannel lockFile =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(path, lockFile);
            Manifest known = Manifest.read(path);
            if (known == null) {
                refuseForeign(path);
            } else if (!known.route().equals(settings.route())) {
                throw new CorpusException(path + ": the corpus of route " + known.route() + " (expected: that of "
                        + settings.route() + ", or a new folder)");
            }
            Manifest start = known == null ? fresh(settings, clock) : known;
            CorpusFolder folder = new CorpusFolder(path, clock, outcomes, opener, lockFile, start);
            folder.recover(settings);
            return folder;
        } catch (IOException | RuntimeException failed) {
            lockFile.close();
            throw failed;
        }
    }

    private static void lock(Path path, FileChannel lockFile) throws IOException {
        FileLock lock;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException here) {
            lock = null;
        }
        if (lock == null) {
            throw new CorpusException(path + ": is being recorded into already (expected: one recording a folder)");
        }
    }

    private static void refuseForeign(Path path) throws IOException {
        try (var files = Files.list(path)) {
            boolean foreign = files.map(file -> file.getFileName().toString())
                    .anyMatch(name ->
                            !name.equals(LOCK) && !name.startsWith("segment-") && !name.startsWith(Manifest.FILE));
            if (foreign) {
                throw new CorpusException(path + ": has other files (expected: a corpus, or an empty or new folder)");
            }
        }
    }

    private static Manifest fresh(CorpusWriter.Settings settings, InstantSource clock) {
        return new Manifest(
                clock.instant(),
                settings.route(),
                settings.config().policy().name(),
                settings.production(),
                List.of(),
                0,
                Map.of());
    }

    // ---- opening

    private void recover(CorpusWriter.Settings settings) throws IOException {
        outcomesBefore = manifest.outcomes();
        for (SegmentInfo segment : manifest.segments()) {
            if (Files.exists(path.resolve(segment.file()))) {
                sealed.add(segment);
            } else {
                LOG.warn("{}: {} is gone, with {} exchanges", path, segment.file(), segment.records());
            }
        }
        number = sealed.stream().mapToInt(SegmentInfo::number).max().orElse(0) + 1;
        // Sealed, but the manifest does not say so yet.
        while (Files.exists(path.resolve(SegmentInfo.file(number)))) {
            sealed.add(looked(number));
            Files.deleteIfExists(path.resolve(SegmentInfo.openFile(number)));
            number++;
        }
        openSegment();
        if (records > 0 && !manifest.production().equals(settings.production())) {
            seal();
        }
        begin(settings);
    }

    private SegmentInfo looked(int orphan) throws IOException {
        Path file = path.resolve(SegmentInfo.file(orphan));
        Counter counter = new Counter();
        try (LineReader lines = Segments.lines(file)) {
            while (lines.next()) {
                counter.sees(lines.bytes());
            }
        }
        return new SegmentInfo(
                orphan,
                counter.records,
                Files.size(file),
                counter.bytes,
                Segments.sha256(file),
                counter.first(clock),
                counter.last(clock),
                manifest.production());
    }

    private void openSegment() throws IOException {
        Counter counter = new Counter();
        LineLog log = opener.open(path.resolve(SegmentInfo.openFile(number)), counter::sees);
        open = log;
        records = counter.records;
        first = counter.first;
        last = counter.last;
        if (log.cut() > 0) {
            LOG.warn("{}: {} bytes of an exchange that was not written whole are cut off", path, log.cut());
        }
    }

    /** Goes through the lines of a segment. */
    private static final class Counter {
        private long records;
        private long bytes;
        private @Nullable Instant first;
        private @Nullable Instant last;

        boolean sees(byte[] line) {
            Instant at = at(line);
            if (at == null) {
                return false;
            }
            records++;
            bytes += line.length + 1L;
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
            return true;
        }

        Instant first(InstantSource clock) {
            return first == null ? clock.instant() : first;
        }

        Instant last(InstantSource clock) {
            return last == null ? clock.instant() : last;
        }
    }

    /** When the exchange of a line came; null for a line that is not whole. */
    private static @Nullable Instant at(byte[] line) {
        ObjectNode json = Json.object(line);
        if (json == null) {
            return null;
        }
        try {
            return RecordJson.instant(json.path("at").asString(""));
        } catch (CorpusException malformed) {
            return null;
        }
    }

    private void begin(CorpusWriter.Settings settings) throws IOException {
        manifest = new Manifest(
                manifest.created(),
                manifest.route(),
                settings.config().policy().name(),
                settings.production(),
                sealed,
                manifest.dropped(),
                counted());
        manifest.write(path);
    }

    private Map<String, Long> counted() {
        Map<String, Long> all = new HashMap<>(outcomesBefore);
        outcomes.get().forEach((label, count) -> all.merge(label, count, Long::sum));
        return all;
    }

    // ---- writing

    /** Appends a line; false when the corpus is full and is to stop there. */
    boolean append(byte[] line, CorpusWriter.Settings settings) throws IOException {
        LineLog log = current();
        if (!manifest.production().equals(settings.production())) {
            log = records > 0 ? sealed() : log;
            begin(settings);
        } else if (log.length() >= settings.config().segment().bytes()) {
            log = sealed();
        }
        if (!makeRoom(line.length + 1L, settings.config())) {
            return false;
        }
        log.append(line);
        Instant at = at(line);
        records++;
        if (at != null) {
            first = first == null || at.isBefore(first) ? at : first;
            last = last == null || at.isAfter(last) ? at : last;
        }
        return true;
    }

    /** A failure may have left none. */
    private LineLog current() throws IOException {
        LineLog log = open;
        if (log == null) {
            openSegment();
            log = open;
        }
        if (log == null) {
            throw new IOException("no open segment");
        }
        return log;
    }

    private LineLog sealed() throws IOException {
        seal();
        return current();
    }

    private boolean makeRoom(long more, RecordConfig config) throws IOException {
        boolean any = false;
        while (bytes() + more > config.maxBytes().bytes()) {
            if (config.whenFull() == WhenFull.STOP || sealed.isEmpty()) {
                return false;
            }
            dropOldest();
            any = true;
        }
        if (any) {
            rewrite();
        }
        return true;
    }

    private void dropOldest() throws IOException {
        SegmentInfo oldest = sealed.remove(0);
        Files.deleteIfExists(path.resolve(oldest.file()));
        manifest = new Manifest(
                manifest.created(),
                manifest.route(),
                manifest.policy(),
                manifest.production(),
                sealed,
                manifest.dropped() + oldest.records(),
                manifest.outcomes());
    }

    private void rewrite() throws IOException {
        manifest = new Manifest(
                manifest.created(),
                manifest.route(),
                manifest.policy(),
                manifest.production(),
                sealed,
                manifest.dropped(),
                counted());
        manifest.write(path);
    }

    /** Closes the open segment, compresses it, and opens the next one. */
    private void seal() throws IOException {
        LineLog log = open;
        if (log == null || records == 0) {
            return;
        }
        Instant begun = first == null ? clock.instant() : first;
        Instant ended = last == null ? begun : last;
        Segments.Content content = new Segments.Content(records, log.length(), begun, ended, manifest.production());
        log.force();
        log.close();
        open = null;
        sealed.add(Segments.seal(path, number, content));
        number++;
        rewrite();
        openSegment();
    }

    /** Lets go of what is too old. */
    void tidy(CorpusWriter.Settings settings) throws IOException {
        Duration keep = settings.config().keepFor();
        if (keep == null) {
            return;
        }
        Instant now = clock.instant();
        if (records > 0 && first != null && first.isBefore(now.minus(keep.dividedBy(PARTS)))) {
            seal();
        }
        Instant oldest = now.minus(keep);
        boolean any = false;
        while (!sealed.isEmpty() && sealed.get(0).last().isBefore(oldest)) {
            dropOldest();
            any = true;
        }
        if (any) {
            rewrite();
        }
    }

    void force() throws IOException {
        if (open != null) {
            open.force();
        }
    }

    long bytes() {
        return sealed.stream().mapToLong(SegmentInfo::bytes).sum() + (open == null ? 0 : open.length());
    }

    Path path() {
        return path;
    }

    /** The open segment stays open: the next session goes on with it. */
    @Override
    public void close() throws IOException {
        try {
            if (open != null) {
                open.force();
                open.close();
                open = null;
            }
            rewrite();
        } finally {
            lockFile.close(); // and the lock with it
        }
    }
}
