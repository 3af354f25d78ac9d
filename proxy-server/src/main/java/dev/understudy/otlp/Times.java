package dev.understudy.otlp;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What the clock said when {@link System#nanoTime()} said this: puts spans, which are measured by the latter, on the calendar. */
record Times(long epochNanos, long nanoTime) {
    static Times now(Clock clock) {
        Instant now = clock.instant();
        return new Times(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(), System.nanoTime());
    }

    /** Nanoseconds since the epoch. */
    long at(long someNanoTime) {
        return epochNanos + (someNanoTime - nanoTime);
    }
}
