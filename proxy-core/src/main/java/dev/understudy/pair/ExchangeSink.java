package dev.understudy.pair;

import dev.understudy.exchange.Exchange;

/**
 * The exit of the core. Called on a mirror worker, never on an event loop: a sink may compute for a while (comparators
 * do), and slows only shadows by it. Must be thread-safe. An exception is counted as INTERNAL_ERROR for the exchange.
 */
public interface ExchangeSink {
    void accept(Exchange exchange);
}
