package dev.understudy.dialect.wire;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads one response, streamed or not, into an {@link Assembler}: finds out which of the two it is, takes events apart,
 * and tells what is malformed from what is cut off. Used once, by one thread.
 */
public final class ResponseReader implements SseDecoder.Sink {
    /** No real event comes near; a line of tens of megabytes still passes, since the body itself is capped. */
    private static final int MAX_EVENT_BYTES = 256 << 20;

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
    private static final int[] NO_OFFSETS = {};

    private final int status;
    private final Assembler assembler;
    private final RepeatedEvents repeated;

    /**
     * The last of a row of events that repeat. It is kept back until the next one tells whether it has to be read: what
     * changes from event to event without adding up, such as a running count, is what the last one says.
     */
    private @Nullable SseEvent kept;

    private String keptWords = "";

    private @Nullable ProviderError stated;
    private @Nullable ProviderError unreadable;
    private ErrorKind cutEvent = ErrorKind.MALFORMED;
    private boolean done;
    private byte[] body = {};
    private int events;
    private int unknownEvents;
    private int[] outputOffsets = NO_OFFSETS;
    private int outputs;

    private ResponseReader(int status, Assembler assembler) {
        this.status = status;
        this.assembler = assembler;
        this.repeated = new RepeatedEvents(assembler.repetition());
    }

    /**
     * Never throws on what an upstream sent: what cannot be read comes back with an error of kind MALFORMED or TRUNCATED.
     *
     * @param contentType the header's value, or null when it was not sent
     * @param body content bytes, content-encoding removed; not kept
     * @param assembler a new one
     */
    public static ParsedResponse read(int status, @Nullable String contentType, byte[] body, Assembler assembler) {
        return read(status, contentType, body, assembler, JsonStream.NONE);
    }

    /**
     * The same for a dialect that also streams JSON values by themselves.
     *
     * @param json how it does so; an error status is taken to come with one document
     */
    public static ParsedResponse read(
            int status, @Nullable String contentType, byte[] body, Assembler assembler, JsonStream json) {
        ResponseReader response = new ResponseReader(status, assembler);
        int start = 0;
        while (start < body.length && (body[start] <= ' ' || body[start] > '~')) {
            start++; // white space and a byte order mark
        }
        if (isEventStream(contentType, body, start)) {
            response.body = body;
            new SseDecoder(MAX_EVENT_BYTES).feed(body, 0, body.length, response);
            return response.stream(body);
        }
        if (!response.failed() && json.isIn(contentType, body, start)) {
            response.body = body;
            json.feed(body, start, response::value);
            return response.stream(body);
        }
        return response.document(body);
    }

