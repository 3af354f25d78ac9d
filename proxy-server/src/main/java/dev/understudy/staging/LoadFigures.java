package dev.understudy.staging;

import dev.understudy.exchange.Arm;
import java.util.List;

/**
 * What a run did to its arms, and how well it kept to its times. Immutable.
 *
 * @param begun requests that this session began
 * @param seconds from the first of them to the last
 * @param perSecond how many it began a second; 0 where there were fewer than two
 * @param lag how much later than due requests began
 * @param held how the bound on what is under way at once held it up
 */
public record LoadFigures(long begun, double seconds, double perSecond, Spread lag, Held held, List<ArmFigures> arms) {
    public LoadFigures {
        arms = List.copyOf(arms);
    }

    /**
     * What waiting for a place came to.
     *
     * @param places requests that may be under way at once
     * @param seconds that were waited for one of them in this session
     */
    public record Held(int places, double seconds) {}

    /** Seconds; zeros where nothing was measured. */
    public record Spread(long count, double p50, double p95, double p99, double most) {}

    /**
     * One arm's answers; times are of those that succeeded.
     *
     * @param outputTokens of those that say how many
     */
    public record ArmFigures(
            Arm arm, long answers, long failed, Spread duration, Spread firstToken, long outputTokens) {}
}
