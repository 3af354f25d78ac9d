package dev.understudy.exchange;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a distributed trace a request stands (W3C Trace Context, section 3.2): its trace, and the span that it belongs to. Immutable.
 *
 * @param traceId 32 hexadecimal digits in lower case, not all zero
 * @param spanId 16 hexadecimal digits in lower case, not all zero
 * @param flags 2 hexadecimal digits; the lowest bit says that the sender records the trace
 */
public record TraceContext(String traceId, String spanId, String flags) {
    /** The header that it travels in. */
    public static final String HEADER = "traceparent";

    /** The header beside it, in which vendors keep what is theirs. */
    public static final String STATE = "tracestate";

    /** So much of that has to be passed on (section 3.3.1.5); nobody keeps more here. */
    public static final int LONGEST_STATE = 512;

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    /** The place that the headers give; null where they have none that is valid, or more than one. */
    public static @Nullable TraceContext of(Headers headers) {
        String found = null;
        for (Headers.Field field : headers) {
            if (field.name().equalsIgnoreCase(HEADER)) {
                if (found != null) {
                    return null;
                }
                found = field.value();
            }
        }
        return parse(found);
    }

    /** The place that a header's value gives; null where it is none that is valid. */
    public static @Nullable TraceContext parse(@Nullable String sent) {
        Matcher parts = FORM.matcher(sent == null ? "" : sent.strip());
        if (!parts.matches()) {
            return null;
        }
        String version = parts.group(1);
        boolean valid = !version.equals("ff")
                && (!version.equals("00") || parts.group(5) == null)
                && !parts.group(2).equals(NO_TRACE)
                && !parts.group(3).equals(NO_SPAN);
        return valid ? new TraceContext(parts.group(2), parts.group(3), parts.group(4)) : null;
    }

    /** Another span of the same trace. */
    public TraceContext child() {
        long id = ThreadLocalRandom.current().nextLong();
        return new TraceContext(traceId, HexFormat.of().toHexDigits(id == 0 ? 1 : id), flags);
    }

    /** Whether the sender records the trace, and expects others to. */
    public boolean sampled() {
        return (HexFormat.fromHexDigits(flags) & 1) == 1;
    }

    /** As a header's value. What later versions append is unknown here, so it is of the version that we know (section 4.3). */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
