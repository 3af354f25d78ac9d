package dev.understudy.exchange;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets one log line a second through, and counts those that it holds back: what every exchange can come to, or clients decide how often
 * it comes to, must not fill the disk. Thread-safe, without a lock.
 */
public final class LogPace {
    private static final long APART_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final AtomicLong nextAt;
    private final AtomicLong heldBack = new AtomicLong();

    public LogPace() {
        this(System::nanoTime);
    }

    /** @param nanoTime the clock, as {@link System#nanoTime} */
    public LogPace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.nextAt = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Writes a line, unless one was written within the last second.
     *
     * @param line is told how many before it were held back; called here and now, or never
     */
    public void log(LongConsumer line) {
        long now = nanoTime.getAsLong();
        long next = nextAt.get();
        if (now - next < 0 || !nextAt.compareAndSet(next, now + APART_NANOS)) {
            heldBack.incrementAndGet();
            return;
        }
        line.accept(heldBack.getAndSet(0));
    }
}
