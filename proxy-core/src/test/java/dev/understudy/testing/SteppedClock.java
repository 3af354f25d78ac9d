package dev.understudy.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

/** A clock that moves when it is told to, and knows how often it was looked at. Thread-safe, stepped by one thread. */
public final class SteppedClock extends Clock {
    private final AtomicInteger looks = new AtomicInteger();
    private volatile Instant now;

    public SteppedClock(Instant start) {
        now = start;
    }

    public void step(Duration duration) {
        now = now.plus(duration);
    }

    /** How often it was looked at. */
    public int looks() {
        return looks.get();
    }

    @Override
    public Instant instant() {
        looks.incrementAndGet();
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
