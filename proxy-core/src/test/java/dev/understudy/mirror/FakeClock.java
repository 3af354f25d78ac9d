package dev.understudy.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves when told to. The monotonic clock starts just before it overflows: differences must survive that. */
final class FakeClock {
    private static final long NANO_START = Long.MAX_VALUE - 1_000_000_000L;

    private final AtomicLong elapsed = new AtomicLong();

    long nanoTime() {
        return NANO_START + elapsed.get();
    }

    Instant instant() {
        return Instant.parse("2026-11-20T12:00:00Z").plusNanos(elapsed.get());
    }

    void advance(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    Mirror.Clocks clocks() {
        return new Mirror.Clocks(this::instant, this::nanoTime);
    }
}