    /** What the body starts with decides, since errors come as JSON under any media type; then the media type. */
    private static boolean isEventStream(@Nullable String contentType, byte[] body, int start) {
        if (start < body.length && (body[start] == '{' || body[start] == '[')) {
            return false;
        }
        for (String field : new String[] {":", "data:", "event:", "id:", "retry:"}) {
            if (startsWith(body, start, field)) {
                return true;
            }
        }
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    private static boolean startsWith(byte[] body, int start, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (start + i >= body.length || body[start + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private ParsedResponse stream(byte[] body) {
        readKept();
        ProviderError error = firstOf(stated, unreadable);
        if (error == null && failed()) {
            error = assembler.error(status, body, 0, 0);
        }
        if (error == null && !done && !assembler.finished()) {
            error = new ProviderError(ErrorKind.TRUNCATED, "the stream ended before it said that it was over");
        }
        return new ParsedResponse(
                assembler.completion(error, events, unknownEvents), true, Arrays.copyOf(outputOffsets, outputs));
    }

    private ParsedResponse document(byte[] body) {
        ProviderError error = failed() ? assembler.error(status, body, 0, body.length) : readDocument(body);
        Completion completion = assembler.completion(error, 0, 0);
        return new ParsedResponse(completion, false, NO_OFFSETS);
    }

    private @Nullable ProviderError readDocument(byte[] body) {
        ProviderError problem = read("", body, 0, body.length, ErrorKind.TRUNCATED);
        if (problem != null) {
            return problem;
        }
        if (assembler.sawError()) {
            return assembler.error(status, body, 0, body.length);
        }
        String missing = assembler.incomplete();
        return missing == null ? null : malformed(missing);
    }

    /** Live's own failures are answers too: what an error status says comes from the error body alone. */
    private boolean failed() {
        return status < 200 || status >= 300;
    }

    private void value(byte[] body, int from, int to, int endOffset, boolean whole) {
        cutEvent = whole ? ErrorKind.MALFORMED : ErrorKind.TRUNCATED;
        event(new SseEvent("message", body, from, to, "", endOffset));
    }

    @Override
    public void event(SseEvent event) {
        events++;
        // Data of several lines lies in a buffer of the decoder's, which the next event overwrites.
        String words = event.bytes() == body ? repeated.words(event) : null;
        if (words != null) {
            passKept();
            kept = event;
            keptWords = words;
            return;
        }
        readKept();
        if (isDone(event)) {
            done = true;
        } else if (isBlank(event)) {
            unknownEvents++;
        } else {
            boolean clean = understand(event);
            repeated.parsed(event, clean && assembler.sawOutput());
        }
    }

    /** Another of the same kind follows: the words are all that is needed of the one before. */
    private void passKept() {
        if (kept != null) {
            assembler.again(repeated.place(), keptWords);
            countOutput(kept);
        }
    }

    private void readKept() {
        if (kept != null) {
            understand(kept);
            kept = null;
        }
    }

    private void countOutput(SseEvent event) {
        if (assembler.sawOutput()) {
            outputOffsets = outputs == outputOffsets.length
                    ? Arrays.copyOf(outputOffsets, Math.max(64, outputs * 2))
                    : outputOffsets;
            outputOffsets[outputs++] = (int) event.endOffset();
        }
    }

    @Override
    public void oversized(long endOffset) {
        events++;
        readKept();
        unreadable = firstOf(unreadable, malformed("an event of more than " + MAX_EVENT_BYTES + " bytes"));
    }

    /** Returns whether it was read without a complaint. */
    private boolean understand(SseEvent event) {
        ProviderError problem = read(event.type(), event.bytes(), event.from(), event.to(), cutEvent);
        if (problem != null) {
            unreadable = firstOf(unreadable, problem);
        } else if (assembler.sawError()) {
            stated = firstOf(stated, assembler.error(status, event.bytes(), event.from(), event.to()));
        } else if (!assembler.known()) {
            unknownEvents++;
        }
        countOutput(event);
        return problem == null && assembler.known() && !assembler.sawError();
    }

    /** @param cut what JSON that ends too early is: a body may have lost its end, an event has not */
    private @Nullable ProviderError read(String event, byte[] bytes, int from, int to, ErrorKind cut) {
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            parser.nextToken();
            assembler.value(event, parser);
            JsonToken rest = parser.nextToken();
            return rest == null ? null : malformed("something follows the JSON value");
        } catch (UnexpectedEndOfInputException end) {
            return new ProviderError(cut, "the JSON ends too early");
        } catch (JacksonException malformed) {
            return CutJson.is(malformed, bytes, from, to)
                    ? new ProviderError(cut, "the JSON ends too early")
                    : malformed("not JSON: " + malformed.getOriginalMessage());
        }
    }

    private static ProviderError malformed(String message) {
        return new ProviderError(ErrorKind.MALFORMED, message);
    }

    private static @Nullable ProviderError firstOf(@Nullable ProviderError first, @Nullable ProviderError second) {
        return first != null ? first : second;
    }

    private static boolean isDone(SseEvent event) {
        return Arrays.equals(event.bytes(), event.from(), event.to(), DONE, 0, DONE.length)
                || event.to() - event.from() > DONE.length
                        && event.to() - event.from() < 16
                        && event.data().strip().equals("[DONE]");
    }

    private static boolean isBlank(SseEvent event) {
        for (int i = event.from(); i < event.to(); i++) {
            if (event.bytes()[i] > ' ' || event.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
