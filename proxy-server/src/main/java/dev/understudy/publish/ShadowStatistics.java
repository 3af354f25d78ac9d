package dev.understudy.publish;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Exchange;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Running totals of each configured shadow since its candidate last changed: a reload that touches a shadow beyond
 * switching it on or off starts it anew, because answers of two different candidates must not be averaged. Thread-safe.
 */
public final class ShadowStatistics implements ComparisonListener {
    private final Clock clock;
    private volatile Map<String, ShadowTotals> totals = Map.of();

    public ShadowStatistics(Clock clock) {
        this.clock = clock;
    }

    /** Takes over the shadows of a configuration. */
    public synchronized void configure(ProxyConfig config) {
        Map<String, ShadowTotals> next = new HashMap<>();
        for (ShadowConfig shadow : config.shadows()) {
            ShadowTotals old = totals.get(shadow.name());
            next.put(
                    shadow.name(),
                    old != null && old.belongsTo(shadow) ? old : new ShadowTotals(shadow, clock.instant()));
        }
        totals = Map.copyOf(next);
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        ShadowTotals shadow = totals.get(exchange.shadow());
        if (shadow != null) {
            shadow.add(exchange, entries);
        }
    }

    /** The totals as they are now; empty for a shadow that is not configured. */
    public Optional<ShadowSummary> summary(String shadow) {
        return Optional.ofNullable(totals.get(shadow)).map(ShadowTotals::summary);
    }
}
