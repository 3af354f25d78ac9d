package dev.understudy.variant;

import dev.understudy.exchange.Headers;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trace context for the arms: the same trace as live's, and a span of its own (W3C Trace Context, section 3.2). Live itself passes through
 * as the client sent it.
 */
final class TraceParent {
    static final String NAME = "traceparent";
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    private TraceParent() {}

    /** The value for a child of the client's span; null where the client sent none that is valid. */
    static @Nullable String child(Headers client) {
        String sent = client.get(NAME);
        Matcher parts = FORM.matcher(sent == null ? "" : sent.strip());
        if (!parts.matches()
                || client.filter(field -> field.name().equalsIgnoreCase(NAME))
                                .fields()
                                .size()
                        > 1) {
            return null;
        }
        String version = parts.group(1);
        boolean valid = !version.equals("ff")
                && (!version.equals("00") || parts.group(5) == null)
                && !parts.group(2).equals(NO_TRACE)
                && !parts.group(3).equals(NO_SPAN);
        // What later versions append is unknown here, so the child is of the version that we know (section 4.3).
        return valid ? "00-" + parts.group(2) + "-" + span() + "-" + parts.group(4) : null;
    }

    private static String span() {
        long id = ThreadLocalRandom.current().nextLong();
        return HexFormat.of().toHexDigits(id == 0 ? 1 : id);
    }
}
