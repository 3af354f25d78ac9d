package dev.understudy.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One comparator over all exchanges. Immutable.
 *
 * @param control null without a control
 * @param distance its divergence against the noise; without a control by itself
 * @param qualities what it measures beside
 * @param course how the distance came to be known, from few exchanges to all
 */
public record ComparatorReport(
        String name,
        PairTotals candidate,
        @Nullable PairTotals control,
        Finding distance,
        List<Finding> qualities,
        List<Point> course) {
    public ComparatorReport {
        qualities = List.copyOf(qualities);
        course = List.copyOf(course);
    }

    /**
     * What was known after so many exchanges.
     *
     * @param lower end of the confidence sequence, finite
     * @param upper end of it, finite
     */
    public record Point(long exchanges, double estimate, double lower, double upper) {}
}
