package dev.understudy.staging;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.corpus.CorpusException;
import dev.understudy.dialect.wire.Json;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timing;
import dev.understudy.offline.LineReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests with the arrival times and lengths of a trace, and words that mean nothing: to see what a load does. The trace is a file of
 * comma-separated values with a head, of which three columns count: see {@link TraceColumns}.
 */
public final class TraceRequests implements StagedRequests {
    /** In bytes. */
    private static final int LONGEST_LINE = 10_000;

    private static final long[] NO_GAPS = {};
    /** In the place of live's answer, where live is not asked. */
    private static final Answer NOBODY = new Answer(
            Arm.LIVE,
            200,
            false,
            new Completion("", null, null, List.of(), FinishReason.STOP, null, null, null, 0, 0),
            new Timing(-1, null, null, NO_GAPS),
            Ending.COMPLETE);

    private final Path file;
    private final String model;
    private final LineReader lines;
    private final TraceColumns columns;
    private final long count;
    private final long most;
    private long given;

    private TraceRequests(Path file, String model, LineReader lines, TraceColumns columns, long count, long most) {
        this.file = file;
        this.model = model;
        this.lines = lines;
        this.columns = columns;
        this.count = count;
        this.most = most;
    }

    /**
     * Opens a trace.
     *
     * @param model that the requests ask for
     * @param most requests to give; the first ones
     * @throws CorpusException for a file that is none
     */
    public static TraceRequests open(Path file, String model, long most) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new CorpusException(file + ": is no regular file (expected: a trace)");
            }
            long count = arrivals(file);
            LineReader lines = new LineReader(Files.newInputStream(file));
            try {
                return new TraceRequests(file, model, lines, head(file, lines), Math.min(count, most), most);
            } catch (IOException | RuntimeException failed) {
                lines.close();
                throw failed;
            }
        } catch (NoSuchFileException missing) {
            throw new CorpusException(file + ": no such file (expected: a trace)");
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static long arrivals(Path file) throws IOException {
        long lines = 0;
        try (LineReader all = new LineReader(Files.newInputStream(file))) {
            while (all.next()) {
                lines += all.isBlank() ? 0 : 1;
            }
        }
        return Math.max(0, lines - 1);
    }

    private static TraceColumns head(Path file, LineReader lines) throws IOException {
        try {
            return TraceColumns.of(lines.next() ? text(lines) : "");
        } catch (CorpusException noTrace) {
            throw new CorpusException(file + ":1: " + noTrace.getMessage());
        }
    }

    private static String text(LineReader lines) {
        byte[] line = lines.bytes();
        if (lines.isTooLong() || line.length > LONGEST_LINE) {
            throw new CorpusException("a longer line (expected: up to " + LONGEST_LINE + " bytes)");
        }
        return new String(line, StandardCharsets.UTF_8);
    }

    private static CorpusException unreadable(Path file, IOException failed) {
        return new CorpusException(file + ": " + failed.getMessage() + " (expected: a file that can be read)");
    }

    @Override
    public long count() {
        return count;
    }

    /** @throws CorpusException for a line that cannot be read, with its number */
    @Override
    public @Nullable StagedRequest next() {
        try {
            if (given == most || !nextArrival()) {
                return null;
            }
            given++;
            return staged(columns.read(text(lines)));
        } catch (CorpusException noArrival) {
            throw new CorpusException(file + ":" + lines.number() + ": " + noArrival.getMessage());
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private boolean nextArrival() throws IOException {
        boolean any = lines.next();
        while (any && lines.isBlank()) {
            any = lines.next();
        }
        return any;
    }

    private StagedRequest staged(TraceColumns.Arrival arrival) {
        String id = "trace-" + (lines.number() - 1);
        ObjectNode body = Json.newObject().put("model", model);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", Filler.text(arrival.contextTokens(), lines.number()));
        body.put("max_tokens", Math.max(1, arrival.generatedTokens()));
        body.put("stream", true);
        CapturedRequest request = new CapturedRequest(
                "POST",
                "/v1/chat/completions",
                Headers.of("content-type", "application/json", "accept", "text/event-stream"),
                Json.bytes(body));
        Instant at = arrival.at();
        return new StagedRequest(id, at, request, id, NOBODY);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    /** Words of one token each in every tokenizer that matters. */
    private static final class Filler {
        private static final String[] WORDS = {
            " time",
            " people",
            " way",
            " day",
            " man",
            " thing",
            " woman",
            " life",
            " child",
            " world",
            " school",
            " state",
            " family",
            " student",
            " group",
            " country",
            " problem",
            " hand",
            " part",
            " place",
            " case",
            " week",
            " company",
            " system",
            " program",
            " question",
            " work",
            " number",
            " night",
            " point",
            " home",
            " water",
            " room",
            " mother",
            " area",
            " money",
            " story",
            " fact",
            " month",
            " lot",
            " right",
            " study",
            " book",
            " eye",
            " job",
            " word",
            " business",
            " issue",
            " side",
            " kind",
            " head",
            " house",
            " service",
            " friend",
            " father",
            " power",
            " hour",
            " game",
            " line",
            " end",
            " member",
            " law",
            " car",
            " city"
        };
        /** What a chat message costs beside its words. */
        private static final int FRAME = 7;

        /** So many tokens in all; another text for every number, so that no provider's cache knows it. */
        static String text(int tokens, long number) {
            int words = Math.max(1, tokens - FRAME);
            StringBuilder text = new StringBuilder(words * 7);
            long draw = number * 0x9e3779b97f4a7c15L;
            for (int i = 0; i < words; i++) {
                draw = draw * 6364136223846793005L + 1442695040888963407L;
                text.append(WORDS[(int) (draw >>> 58)]);
            }
            return text.substring(1);
        }
    }
}
