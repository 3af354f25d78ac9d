package dev.understudy.corpus;

import dev.understudy.offline.LineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A folder of recorded traffic, to be read; also while it is still being written. Immutable. */
public final class Corpus {
    private final Path folder;
    private final Manifest manifest;
    private final List<Part> parts;

    /**
     * A file of exchanges.
     *
     * @param info null for one that the manifest does not have yet
     * @param open whether it is still written, or was when its writer ended
     */
    record Part(Path file, @Nullable SegmentInfo info, boolean open) {}

    private Corpus(Path folder, Manifest manifest, List<Part> parts) {
        this.folder = folder;
        this.manifest = manifest;
        this.parts = List.copyOf(parts);
    }

    /**
     * Opens a corpus.
     *
     * @throws CorpusException if it is none, or a newer Understudy's
     */
    public static Corpus open(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                throw new CorpusException(folder + ": "
                        + (Files.exists(folder) ? "a file" : "no such folder")
                        + " (expected: the folder of a corpus)");
            }
            Manifest manifest = Manifest.read(folder);
            if (manifest == null) {
                throw new CorpusException(folder + ": has no " + Manifest.FILE + " (expected: the folder of a corpus)");
            }
            return new Corpus(folder, manifest, parts(folder, manifest));
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    private static List<Part> parts(Path folder, Manifest manifest) {
        List<Part> parts = new ArrayList<>();
        int next = 1;
        for (SegmentInfo segment : manifest.segments()) {
            parts.add(new Part(folder.resolve(segment.file()), segment, false));
            next = segment.number() + 1;
        }
        // Sealed while we looked, or just before its writer was killed.
        for (; Files.exists(folder.resolve(SegmentInfo.file(next))); next++) {
            parts.add(new Part(folder.resolve(SegmentInfo.file(next)), null, false));
        }
        Path open = folder.resolve(SegmentInfo.openFile(next));
        if (Files.exists(open)) {
            parts.add(new Part(open, null, true));
        }
        return parts;
    }

    static CorpusException unreadable(Path file, IOException failed) {
        String why = failed instanceof NoSuchFileException ? "is missing" : "cannot be read: " + failed.getMessage();
        return new CorpusException(file + ": " + why + " (expected: a whole corpus)", failed);
    }

    public Path folder() {
        return folder;
    }

    public Manifest manifest() {
        return manifest;
    }

    List<Part> parts() {
        return parts;
    }

    /** Every hash of the production configuration that its segments were recorded under. */
    public Set<String> productions() {
        Set<String> all = new LinkedHashSet<>();
        manifest.segments().forEach(segment -> all.add(segment.production()));
        all.add(manifest.production());
        return all;
    }

    /** Lines of the segment that is still open; reads it. */
    public long openRecords() {
        long lines = 0;
        for (Part part : parts) {
            if (part.open()) {
                try (LineReader reader = new LineReader(Files.newInputStream(part.file()))) {
                    while (reader.next()) {
                        lines++;
                    }
                } catch (IOException failed) {
                    throw unreadable(part.file(), failed);
                }
            }
        }
        return lines;
    }

    /** Reads the exchanges, in the order in which they were written: that of their ends. */
    public CorpusReader read() {
        return new CorpusReader(this);
    }

    /**
     * Goes through everything: checksums, every exchange, the counts.
     *
     * @throws CorpusException for a file that cannot be read at all
     */
    public Check check() {
        Check check = new Check();
        for (Part part : parts) {
            check.look(part);
        }
        return check;
    }

    /** What was found in a corpus. */
    public static final class Check {
        private final List<String> problems = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private long records;
        private @Nullable Instant first;
        private @Nullable Instant last;

        private void look(Part part) {
            long before = records;
            try {
                SegmentInfo info = part.info();
                if (info != null && !Segments.sha256(part.file()).equals(info.sha256())) {
                    problems.add(part.file() + ": not the file that was recorded (expected: SHA-256 " + info.sha256()
                            + ", as the manifest has it)");
                    return;
                }
                boolean torn = read(part);
                if (info != null && info.records() != records - before) {
                    problems.add(part.file() + ": " + (records - before) + " exchanges (expected: " + info.records()
                            + ", as the manifest has it)");
                }
                if (torn) {
                    notes.add(part.file() + ": ends in an exchange that was not written whole; it is left out");
                }
                if (info == null && !part.open()) {
                    notes.add(part.file() + ": is not in the manifest yet; the next recording adds it");
                }
            } catch (CorpusException damaged) {
                problems.add(String.valueOf(damaged.getMessage()));
            } catch (IOException failed) {
                problems.add(unreadable(part.file(), failed).getMessage());
            }
        }

        /** Whether its last exchange is not whole. */
        private boolean read(Part part) {
            try (CorpusReader reader = new CorpusReader(part)) {
                for (var next = reader.next(); next != null; next = reader.next()) {
                    records++;
                    first = first == null || next.at().isBefore(first) ? next.at() : first;
                    last = last == null || next.at().isAfter(last) ? next.at() : last;
                }
                return reader.torn();
            }
        }

        /** One line each; empty for a corpus that is whole. */
        public List<String> problems() {
            return List.copyOf(problems);
        }

        /** What is no problem and yet worth knowing. */
        public List<String> notes() {
            return List.copyOf(notes);
        }

        /** Exchanges that can be read. */
        public long records() {
            return records;
        }

        /** When the first of them came; null where there is none. */
        public @Nullable Instant first() {
            return first;
        }

        public @Nullable Instant last() {
            return last;
        }
    }
}
