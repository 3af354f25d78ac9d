package dev.understudy.dialect.aws;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.ProviderError;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body of type {@code application/vnd.amazon.eventstream} apart: messages of lengths, a checksum of the lengths,
 * headers, a payload, and a checksum of all of it. Copies no payload. Stateless.
 *
 * @see <a href="https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html">Event stream encoding</a>
 */
final class EventStream {
    private static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";
    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;

    /** Takes what was found. */
    interface Sink {
        /**
         * @param headers those that are strings, the others are passed over
         * @param bytes holds the payload; belongs to the caller
         * @param end offset in the body just after the message
         */
        void message(Map<String, String> headers, byte[] bytes, int from, int to, int end);
    }

    private EventStream() {}

    /** Whether the body is one, by its media type or, where that is missing, by its first checksum. */
    static boolean is(@Nullable String contentType, byte[] body) {
        if (body.length > 0 && (body[0] == '{' || body[0] == '[')) {
            return false;
        }
        boolean named =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE);
        return named || (body.length >= PRELUDE && preludeHolds(body, 0));
    }

    /** Gives every whole message to the sink. Returns what is wrong with the rest, or null. */
    static @Nullable ProviderError read(byte[] body, Sink sink) {
        int at = 0;
        while (at < body.length) {
            if (body.length - at < PRELUDE) {
                return cut();
            }
            if (!preludeHolds(body, at)) {
                return malformed("the checksum of a message's lengths does not hold");
            }
            long total = integer(body, at) & 0xFFFFFFFFL;
            long headers = integer(body, at + 4) & 0xFFFFFFFFL;
            if (total < PRELUDE + CHECKSUM + headers) {
                return malformed("a message is shorter than its headers");
            }
            if (total > body.length - at) {
                return cut();
            }
            int end = at + (int) total;
            if (checksum(body, at, end - CHECKSUM) != integer(body, end - CHECKSUM)) {
                return malformed("the checksum of a message does not hold");
            }
            int payload = at + PRELUDE + (int) headers;
            Map<String, String> named = headers(body, at + PRELUDE, payload);
            if (named == null) {
                return malformed("a message's headers cannot be read");
            }
            sink.message(named, body, payload, end - CHECKSUM, end);
            at = end;
        }
        return null;
    }

    private static boolean preludeHolds(byte[] body, int at) {
        return checksum(body, at, at + 8) == integer(body, at + 8);
    }

    private static int checksum(byte[] body, int from, int to) {
        CRC32 checksum = new CRC32();
        checksum.update(body, from, to - from);
        return (int) checksum.getValue();
    }

    private static int integer(byte[] body, int at) {
        return ((body[at] & 0xFF) << 24)
                | ((body[at + 1] & 0xFF) << 16)
                | ((body[at + 2] & 0xFF) << 8)
                | (body[at + 3] & 0xFF);
    }

    private static @Nullable Map<String, String> headers(byte[] body, int from, int to) {
        Map<String, String> headers = new HashMap<>();
        int at = from;
        while (at < to) {
            int value = at + 1 + (body[at] & 0xFF) + 1; // a length, the name, the value's type
            if (value > to) {
                return null;
            }
            int type = body[value - 1];
            boolean counted = type == 6 || type == 7;
            if (counted && value + 2 > to) {
                return null;
            }
            int start = counted ? value + 2 : value;
            int length = counted ? ((body[value] & 0xFF) << 8) | (body[value + 1] & 0xFF) : length(type);
            if (length < 0 || start + length > to) {
                return null;
            }
            if (type == 7) {
                headers.put(text(body, at + 1, value - 1), text(body, start, start + length));
            }
            at = start + length;
        }
        return headers;
    }

    /** Of the types that need not say it: true, false, byte, short, integer, long, timestamp, UUID. */
    private static int length(int type) {
        return switch (type) {
            case 0, 1 -> 0;
            case 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5, 8 -> 8;
            case 9 -> 16;
            default -> -1;
        };
    }

    private static String text(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }

    private static ProviderError cut() {
        return new ProviderError(ErrorKind.TRUNCATED, "the stream ends inside a message");
    }

    private static ProviderError malformed(String message) {
        return new ProviderError(ErrorKind.MALFORMED, message);
    }
}
