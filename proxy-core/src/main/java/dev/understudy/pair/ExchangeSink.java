package dev.understudy.pair;

import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;

/**
 * The exit of the core. Called on a mirror worker, never on an event loop: a sink may compute for a while (comparators
 * do), and slows only shadows by it. Must be thread-safe. An exception is counted as INTERNAL_ERROR for the exchange.
 */
public interface ExchangeSink {
    void accept(Exchange exchange);

    /**
     * The candidate gave nothing that could be compared with live's answer, which is whole: it was not reachable, too slow, cut off or
     * could not be read. Its answer says which; it has no content. Whoever counts failures has to count these.
     *
     * @param outcome the candidate's doing, as the exchange ends
     */
    default void candidateFailed(Exchange exchange, Outcome outcome) {}
}
