package dev.understudy.staging;

import dev.understudy.config.LimitsConfig.Spend;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run has spent: in all, and in the window of the shadow's limit, sessions before this one included. The mirror's own account
 * begins anew with each process and knows nothing of live's calls; this one does. Guarded by the run.
 */
final class Purse {
    private final @Nullable Spend limit;
    private BigDecimal total = BigDecimal.ZERO;
    private BigDecimal inWindow = BigDecimal.ZERO;
    private long window = Long.MIN_VALUE;

    Purse(@Nullable Spend limit) {
        this.limit = limit;
    }

    void charge(Instant at, BigDecimal usd) {
        total = total.add(usd);
        if (limit != null && windowOf(limit, at) >= window) {
            enter(windowOf(limit, at));
            inWindow = inWindow.add(usd);
        }
    }

    private static long windowOf(Spend limit, Instant at) {
        return Math.floorDiv(at.toEpochMilli(), Math.max(1, limit.window().toMillis()));
    }

    private void enter(long current) {
        if (current != window) {
            window = current;
            inWindow = BigDecimal.ZERO;
        }
    }

    /** Whether nothing more may begin at that time. */
    boolean isEmpty(Instant now) {
        if (limit == null) {
            return false;
        }
        enter(windowOf(limit, now));
        return inWindow.compareTo(limit.usd()) >= 0;
    }

    BigDecimal total() {
        return total;
    }
}
