package dev.understudy.identity;

import java.util.concurrent.TimeoutException;

/** How many bytes of a body have arrived at its end: what the sender waits for when it pauses. Thread-safe. */
final class Progress {
    private static final long PATIENCE_MILLIS = 60_000;

    private long arrived;
    private boolean over;

    synchronized void add(int bytes) {
        arrived += bytes;
        notifyAll();
    }

    /** Nobody has to wait for more: the receiver failed. */
    synchronized void giveUp() {
        over = true;
        notifyAll();
    }

    synchronized void awaitAtLeast(long bytes) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (arrived < bytes && !over) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new TimeoutException("only " + arrived + " of " + bytes + " body bytes passed on");
            }
            wait(left);
        }
    }
}
