package dev.understudy.mirror;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The budget for what the mirror keeps after it took it from the tee: requests that are being played, answers that wait
 * for their counterpart. The tee's own budget ends where these copies begin. Thread-safe.
 */
final class HeldBytes {
    private final AtomicLong held = new AtomicLong();
    private volatile long limit;

    HeldBytes(long limit) {
        this.limit = limit;
    }

    void limit(long bytes) {
        limit = bytes;
    }

    /** True if there was room; then the same number must be released once. */
    boolean reserve(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
