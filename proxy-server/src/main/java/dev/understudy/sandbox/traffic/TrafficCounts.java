package dev.understudy.sandbox.traffic;

import java.util.Map;

/**
 * What the customers saw. Immutable.
 *
 * @param sent requests sent
 * @param ok answered 2xx, to the end
 * @param refused answered 4xx: what odd requests deserve
 * @param failed answered 5xx, or not to the end
 * @param left by customers who did not wait for the end
 * @param skipped arrivals that found too many requests open
 * @param inFlight open now
 * @param statuses of all answers that began
 */
public record TrafficCounts(
        long sent,
        long ok,
        long refused,
        long failed,
        long left,
        long skipped,
        long inFlight,
        Map<Integer, Long> statuses) {
    public TrafficCounts {
        statuses = Map.copyOf(statuses);
    }
}
