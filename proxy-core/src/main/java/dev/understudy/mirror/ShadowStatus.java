package dev.understudy.mirror;

import dev.understudy.exchange.Outcome;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shadow as it stands. An immutable snapshot; its numbers are read one after the other, so they agree with each other
 * exactly only once nothing moves.
 *
 * @param inFlight candidate and control calls under way
 * @param queued exchanges that wait for a place
 * @param spentUsd dollars spent in the running window, by a shadow that is off now too; null without a limit: nothing is summed then
 * @param eligible exchanges since the process started or the shadow was reset, over all changes of the configuration
 * @param open exchanges that have not ended: {@code eligible} less all outcomes
 * @param outcomes every outcome seen so far
 */
public record ShadowStatus(
        String name,
        String route,
        boolean enabled,
        BreakerState breaker,
        int inFlight,
        int queued,
        @Nullable BigDecimal spentUsd,
        long eligible,
        long open,
        Map<Outcome, Long> outcomes) {}
