package dev.understudy.corpus;

import dev.understudy.offline.LineReader;
import dev.understudy.recording.RecordedExchange;
import io.airlift.compress.MalformedInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps through the exchanges of a corpus in bounded memory. Not thread-safe. */
public final class CorpusReader implements AutoCloseable {
    private final Iterator<Corpus.Part> parts;
    private Corpus.@Nullable Part part;
    private @Nullable LineReader lines;
    private boolean torn;

    CorpusReader(Corpus corpus) {
        this.parts = corpus.parts().iterator();
    }

    CorpusReader(Corpus.Part only) {
        this.parts = List.of(only).iterator();
    }

    /**
     * The next exchange; null at the end.
     *
     * @throws CorpusException for a line that is no exchange, or a file that is damaged
     */
    public @Nullable RecordedExchange next() {
        while (lines != null || parts.hasNext()) {
            LineReader reading = lines == null ? opened(parts.next()) : lines;
            RecordedExchange exchange = next(reading);
            if (exchange != null) {
                return exchange;
            }
            close();
        }
        return null;
    }

    private LineReader opened(Corpus.Part next) {
        try {
            part = next;
            lines = next.open() ? new LineReader(Files.newInputStream(next.file())) : Segments.lines(next.file());
            return lines;
        } catch (IOException | MalformedInputException failed) {
            throw damaged(next, 1, failed);
        }
    }

    private @Nullable RecordedExchange next(LineReader reading) {
        Corpus.Part current = part;
        try {
            if (current == null || !reading.next()) {
                return null;
            }
            byte[] line = reading.bytes();
            if (current.open() && !RecordJson.isWhole(line)) {
                torn = true;
                return null;
            }
            return RecordJson.read(line);
        } catch (CorpusException noExchange) {
            throw new CorpusException(
                    (current == null ? "" : current.file() + ":" + reading.number() + ": ") + noExchange.getMessage(),
                    noExchange);
        } catch (IOException | RuntimeException failed) {
            // The decoder tells damage by many kinds of exceptions.
            throw damaged(current, reading.number() + 1, failed);
        }
    }

    private static CorpusException damaged(Corpus.@Nullable Part part, long line, Exception failed) {
        return new CorpusException(
                (part == null ? "" : part.file() + ":" + line + ": ") + "damaged: " + failed.getMessage()
                        + " (expected: a segment that Understudy wrote; see corpus verify)",
                failed);
    }

    /** Whether the last line was not whole. */
    boolean torn() {
        return torn;
    }

    @Override
    public void close() {
        LineReader reading = lines;
        lines = null;
        if (reading != null) {
            try {
                reading.close();
            } catch (IOException failed) {
                throw new CorpusException("a segment could not be closed: " + failed.getMessage(), failed);
            }
        }
    }
}
