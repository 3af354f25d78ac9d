package dev.understudy.configfile;

import dev.understudy.config.ConfigException;
import dev.understudy.config.LimitsConfig.Rate;
import dev.understudy.config.LimitsConfig.Spend;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text → typed values. Every function throws {@link ConfigException} with what was expected; the caller adds the key. */
final class Scalars {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*/\\s*(s|m|h)");
    private static final Pattern SPEND =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*USD\\s*/\\s*(minute|hour|day|week)");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\d{1,60}(?:\\.\\d{0,60})?|\\.\\d{1,60})(?:[eE][-+]?\\d{1,3})?");
    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9A-Fa-f:.%a-z]{2,60}]|[^:\\[\\]\\s/]{1,253}):(\\d{1,5})");
    private static final Duration LONGEST = Duration.ofDays(366);

    private Scalars() {}

    /** A function from text. */
    interface Parser<T> {
        T parse(String text);
    }

    /** A host and a port. */
    record Address(String host, int port) {}

    static Duration duration(String text) {
        String expected = "a duration such as 150ms, 2s, 5m, 1h or 1d";
        Matcher matcher = matched(DURATION, text, expected);
        BigDecimal millis = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit(matcher.group(2)).toMillis()));
        check(millis.compareTo(BigDecimal.valueOf(LONGEST.toMillis())) <= 0, text, "a duration up to 366d");
        return Duration.ofNanos(millis.movePointRight(6).longValue());
    }

    static Rate rate(String text) {
        Matcher matcher = matched(RATE, text, "a rate such as 20/s, 100/m or 5000/h");
        return new Rate(
                Double.parseDouble(matcher.group(1)) / unit(matcher.group(2)).toSeconds());
    }

    static Spend spend(String text) {
        Matcher matcher = matched(SPEND, text, "dollars and a window such as 25USD/day or 1.50USD/hour");
        Duration window = switch (matcher.group(2)) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            case "week" -> Duration.ofDays(7);
            default -> Duration.ofDays(1);
        };
        return new Spend(new BigDecimal(matcher.group(1)), window);
    }

    static Address address(String text) {
        String expected = "host:port such as 0.0.0.0:8080 or [::1]:8080";
        Matcher matcher = matched(ADDRESS, text, expected);
        int port = Integer.parseInt(matcher.group(2));
        check(port <= 65535, text, "a port from 0 to 65535");
        String host = matcher.group(1);
        return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    /** Booleans as YAML 1.2 has them: yes, no, on and off are words. */
    static boolean flag(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> throw new ConfigException("", text, "true or false");
        };
    }

    static BigDecimal decimal(String text) {
        matched(NUMBER, text, "a number");
        return new BigDecimal(text);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static int integer(String text) {
        try {
            return decimal(text).intValueExact();
        } catch (ArithmeticException notWhole) {
            throw new ConfigException("", text, "a whole number");
        }
    }

    static String nonEmpty(String text) {
        check(!text.isBlank(), "(empty)", "some text");
        return text;
    }

    static <E extends Enum<E>> Parser<E> oneOf(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(e -> label(e).equals(text))
                .findFirst()
                .orElseThrow(() -> new ConfigException("", text, labels(type)));
    }

    private static String labels(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Scalars::label).collect(Collectors.joining(", "));
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    private static Matcher matched(Pattern pattern, String text, String expected) {
        Matcher matcher = pattern.matcher(text);
        check(matcher.matches(), text, expected);
        return matcher;
    }

    private static void check(boolean holds, String text, String expected) {
        if (!holds) {
            throw new ConfigException("", text.isEmpty() ? "(empty)" : text, expected);
        }
    }
}
