package dev.understudy.staging;

import dev.understudy.config.ConfigException;

/**
 * How a list is played.
 *
 * @param live where live's answers come from
 * @param speed how many times as fast as the list's times; infinite for as fast as the limits let it
 * @param concurrency exchanges under way at once; 0 for the shadow's {@code in_flight}
 */
public record StagingOptions(LiveArm live, double speed, int concurrency) {
    public static final double AS_FAST_AS_POSSIBLE = Double.POSITIVE_INFINITY;
    private static final int MOST_CONCURRENCY = 4_096;

    /** Where live's answers come from. */
    public enum LiveArm {
        /** From the list. */
        RECORDED,
        /** Live is asked again, as a control would be. */
        CALL,
        /** There are none: the candidate alone is asked, to see how it bears the load. The list has something in their place. */
        NONE
    }

    public StagingOptions {
        if (!(speed > 0)) {
            throw new ConfigException("speed", String.valueOf(speed), "more than 0, such as 1x or 10x, or max");
        }
        if (concurrency < 0 || concurrency > MOST_CONCURRENCY) {
            throw new ConfigException("concurrency", String.valueOf(concurrency), "1 to " + MOST_CONCURRENCY);
        }
    }

    boolean paced() {
        return !Double.isInfinite(speed);
    }
}
