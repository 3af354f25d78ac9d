package dev.understudy.publish;

import dev.understudy.config.LimitsConfig;
import dev.understudy.mirror.BreakerState;
import dev.understudy.mirror.ShadowStatus;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a shadow stands, as samples. */
final class ShadowGauges {
    private ShadowGauges() {}

    /** @param limit of its spending; without one there is nothing to say of a budget */
    static void add(Samples samples, ShadowStatus status, LimitsConfig.@Nullable Spend limit) {
        String shadow = status.name();
        samples.add(Metric.SHADOW_ENABLED, status.enabled() ? 1 : 0, shadow);
        samples.add(Metric.SHADOW_QUEUE_DEPTH, status.queued(), shadow);
        samples.add(Metric.SHADOW_IN_FLIGHT, status.inFlight(), shadow);
        samples.add(Metric.SHADOW_BREAKER_OPEN, status.breaker() == BreakerState.CLOSED ? 0 : 1, shadow);
        BigDecimal spent = status.spentUsd();
        if (limit != null && spent != null) {
            samples.add(Metric.SHADOW_SPENT, spent.doubleValue(), shadow);
            samples.add(Metric.SHADOW_SPEND_LIMIT, limit.usd().doubleValue(), shadow);
        }
    }
}
