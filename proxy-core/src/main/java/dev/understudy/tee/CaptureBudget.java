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

    /** Changes the limit; captures that are there already stay. */
    public void limit(long bytes) {
        limit = bytes;
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
