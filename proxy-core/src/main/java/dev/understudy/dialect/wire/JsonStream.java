package dev.understudy.dialect.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a dialect streams JSON values where it does not use server-sent events. */
public enum JsonStream {
    /** Not at all: what is no event stream is one document. */
    NONE,
    /** As the elements of one array, which is closed when the stream is over: Gemini without {@code alt=sse}. */
    ARRAY,
    /** One value a line (NDJSON): Ollama. */
    LINES;

    /** Takes one value. */
    interface Sink {
        /** @param whole false when the body ended before the value did, as far as its framing tells */
        void value(byte[] body, int from, int to, int endOffset, boolean whole);
    }

    /** @param start of the first byte that is neither white space nor a byte order mark */
    boolean isIn(@Nullable String contentType, byte[] body, int start) {
        return switch (this) {
            case NONE -> false;
            case ARRAY -> start < body.length && body[start] == '[';
            case LINES ->
                start < body.length && body[start] == '{' && (isNamed(contentType) || hasSecondLine(body, start));
        };
    }

    private static boolean isNamed(@Nullable String contentType) {
        String lower = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        return lower.contains("ndjson") || lower.contains("jsonl") || lower.contains("json-seq");
    }

    /** Whether the first line ends one object and another begins after it: that is never part of one JSON value. */
    private static boolean hasSecondLine(byte[] body, int start) {
        int end = endOfLine(body, start);
        int last = end - 1;
        while (last > start && isSpace(body[last])) {
            last--;
        }
        int next = skipSpace(body, end);
        return body[last] == '}' && next < body.length && body[next] == '{';
    }

    /** Gives every value in turn to the sink; what does not belong there goes as a value that cannot be read. */
    void feed(byte[] body, int start, Sink sink) {
        switch (this) {
            case NONE -> throw new IllegalStateException("stream: NONE (expected: ARRAY or LINES)");
            case ARRAY -> elements(body, start + 1, sink);
            case LINES -> lines(body, start, sink);
        }
    }

    private static void lines(byte[] body, int start, Sink sink) {
        int from = skipSpace(body, start);
        while (from < body.length) {
            int end = endOfLine(body, from);
            boolean terminated = end < body.length;
            sink.value(body, from, end, terminated ? end + 1 : end, terminated);
            from = skipSpace(body, end);
        }
    }

    /** Only the places where elements begin and end are looked for here; whether they are JSON is the reader's business. */
    private static void elements(byte[] body, int start, Sink sink) {
        int position = skipSpace(body, start);
        while (position < body.length && body[position] == '{') {
            int closed = endOfObject(body, position);
            int end = closed < 0 ? body.length : closed;
            sink.value(body, position, end, end, closed >= 0);
            position = skipSpace(body, end);
            if (position < body.length && body[position] == ',') {
                position = skipSpace(body, position + 1);
            }
        }
        boolean closed = position < body.length && body[position] == ']';
        int rest = closed ? skipSpace(body, position + 1) : position;
        if (rest < body.length) {
            sink.value(body, closed ? position : rest, body.length, body.length, true);
        }
    }

    /** Just behind the brace that closes the one at {@code from}, or -1 when there is none. */
    private static int endOfObject(byte[] body, int from) {
        int depth = 0;
        for (int i = from; i < body.length; i++) {
            switch (body[i]) {
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                case '"' -> i = endOfString(body, i);
                default -> {}
            }
        }
        return -1;
    }

    private static int endOfString(byte[] body, int quote) {
        int i = quote + 1;
        while (i < body.length && body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int endOfLine(byte[] body, int from) {
        int end = from;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int skipSpace(byte[] body, int from) {
        int position = from;
        while (position < body.length && isSpace(body[position])) {
            position++;
        }
        return position;
    }

    private static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }
}
