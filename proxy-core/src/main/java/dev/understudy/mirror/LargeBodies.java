package dev.understudy.mirror;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets bodies of megabytes in for as long as live does not feel them. What they cost is in no budget of bytes: a collector that
 * stops every thread to move them, caches and memory that live wants too. So the work on them gets a {@value #SHARE}th of the
 * processors' time, and the next one stays outside until that of the last is paid off. When a live loop was late all the
 * same soon after one was let in, they stay outside for a while, twice as long each time that it happens again, up to a
 * minute. Whoever is kept out is counted. Where no live loop reports, as in a replay, there is nobody to protect.
 * Thread-safe, without locks: live loops ask. Two that are late at once may set the same pause twice.
 */
final class LargeBodies {
    /** Most mirrored bodies are below: they pass in any case. */
    static final long LARGE = 4 << 20;

    static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Later than this it was something else that made live late. */
    static final long BLAMED_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** On two processors one body of 12 MB in some two seconds. */
    static final int SHARE = 40;

    private final LongSupplier nanoTime;
    private final int processors;
    private volatile boolean live;
    private volatile long paidOffAt;
    private volatile long admittedAt;
    private volatile long reopensAt;
    private volatile long pause;

    LargeBodies(LongSupplier nanoTime, int processors) {
        this.nanoTime = nanoTime;
        this.processors = processors;
        long now = nanoTime.getAsLong();
        this.paidOffAt = now;
        this.admittedAt = now - BLAMED_NANOS;
        this.reopensAt = now;
    }

    /** Whether a body of that many bytes may come in now. */
    boolean admits(long bytes) {
        if (bytes < LARGE) {
            return true;
        }
        long now = nanoTime.getAsLong();
        return now - reopensAt >= 0 && now - paidOffAt >= 0;
    }

    /** One is in. */
    void admitted(long bytes) {
        if (bytes >= LARGE) {
            admittedAt = nanoTime.getAsLong();
        }
    }

    /** They took that much of a processor's time. Their one worker. */
    void worked(long nanos) {
        if (live) {
            long now = nanoTime.getAsLong();
            paidOffAt = (now - paidOffAt > 0 ? now : paidOffAt) + nanos * SHARE / processors;
        }
    }

    /** A live loop came to its regular work that much later than it should have: every one says so, some twenty times a second. */
    void liveWasLate(long nanos) {
        if (!live) {
            live = true;
        }
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
