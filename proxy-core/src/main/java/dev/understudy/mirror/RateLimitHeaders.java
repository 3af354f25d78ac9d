package dev.understudy.mirror;

import dev.understudy.exchange.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What providers say about their limits in response headers. Each says how much of something remains, how much of it there
 * is, and when it is filled up again; what the something is, is in the names. OpenAI, Azure, Groq and others:
 * {@code x-ratelimit-remaining-tokens}, {@code -limit-}, {@code -reset-} as "6m0s" or seconds
 * (platform.openai.com/docs/guides/rate-limits). Mistral: {@code ratelimitbysize-remaining}. OpenRouter:
 * {@code x-ratelimit-reset} as milliseconds since 1970. Anthropic: {@code anthropic-ratelimit-requests-remaining},
 * {@code -limit}, {@code -reset} as RFC 3339 (docs.anthropic.com/en/api/rate-limits). What cannot be read is as if it were
 * not there.
 */
final class RateLimitHeaders {
    private static final String REMAINING = "remaining";
    private static final String ANTHROPIC = "anthropic-ratelimit-";
    private static final List<String> OTHERS =
            List.of("x-ratelimit-", "ratelimit-", "x-ratelimitbysize-", "ratelimitbysize-");
    /** More than any provider has. */
    private static final int MOST_LIMITS = 32;

    private static final Pattern SPAN_PART = Pattern.compile("\\G(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Duration UNKNOWN_RESET = Duration.ofSeconds(1);
    private static final int LONGEST_VALUE = 64;

    private RateLimitHeaders() {}

    /** Seconds or a date (RFC 9110 section 10.2.3), or OpenAI's milliseconds; null when absent. */
    static @Nullable Duration retryAfter(Headers headers, InstantSource clock) {
        Double millis = number(headers.get("retry-after-ms"));
        if (millis != null) {
            return Duration.ofNanos((long) (millis * 1e6));
        }
        String value = headers.get("retry-after");
        Double seconds = number(value);
        if (seconds != null) {
            return Duration.ofNanos((long) (seconds * 1e9));
        }
        Instant date = date(value, DateTimeFormatter.RFC_1123_DATE_TIME);
        return date == null ? null : Duration.between(clock.instant(), date);
    }

    /** How long until the scarcest of the limits is filled up again; zero when none runs low. */
    static Duration pauseWhenLow(Headers headers, int sparePercent, InstantSource clock) {
        Duration longest = Duration.ZERO;
        int limits = 0;
        for (Headers.Field field : headers) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!isRemaining(name) || limits++ >= MOST_LIMITS) {
                continue;
            }
            Double remaining = number(field.value());
            if (remaining != null && low(remaining, number(headers.get(beside(name, "limit"))), sparePercent)) {
                Duration reset = reset(headers.get(beside(name, "reset")), clock);
                longest = reset.compareTo(longest) > 0 ? reset : longest;
            }
        }
        return longest;
    }

    private static boolean isRemaining(String name) {
        if (name.startsWith(ANTHROPIC)) {
            return name.endsWith("-" + REMAINING);
        }
        for (String prefix : OTHERS) {
            if (name.startsWith(REMAINING, prefix.length()) && name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String beside(String remaining, String what) {
        return remaining.replace(REMAINING, what);
    }

    private static boolean low(double remaining, @Nullable Double limit, int sparePercent) {
        return limit == null ? remaining < 1 : remaining * 100 < limit * sparePercent;
    }

    private static Duration reset(@Nullable String value, InstantSource clock) {
        Instant date = date(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        if (date != null) {
            return Duration.between(clock.instant(), date);
        }
        Double number = number(value);
        Duration span = number != null ? span(number, clock) : span(value);
        return span == null ? UNKNOWN_RESET : span;
    }

    /** Seconds from now; what would be decades is a time of day, in seconds or milliseconds since 1970. */
    private static Duration span(double number, InstantSource clock) {
        if (number < 1e9) {
            return Duration.ofNanos((long) (number * 1e9));
        }
        long millis = (long) (number < 1e12 ? number * 1e3 : Math.min(number, 1e15));
        return Duration.between(clock.instant(), Instant.ofEpochMilli(millis));
    }

    /** OpenAI's spans: "1s", "6m0s", "120ms". */
    private static @Nullable Duration span(@Nullable String value) {
        if (value == null || value.length() > LONGEST_VALUE) {
            return null;
        }
        Matcher part = SPAN_PART.matcher(value);
        double seconds = 0;
        int end = 0;
        while (part.find()) {
            seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
            end = part.end();
        }
        return end == 0 || end != value.length() ? null : Duration.ofNanos((long) (seconds * 1e9));
    }

    private static double unit(String name) {
        return switch (name) {
            case "ms" -> 0.001;
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
    }

    /** A plain decimal of sane size: no sign, no exponent, no NaN. */
    private static @Nullable Double number(@Nullable String value) {
        if (value == null || value.isEmpty() || value.length() > 18) {
            return null;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return null;
            }
        }
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException dots) {
            return null;
        }
    }

    private static @Nullable Instant date(@Nullable String value, DateTimeFormatter format) {
        if (value == null || value.length() < 16 || value.length() > LONGEST_VALUE) {
            return null;
        }
        try {
            return ZonedDateTime.parse(value, format).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
