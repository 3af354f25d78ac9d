package dev.understudy.dialect;

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

/** Reads one chat response, streamed or not. Used once, by one thread. */
final class ChatResponse implements SseDecoder.Sink {
    /** No real event comes near; a line of tens of megabytes still passes, since the body itself is capped. */
    private static final int MAX_EVENT_BYTES = 256 << 20;

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
    private static final int[] NO_OFFSETS = {};

    private final int status;
    private final ChatAnswer answer = new ChatAnswer();
    private final ChatReader reader = new ChatReader(answer);

    private @Nullable ProviderError stated;
    private @Nullable ProviderError unreadable;
    private boolean done;
    private int events;
    private int unknownEvents;
    private int[] outputOffsets = NO_OFFSETS;
    private int outputs;

    private ChatResponse(int status) {
        this.status = status;
    }

    static ParsedResponse parse(int status, @Nullable String contentType, byte[] body) {
        ChatResponse response = new ChatResponse(status);
        return isStream(contentType, body) ? response.stream(body) : response.document(body);
    }

    /** What the body starts with decides, since errors come as JSON under any media type; then the media type. */
    private static boolean isStream(@Nullable String contentType, byte[] body) {
        int start = 0;
        while (start < body.length && (body[start] <= ' ' || body[start] > '~')) {
            start++; // white space and a byte order mark
        }
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
        new SseDecoder(MAX_EVENT_BYTES).feed(body, 0, body.length, this);
        ProviderError error = firstOf(stated, unreadable);
        if (error == null && failed()) {
            error = OpenAiErrors.read(status, body, 0, 0);
        }
        if (error == null && !done && !answer.finished()) {
            error = new ProviderError(ErrorKind.TRUNCATED, "the stream ended without a finish_reason or [DONE]");
        }
        return new ParsedResponse(
                answer.completion(error, events, unknownEvents), true, Arrays.copyOf(outputOffsets, outputs));
    }

    private ParsedResponse document(byte[] body) {
        ProviderError error = failed() ? OpenAiErrors.read(status, body, 0, body.length) : readDocument(body);
        Completion completion = answer.completion(error, 0, 0);
        return new ParsedResponse(completion, false, NO_OFFSETS);
    }

    private @Nullable ProviderError readDocument(byte[] body) {
        ProviderError problem = read(body, 0, body.length, ErrorKind.TRUNCATED);
        if (problem != null) {
            return problem;
        }
        if (reader.sawError()) {
            return OpenAiErrors.read(status, body, 0, body.length);
        }
        return reader.sawChoices() ? null : malformed("no choices in the answer");
    }

    /** Live's own failures are answers too: what an error status says comes from the error body alone. */
    private boolean failed() {
        return status < 200 || status >= 300;
    }

    @Override
    public void event(SseEvent event) {
        events++;
        if (isDone(event)) {
            done = true;
            return;
        }
        if (isBlank(event)) {
            unknownEvents++;
            return;
        }
        boolean output = understand(event);
        if (output) {
            outputOffsets = outputs == outputOffsets.length
                    ? Arrays.copyOf(outputOffsets, Math.max(64, outputs * 2))
                    : outputOffsets;
            outputOffsets[outputs++] = (int) event.endOffset();
        }
    }

    @Override
    public void oversized(long endOffset) {
        events++;
        unreadable = firstOf(unreadable, malformed("an event of more than " + MAX_EVENT_BYTES + " bytes"));
    }

    private boolean understand(SseEvent event) {
        ProviderError problem = read(event.bytes(), event.from(), event.to(), ErrorKind.MALFORMED);
        if (problem != null) {
            unreadable = firstOf(unreadable, problem);
        } else if (reader.sawError() || (event.type().equals("error") && !reader.sawChoices())) {
            stated = firstOf(stated, OpenAiErrors.read(status, event.bytes(), event.from(), event.to()));
        } else if (!reader.known()) {
            unknownEvents++;
        }
        return reader.sawOutput();
    }

    /** @param cut what JSON that ends too early is: a body may have lost its end, an event has not */
    private @Nullable ProviderError read(byte[] bytes, int from, int to, ErrorKind cut) {
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            parser.nextToken();
            reader.value(parser);
            JsonToken rest = parser.nextToken();
            return rest == null ? null : malformed("something follows the JSON value");
        } catch (UnexpectedEndOfInputException end) {
            return new ProviderError(cut, "the JSON ends too early");
        } catch (JacksonException malformed) {
            return malformed("not JSON: " + malformed.getOriginalMessage());
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
