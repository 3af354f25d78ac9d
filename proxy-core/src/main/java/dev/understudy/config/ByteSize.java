package dev.understudy.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, at least 0. Written {@code 512}, {@code 64KiB}, {@code 8MiB}, {@code 2GiB}, or decimal {@code 8MB}. */
public record ByteSize(long bytes) {
    private static final Pattern SYNTAX =
            Pattern.compile("(\\d{1,15})\\s*(B|KB|MB|GB|KiB|MiB|GiB)?", Pattern.CASE_INSENSITIVE);
    private static final String EXPECTED = "a size such as 512KiB, 8MiB or 1GiB";

    public ByteSize {
        ConfigException.check(bytes >= 0, "size", bytes, EXPECTED);
    }

    public static ByteSize mebibytes(long count) {
        return new ByteSize(count << 20);
    }

    public static ByteSize parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        ConfigException.check(matcher.matches(), "size", text, EXPECTED);
        String unit = matcher.group(2) == null ? "b" : matcher.group(2).toLowerCase(Locale.ROOT);
        long factor = switch (unit) {
            case "kb" -> 1_000L;
            case "mb" -> 1_000_000L;
            case "gb" -> 1_000_000_000L;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            default -> 1L;
        };
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), factor));
        } catch (ArithmeticException overflow) {
            throw new ConfigException("size", text, EXPECTED);
        }
    }

    @Override
    public String toString() {
        if (bytes != 0 && bytes % (1 << 30) == 0) {
            return (bytes >> 30) + "GiB";
        }
        if (bytes != 0 && bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "MiB";
        }
        if (bytes != 0 && bytes % (1 << 10) == 0) {
            return (bytes >> 10) + "KiB";
        }
        return bytes + "B";
    }
}
