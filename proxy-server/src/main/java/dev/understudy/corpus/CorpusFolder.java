package dev.understudy.corpus;

import dev.understudy.config.RecordConfig;
import dev.understudy.config.RecordConfig.WhenFull;
import dev.understudy.offline.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/**
 * The files of a corpus that is being written: sealed segments, one open one, the manifest. Every step leaves a folder behind that the
 * next opening makes whole again. Not thread-safe; one process at a time, by a lock on the folder.
 */
final class CorpusFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CorpusFolder.class);
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
    private final FolderClaim claim;
    private Manifest manifest;
    private Map<String, Long> outcomesBefore = Map.of();
    private List<SegmentInfo> sealed = new ArrayList<>();
    private @Nullable LineLog open;
    /** What is in the open one. */
    private SegmentTally tally = new SegmentTally();

    private int number = 1;

    private CorpusFolder(
            Path path,
            InstantSource clock,
            Supplier<Map<String, Long>> outcomes,
            Opener opener,
            FolderClaim claim,
            Manifest manifest) {
        this.path = path;
        this.clock = clock;
        this.outcomes = outcomes;
        this.opener = opener;
        this.claim = claim;
        this.manifest = manifest;
    }

    static CorpusFolder open(
            Path path,
            CorpusWriter.Settings settings,
            InstantSource clock,
            Supplier<Map<String, Long>> outcomes,
            Opener opener)
            throws IOException {
        FolderClaim claim = FolderClaim.on(path);
        try {
            Manifest known = Manifest.read(path);
            if (known != null && !known.route().equals(settings.route())) {
                throw new CorpusException(path + ": the corpus of route " + known.route() + " (expected: that of "
                        + settings.route() + ", or a new folder)");
            }
            Manifest start = known == null ? fresh(settings, clock) : known;
            CorpusFolder folder = new CorpusFolder(path, clock, outcomes, opener, claim, start);
            folder.recover(settings);
            return folder;
        } catch (IOException | RuntimeException failed) {
            claim.close();
            throw failed;
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
        if (!tally.isEmpty() && !manifest.production().equals(settings.production())) {
            seal();
        }
        begin(settings);
    }

    private SegmentInfo looked(int orphan) throws IOException {
        Path file = path.resolve(SegmentInfo.file(orphan));
        SegmentTally found = new SegmentTally();
        try (LineReader lines = Segments.lines(file)) {
            while (lines.next()) {
                found.found(lines.bytes());
            }
        }
        return SegmentInfo.of(orphan, file, found.content(clock, manifest.production()));
    }

    private void openSegment() throws IOException {
        SegmentTally found = new SegmentTally();
        LineLog log = opener.open(path.resolve(SegmentInfo.openFile(number)), found::found);
        open = log;
        tally = found;
        if (log.cut() > 0) {
            LOG.warn("{}: {} bytes of an exchange that was not written whole are cut off", path, log.cut());
        }
    }

    private void begin(CorpusWriter.Settings settings) throws IOException {
        manifest = manifest.under(settings.config().policy().name(), settings.production());
        rewrite();
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
            log = tally.isEmpty() ? log : sealed();
            begin(settings);
        } else if (log.length() >= settings.config().segment().bytes()) {
            log = sealed();
        }
        if (!makeRoom(line.length + 1L, settings.config())) {
            return false;
        }
        log.append(line);
        tally.written(line);
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
        manifest = manifest.with(sealed, manifest.dropped() + oldest.records(), manifest.outcomes());
    }

    private void rewrite() throws IOException {
        manifest = manifest.with(sealed, manifest.dropped(), counted());
        manifest.write(path);
    }

    /** Closes the open segment, compresses it, and opens the next one. */
    private void seal() throws IOException {
        LineLog log = open;
        if (log == null || tally.isEmpty()) {
            return;
        }
        log.force();
        log.close();
        open = null;
        sealed.add(Segments.seal(path, number, tally.content(clock, manifest.production())));
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
        if (tally.reachesBackBefore(now.minus(keep.dividedBy(PARTS)))) {
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
        LineLog last = open;
        open = null;
        try (claim) {
            try (last) {
                if (last != null) {
                    last.force();
                }
            }
            rewrite();
        }
    }
}
