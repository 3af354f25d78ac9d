package dev.understudy.config;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Durations as people write them: {@code 150ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 1d}. */
public final class DurationText {
    private DurationText() {}

    /** In the largest unit that leaves no rest, milliseconds at the smallest. */
    public static String of(Duration duration) {
        long millis = duration.toMillis();
        if (millis % TimeUnit.SECONDS.toMillis(1) != 0) {
            return millis + "ms";
        }
        if (millis == 0 || millis % TimeUnit.MINUTES.toMillis(1) != 0) {
            return TimeUnit.MILLISECONDS.toSeconds(millis) + "s";
        }
        if (millis % TimeUnit.HOURS.toMillis(1) != 0) {
            return TimeUnit.MILLISECONDS.toMinutes(millis) + "m";
        }
        boolean days = millis % TimeUnit.DAYS.toMillis(1) == 0;
        return days ? TimeUnit.MILLISECONDS.toDays(millis) + "d" : TimeUnit.MILLISECONDS.toHours(millis) + "h";
    }
}
