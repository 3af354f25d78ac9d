package dev.understudy.offline;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.compare.Wording;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Shapes;
import dev.understudy.dialect.wire.Json;
import dev.understudy.dialect.wire.ParsedResponse;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Headers;
import dev.understudy.exchange.Timing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Understands an {@code output}: a text, an answer in our words, a provider's body or its recorded stream, or null for an
 * answer that never came. A provider's body is told by its shape.
 *
 * @param dialect whose body it was; null for one in words of ours
 */
record OutputReader(Answer answer, @Nullable Dialect dialect) {
    private static final int SUCCESS = 200;
    private static final double LONGEST_SECONDS = 1e7;
    private static final long NOT_MEASURED = -1;
    private static final long[] NO_GAPS = {};
    private static final String EXPECTED =
            "a text, {\"text\", \"tool_calls\", …}, or the body of an answer of a provider that is known here";

    /** @throws LineException for an output that is of no known form */
    static void check(JsonNode line) {
        JsonNode output = line.get("output");
        if (output == null) {
            throw new LineException("no output (expected: " + EXPECTED + ")");
        }
        status(line);
        timing(line);
        boolean known = output.isString() || output.isNull() || PlainForm.is(output) || Shapes.ofAnswer(output) != null;
        if (!known) {
            throw new LineException("output: " + described(output) + " (expected: " + EXPECTED + ")");
        }
    }

    /** @throws LineException as {@link #check} does */
    static OutputReader of(JsonNode line, Arm arm) {
        check(line);
        JsonNode output = line.path("output");
        int status = status(line);
        Timing timing = timing(line);
        if (output.isNull()) {
            Completion none = Completion.failed(ErrorKind.OTHER, "no answer was recorded");
            return new OutputReader(new Answer(arm, 0, false, none, timing, Ending.UNREACHABLE), null);
        }
        Dialect stream = output.isString() ? Shapes.ofStream(output.stringValue()) : null;
        if (stream != null) {
            byte[] body = output.stringValue().getBytes(StandardCharsets.UTF_8);
            ParsedResponse parsed = stream.response(status, Headers.EMPTY, body);
            if (!malformed(parsed)) {
                return parsed(parsed, arm, status, timing, stream);
            }
        }
        if (output.isString()) {
            return new OutputReader(answer(arm, status, text(output.stringValue(), status), timing), null);
        }
        Dialect dialect = Shapes.ofAnswer(output);
        return dialect == null
                ? new OutputReader(answer(arm, status, PlainForm.read(output), timing), null)
                : parsed(dialect.response(status, Headers.EMPTY, Json.bytes(output)), arm, status, timing, dialect);
    }

    /** What only looks like a stream is a text that shows one. */
    private static boolean malformed(ParsedResponse parsed) {
        ProviderError error = parsed.completion().error();
        return !parsed.streamed() || (error != null && error.kind() == ErrorKind.MALFORMED);
    }

    private static OutputReader parsed(ParsedResponse parsed, Arm arm, int status, Timing timing, Dialect dialect) {
        ProviderError error = parsed.completion().error();
        boolean cut = error != null && error.kind() == ErrorKind.TRUNCATED;
        Ending ending = cut ? Ending.BROKEN : Ending.COMPLETE;
        return new OutputReader(
                new Answer(arm, status, parsed.streamed(), parsed.completion(), timing, ending), dialect);
    }

    private static Answer answer(Arm arm, int status, Completion completion, Timing timing) {
        return new Answer(arm, status, false, completion, timing, Ending.COMPLETE);
    }

    /** A text alone is taken for a whole answer; of an error status it is the message. */
    private static Completion text(String text, int status) {
        return status < 400
                ? new Completion(text, null, null, List.of(), FinishReason.STOP, null, null, null, 0, 0)
                : Completion.failed(ErrorKind.OTHER, text);
    }

    private static int status(JsonNode line) {
        JsonNode status = line.get("status");
        if (status == null || status.isNull()) {
            return SUCCESS;
        }
        int code = status.isInt() ? status.intValue() : 0;
        if (code < 100 || code > 999) {
            throw new LineException("status: " + described(status) + " (expected: an HTTP status)");
        }
        return code;
    }

    private static Timing timing(JsonNode line) {
        JsonNode timing = line.path("timing");
        Long total = nanos(timing, "total_seconds");
        return new Timing(
                total == null ? NOT_MEASURED : total,
                nanos(timing, "first_byte_seconds"),
                nanos(timing, "first_token_seconds"),
                NO_GAPS);
    }

    private static @Nullable Long nanos(JsonNode timing, String name) {
        JsonNode value = timing.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        double seconds = value.isNumber() ? value.doubleValue() : -1;
        if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
            throw new LineException("timing." + name + ": " + described(value) + " (expected: seconds)");
        }
        return Math.round(seconds * 1e9);
    }

    /** What it is, without what it says: outputs hold people's data, and messages end up in logs. */
    private static String described(JsonNode value) {
        if (value.isObject()) {
            String names =
                    String.join(", ", value.propertyNames().stream().limit(6).toList());
            return value.isEmpty() ? "an empty object" : "an object with " + Wording.excerpt(names, 80);
        }
        return value.isNumber() ? value.toString() : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
