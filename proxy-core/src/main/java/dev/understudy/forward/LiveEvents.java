package dev.understudy.forward;

/**
 * What the live path tells the outside for counting. Called on live event loops: must be thread-safe, take well under a
 * microsecond and never block.
 */
public interface LiveEvents {
    /**
     * A live request ended.
     *
     * @param status what the client got; 499 when the client left before a response, 0 when the connection just broke
     * @param durationNanos head received to last response byte written
     * @param firstByteNanos head received to response head received; negative when there was none
     * @param overheadNanos time spent inside the proxy: head received to written upstream, without connecting, plus
     *     response head received to written to the client
     */
    void completed(String route, int status, long durationNanos, long firstByteNanos, long overheadNanos);

    /** Whether anybody wants to hear {@link #ended}: asked once a request, and without an answer nothing is put together for it. */
    default boolean follows() {
        return false;
    }

    /**
     * A live request is over; once for each that ends while {@link #follows}. On a live event loop, or, for a request that was handed over
     * to the mirror, on its worker, with what was read there. Must not block or throw.
     */
    default void ended(LiveEnd end) {}

    /** Nobody listens. */
    LiveEvents NONE = (route, status, duration, firstByte, overhead) -> {};
}
