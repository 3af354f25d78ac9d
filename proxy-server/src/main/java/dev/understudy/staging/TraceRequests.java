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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
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
    private final BufferedReader lines;
    private final TraceColumns columns;
    private final long count;
    private final long most;
    private long number = 1;
    private long given;

    private TraceRequests(Path file, String model, BufferedReader lines, TraceColumns columns, long count, long most) {
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
            long count;
            try (var all = Files.lines(file)) {
                count = Math.max(0, all.filter(line -> !line.isBlank()).count() - 1);
            }
            BufferedReader lines = Files.newBufferedReader(file);
            String head = lines.readLine();
            try {
                TraceColumns columns = TraceColumns.of(head == null ? "" : head);
                return new TraceRequests(file, model, lines, columns, Math.min(count, most), most);
            } catch (CorpusException noTrace) {
                lines.close();
                throw new CorpusException(file + ":1: " + noTrace.getMessage());
            }
        } catch (NoSuchFileException missing) {
            throw new CorpusException(file + ": no such file (expected: a trace)");
        } catch (IOException | UncheckedIOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static CorpusException unreadable(Path file, Exception failed) {
        boolean binary =
                failed instanceof CharacterCodingException || failed.getCause() instanceof CharacterCodingException;
        return new CorpusException(file + ": " + (binary ? "not text" : failed.getMessage())
                + " (expected: comma-separated values, in UTF-8)");
    }

    @Override
    public long count() {
        return count;
    }

    /** @throws CorpusException for a line that cannot be read, with its number */
    @Override
    public @Nullable StagedRequest next() {
        try {
            String line = given == most ? null : lines.readLine();
            while (line != null && line.isBlank()) {
                number++;
                line = lines.readLine();
            }
            if (line == null) {
                return null;
            }
            number++;
            given++;
            if (line.length() > LONGEST_LINE) {
                throw new CorpusException("more than " + LONGEST_LINE + " characters (expected: an arrival)");
            }
            return staged(columns.read(line));
        } catch (CorpusException noArrival) {
            throw new CorpusException(file + ":" + number + ": " + noArrival.getMessage());
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private StagedRequest staged(TraceColumns.Arrival arrival) {
        String id = "trace-" + (number - 1);
        ObjectNode body = Json.newObject().put("model", model);
        body.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", Filler.text(arrival.contextTokens(), number));
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
            throw new CorpusException(file + ": " + failed.getMessage() + " (expected: a file that can be read)");
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
