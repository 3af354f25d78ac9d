package dev.understudy.mirror;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets bodies of megabytes in for as long as live does not feel them. What they cost is in no budget of bytes: a collector that
 * stops every thread to move them, caches and memory that live wants too. When a live loop was late soon after one was
 * let in, the next ones stay outside for a while, twice as long each time that it happens again, up to a minute. Whoever is kept
 * out is counted. Thread-safe, without locks: live loops ask. Two that are late at once may set the same pause twice.
 */
final class LargeBodies {
    /** Most mirrored bodies are below: they pass in any case. */
    static final long LARGE = 4 << 20;

    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Later than this it was something else that made live late. */
    static final long BLAMED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LongSupplier nanoTime;
    private volatile long admittedAt;
    private volatile long reopensAt;
    private volatile long pause;

    LargeBodies(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        this.admittedAt = now - BLAMED_NANOS;
        this.reopensAt = now;
    }

    /** Whether a body of that many bytes may come in now. */
    boolean admits(long bytes) {
        return bytes < LARGE || nanoTime.getAsLong() - reopensAt >= 0;
    }

    /** One is in. */
    void admitted(long bytes) {
        if (bytes >= LARGE) {
            admittedAt = nanoTime.getAsLong();
        }
    }

    /** A live loop came to its regular work that much later than it should have. */
    void liveWasLate(long nanos) {
        if (nanos < LATE_NANOS) {
            return;
        }
        long now = nanoTime.getAsLong();
        long open = now - reopensAt;
        if (open < 0 || now - admittedAt >= BLAMED_NANOS) {
            return;
        }
        boolean again = pause > 0 && open <= 2 * pause;
        long next = again ? Math.min(LONGEST_PAUSE_NANOS, 2 * pause) : FIRST_PAUSE_NANOS;
        pause = next;
        reopensAt = now + next;
    }
}
