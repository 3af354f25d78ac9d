package dev.understudy.tee;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that all captures of the process may hold together (law 4). Thread-safe: live loops take, workers give back.
 */
public final class CaptureBudget {
    private volatile long limit;
    private final AtomicLong used = new AtomicLong();

    /** A budget of that many bytes. */
    public CaptureBudget(long limit) {
        this.limit = limit;
    }

    /**
     * A budget that this process can afford: as configured, but never more than a quarter of the heap. Copies that fill
     * the heap would make live wait for the garbage collector, and that is what a bound is there to prevent.
     */
    public static long affordable(long configured) {
        return Math.min(configured, Runtime.getRuntime().maxMemory() / 4);
    }

    /** Changes the limit; captures that are there already stay. */
    public void limit(long bytes) {
        limit = bytes;
    }

    /** Bytes that may be held. */
    public long limit() {
        return limit;
    }

    /** Takes that many bytes, or nothing. */
    public boolean take(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /** Gives back what was taken. */
    public void giveBack(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes held at this moment. */
    public long used() {
        return used.get();
    }
}
