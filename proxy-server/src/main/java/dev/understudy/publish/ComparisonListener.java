package dev.understudy.publish;

import dev.understudy.exchange.Exchange;
import java.util.List;

/**
 * Hears of every compared exchange. Called on mirror workers and other threads, by several at once: must be thread-safe, quick, and must
 * neither block nor keep the exchange, which may hold megabytes.
 */
public interface ComparisonListener {
    /**
     * @param exchange pseudonymised by the shadow's policy
     * @param entries one for each comparator and pair, in configured order
     */
    void compared(Exchange exchange, List<ComparisonEntry> entries);

    /**
     * The candidate gave nothing to compare. The entries say how the two ended; nothing else could be compared. Such an exchange
     * is not among the compared ones.
     */
    default void candidateFailed(Exchange exchange, List<ComparisonEntry> entries) {}
}
