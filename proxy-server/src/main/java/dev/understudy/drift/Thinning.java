package dev.understudy.drift;

/**
 * Lets through as many as are needed to know a distribution: {@value #BURST} at once, {@value #A_SECOND} a second for long.
 * Which ones does not depend on what they are, so shares stay what they are. Not thread-safe.
 */
final class Thinning {
    static final int BURST = 256;
    static final int A_SECOND = 50;
    private static final double NANOS = 1e9;

    private double left = BURST;
    private long at;
    private boolean begun;

    /** @param nanos monotonic */
    boolean passes(long nanos) {
        if (begun) {
            left = Math.min(BURST, left + Math.max(0, nanos - at) / NANOS * A_SECOND);
        }
        begun = true;
        at = nanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
