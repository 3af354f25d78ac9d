package dev.understudy.config;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that cannot be: {@code name: value (expected: …)}. The key is a path such as
 * {@code shadows[0].sample.percent}; the loader adds file, line and column to it.
 */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=//)[^/?#]*(?=@)");
    private static final Pattern QUERY = Pattern.compile("(?<=\\?).*");

    private final String key;
    private final String value;
    private final String expected;

    public ConfigException(String key, @Nullable Object value, String expected) {
        super(key + ": " + shown(value) + " (expected: " + expected + ")");
        this.key = key;
        this.value = shown(value);
        this.expected = expected;
    }

    /** People write 110, not 110.0, and 0s, not PT0S; and what stands before a host or in a query may be a key or a password. */
    private static String shown(@Nullable Object value) {
        if (value instanceof URI url) {
            return QUERY.matcher(CREDENTIALS.matcher(url.toString()).replaceFirst("***"))
                    .replaceFirst("***");
        }
        if (value instanceof Duration duration) {
            return DurationText.of(duration);
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return String.valueOf(number.longValue());
        }
        return String.valueOf(value);
    }

    /** The same complaint, its key seen from the parent: {@code tolerance} under {@code compare[1].json}. */
    public ConfigException under(String parent) {
        return new ConfigException(parent + "." + key, value, expected);
    }

    /** The key as the record knows it, relative to the record. */
    public String key() {
        return key;
    }

    /** The refused value as text. */
    public String value() {
        return value;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }

    static void check(boolean holds, String key, @Nullable Object value, String expected) {
        if (!holds) {
            throw new ConfigException(key, value, expected);
        }
    }
}
