package dev.understudy.forward;

/**
 * When what happened on a live call's way, in nanoseconds of {@link System#nanoTime}, and what of it was ours. One per call; event loop
 * only.
 */
final class LiveTimes {
    private final long startedNanos;
    private long overheadNanos;
    private long firstByteNanos = -1;
    private long readNanos;
    private boolean answering;

    /** @param startedNanos when the request's head had arrived */
    LiveTimes(long startedNanos) {
        this.startedNanos = startedNanos;
    }

    /** The request's head is written. Connecting is the network's time, not ours. */
    void sent(long now, boolean pooled) {
        overheadNanos = pooled ? now - startedNanos : 0;
    }

    /** The response's head is here. */
    void headRead(long now) {
        readNanos = now;
        firstByteNanos = now - startedNanos;
    }

    /** The first flush after the head ends what the proxy adds to the way back. */
    void flushed() {
        if (!answering && readNanos != 0) {
            answering = true;
            overheadNanos += System.nanoTime() - readNanos;
        }
    }

    /** When the request's head had arrived. */
    long started() {
        return startedNanos;
    }

    /** From the request's head to now. */
    long total(long now) {
        return now - startedNanos;
    }

    /** From the request's head to the response's; -1 without one. */
    long firstByte() {
        return firstByteNanos;
    }

    /** Spent inside the proxy. */
    long overhead() {
        return overheadNanos;
    }
}
