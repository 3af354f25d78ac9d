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

    /** Nobody listens. */
    LiveEvents NONE = (route, status, duration, firstByte, overhead) -> {};
}
