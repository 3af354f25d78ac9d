package dev.understudy.mirror;

import dev.understudy.exchange.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What providers say about their limits in response headers. OpenAI: {@code x-ratelimit-remaining-requests},
 * {@code -limit-}, {@code -reset-} as "6m0s" (platform.openai.com/docs/guides/rate-limits). Anthropic:
 * {@code anthropic-ratelimit-requests-remaining}, {@code -limit}, {@code -reset} as RFC 3339
 * (docs.anthropic.com/en/api/rate-limits). What cannot be read is as if it were not there.
 */
final class RateLimitHeaders {
    private static final String[][] REMAINING_LIMIT_RESET = {
        openAi("requests"),
        openAi("tokens"),
        anthropic("requests"),
        anthropic("tokens"),
        anthropic("input-tokens"),
        anthropic("output-tokens"),
    };
    private static final Pattern SPAN_PART = Pattern.compile("\\G(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Duration UNKNOWN_RESET = Duration.ofSeconds(1);
    private static final int LONGEST_VALUE = 64;

    private RateLimitHeaders() {}

    private static String[] openAi(String what) {
        return new String[] {"x-ratelimit-remaining-" + what, "x-ratelimit-limit-" + what, "x-ratelimit-reset-" + what};
    }

    private static String[] anthropic(String what) {
        String prefix = "anthropic-ratelimit-" + what;
        return new String[] {prefix + "-remaining", prefix + "-limit", prefix + "-reset"};
    }

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
        for (String[] names : REMAINING_LIMIT_RESET) {
            Double remaining = number(headers.get(names[0]));
            if (remaining != null && low(remaining, number(headers.get(names[1])), sparePercent)) {
                Duration reset = reset(headers.get(names[2]), clock);
                longest = reset.compareTo(longest) > 0 ? reset : longest;
            }
        }
        return longest;
    }

    private static boolean low(double remaining, @Nullable Double limit, int sparePercent) {
        return limit == null ? remaining < 1 : remaining * 100 < limit * sparePercent;
    }

    private static Duration reset(@Nullable String value, InstantSource clock) {
        Instant date = date(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        if (date != null) {
            return Duration.between(clock.instant(), date);
        }
        Double seconds = number(value);
        Duration span = seconds != null ? Duration.ofNanos((long) (seconds * 1e9)) : span(value);
        return span == null ? UNKNOWN_RESET : span;
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
