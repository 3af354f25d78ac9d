package dev.understudy.staging;

import dev.understudy.corpus.CorpusException;
import dev.understudy.corpus.LineLog;
import dev.understudy.dialect.wire.Json;
import dev.understudy.offline.LineReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A journal in a file of JSON lines: first what run it is of, then a line for each request before it is sent, and one with its
 * result after. A process that is killed at any moment loses no line that it wrote; a torn one is cut off. Guarded by its run.
 */
public final class FileJournal implements Journal {
    private static final String FORMAT = "understudy-replay";
    private static final int VERSION = 1;
    private static final long SYNC_NANOS = 1_000_000_000L;

    private final Path file;
    private final boolean again;
    private final Map<String, Known> known = new HashMap<>();
    private final LineLog log;
    private long syncedAt = System.nanoTime();

    private FileJournal(Path file, boolean again, LineLog log) {
        this.file = file;
        this.again = again;
        this.log = log;
    }

    /** What there is in the place of a journal. */
    public enum State {
        NONE,
        /** Of this run, and not at its end. */
        UNFINISHED,
        /** At its end, whatever run it is of. */
        FINISHED,
        /** Of another run, and not at its end. */
        ANOTHER
    }

    /**
     * Looks at a file.
     *
     * @param run what is played, against what and how: a run goes on only with the same
     * @throws CorpusException if it is no journal
     */
    public static State look(Path file, String run) {
        if (!Files.exists(file)) {
            return State.NONE;
        }
        boolean finished = false;
        String seen = null;
        try (LineReader lines = new LineReader(Files.newInputStream(file))) {
            while (lines.next()) {
                ObjectNode line = Json.object(lines.bytes());
                if (seen == null) {
                    seen = run(file, line);
                }
                finished = line != null && line.has("finished");
            }
        } catch (IOException failed) {
            throw unusable(file, failed);
        }
        if (seen == null) {
            return State.NONE; // killed before its first line
        }
        return finished ? State.FINISHED : seen.equals(run) ? State.UNFINISHED : State.ANOTHER;
    }

    private static String run(Path file, @Nullable ObjectNode line) {
        if (line == null || !FORMAT.equals(line.path("format").asString(""))) {
            throw new CorpusException(file + ": not a journal of a replay (expected: one, or a new file)");
        }
        int version = line.path("version").asInt(0);
        if (version != VERSION) {
            throw new CorpusException(file + ": version " + version + " (expected: " + VERSION + ")");
        }
        return line.path("run").asString("");
    }

    /**
     * Goes on with the journal of an unfinished run, or begins one. It is this one's until it is closed.
     *
     * @param again whether what was begun and has no result is played once more
     * @param fresh whether what is there is of another run, and goes
     * @throws CorpusException for one that cannot be written, or that another run is writing
     */
    public static FileJournal open(Path file, String run, boolean again, boolean fresh) {
        try {
            Map<String, Known> seen = new HashMap<>();
            LineLog log = LineLog.open(file, line -> !fresh && noted(line, seen));
            FileJournal journal = new FileJournal(file, again, log);
            journal.known.putAll(seen);
            if (log.length() == 0) {
                journal.append(Json.newObject()
                        .put("format", FORMAT)
                        .put("version", VERSION)
                        .put("run", run));
            }
            return journal;
        } catch (IOException failed) {
            throw unusable(file, failed);
        } catch (CorpusException foreign) {
            throw new CorpusException(file + ": " + foreign.getMessage());
        }
    }

    private static boolean noted(byte[] bytes, Map<String, Known> seen) {
        ObjectNode line = Json.object(bytes);
        if (line == null) {
            return false;
        }
        if (line.path("begun").isString()) {
            seen.put(line.path("begun").stringValue(), Known.BEGUN);
        } else if (line.path("ended").isString() && ResultJson.wasPlayed(line)) {
            seen.put(line.path("ended").stringValue(), Known.ENDED);
        } else if (line.path("ended").isString()) {
            seen.remove(line.path("ended").stringValue());
        }
        return true;
    }

    private static CorpusException unusable(Path file, IOException failed) {
        return new CorpusException(file + ": " + failed.getMessage() + " (expected: a file that can be written)");
    }

    @Override
    public Known known(String id) {
        Known before = known.getOrDefault(id, Known.NOTHING);
        return before == Known.BEGUN && again ? Known.NOTHING : before;
    }

    /** How many requests earlier sessions ended, and how many they only began. */
    public long count(Known state) {
        return known.values().stream().filter(each -> each == state).count();
    }

    @Override
    public void replay(Consumer<Result> results) {
        try (LineReader lines = new LineReader(Files.newInputStream(file))) {
            while (lines.next()) {
                ObjectNode line = Json.object(lines.bytes());
                if (line != null && line.has("ended") && ResultJson.wasPlayed(line)) {
                    results.accept(ResultJson.read(line));
                }
            }
        } catch (IOException failed) {
            throw unusable(file, failed);
        } catch (CorpusException foreign) {
            throw new CorpusException(file + ": " + foreign.getMessage());
        }
    }

    @Override
    public void begins(String id) {
        append(Json.newObject().put("begun", id));
    }

    @Override
    public void ended(Result result) {
        append(ResultJson.of(result));
    }

    @Override
    public void finished() {
        append(Json.newObject().put("finished", true));
    }

    /** A journal that cannot be written ends the run: without it something could be played twice. */
    private void append(ObjectNode line) {
        try {
            log.append(Json.bytes(line));
            if (System.nanoTime() - syncedAt > SYNC_NANOS) {
                syncedAt = System.nanoTime();
                log.force();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(file + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        try (LineLog closed = log) {
            closed.force();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
