package dev.understudy.mirror;

import dev.understudy.config.LimitsConfig.Rate;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A token bucket that holds one second's worth (at least one token), kept as the generic cell rate algorithm does: one
 * number, the time at which the bucket would be full again (ITU-T I.371). Thread-safe.
 */
public final class RateLimit {
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;
    /** Nanoseconds a token takes to come back; 0 for no limit. */
    private final long interval;

    private final long burst;
    private final AtomicLong fullAt;

    public RateLimit(@Nullable Rate rate, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.interval = rate == null ? 0 : Math.max(1, Math.round(Math.min(SECOND / rate.perSecond(), 1e18)));
        this.burst = Math.max(0, SECOND - interval);
        this.fullAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Takes a token if there is one. */
    public boolean tryTake() {
        if (interval == 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        while (true) {
            long before = fullAt.get();
            long missing = Math.max(0, before - now);
            if (missing > burst) {
                return false;
            }
            if (fullAt.compareAndSet(before, now + missing + interval)) {
                return true;
            }
        }
    }
}
