package dev.understudy.exchange;

/**
 * When the bytes of one arm moved, on the clock of {@link System#nanoTime()}. Immutable once published; the arrays are
 * not copied and must not be changed.
 *
 * @param startedNanos when the request began to be sent (live: when its head had arrived)
 * @param firstByteNanos when the response head had arrived; 0 if it never did
 * @param endedNanos when the last byte had arrived or the arm ended otherwise
 * @param arrivalNanos when each piece of the response body arrived, ascending
 * @param arrivalEnds body offset (content bytes, framing removed, before any content decoding) after each piece
 */
public record Timeline(
        long startedNanos, long firstByteNanos, long endedNanos, long[] arrivalNanos, int[] arrivalEnds) {

    private static final long[] NO_TIMES = {};
    private static final int[] NO_ENDS = {};

    public static Timeline withoutBody(long startedNanos, long firstByteNanos, long endedNanos) {
        return new Timeline(startedNanos, firstByteNanos, endedNanos, NO_TIMES, NO_ENDS);
    }

    public long durationNanos() {
        return endedNanos - startedNanos;
    }

    /** When the byte before {@code endOffset} had arrived: the time of the piece that completed an event ending there. */
    public long arrivalOf(int endOffset) {
        int low = 0;
        int high = arrivalEnds.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (arrivalEnds[middle] >= endOffset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return arrivalEnds.length == 0 ? firstByteNanos : arrivalNanos[low];
    }
}
