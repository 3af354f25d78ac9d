package dev.understudy.publish;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.MirrorEvents;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Running totals of each configured shadow since its candidate last changed: a reload that touches a shadow beyond
 * switching it on or off, its sampled share and what is kept of it, starts it anew, because answers of two different candidates must not be averaged. Thread-safe.
 */
public final class ShadowStatistics implements ComparisonListener, MirrorEvents {
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

    /** Begins a shadow's totals anew; what is under way does not count. */
    public synchronized void reset(String shadow) {
        Map<String, ShadowTotals> next = new HashMap<>(totals);
        next.computeIfPresent(shadow, (name, old) -> old.reset(clock.instant()));
        totals = Map.copyOf(next);
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        ShadowTotals shadow = totals.get(exchange.shadow());
        if (shadow != null) {
            shadow.add(exchange, entries);
        }
    }

    @Override
    public void ended(String shadow, Outcome outcome) {
        // Outcomes are counted by the ledger of the shadow, over all changes of it.
    }

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
        ShadowTotals known = totals.get(shadow);
        if (known != null) {
            known.answered(answer, costUsd);
        }
    }

    /** The totals as they are now; empty for a shadow that is not configured. */
    public Optional<ShadowSummary> summary(String shadow) {
        return Optional.ofNullable(totals.get(shadow)).map(ShadowTotals::summary);
    }
}
