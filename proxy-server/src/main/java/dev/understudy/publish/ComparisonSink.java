package dev.understudy.publish;

import dev.understudy.compare.Comparators;
import dev.understudy.compare.Compared;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.compare.Opinion;
import dev.understudy.compare.Pair;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.RequestId;
import dev.understudy.exchange.Stratum;
import dev.understudy.judging.Judges;
import dev.understudy.pair.ExchangeSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where exchanges leave the core: has a judge asked where the shadow has one, runs the shadow's comparators on the two
 * pairs, counts the results and tells the listeners, once and with everything. Runs on mirror workers, several at once, on the
 * judges' thread for what was judged, and on the {@link LongLane} for shadows with a comparator that takes long.
 *
 * <p>Exchanges in which live failed are a stratum of their own: they are compared and listed, but stay out of the
 * divergence metrics, which judge quality where live answered.
 */
public final class ComparisonSink implements ExchangeSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ComparisonSink.class);

    private final Metrics metrics;
    private final List<ComparisonListener> listeners;
    private final Judges judges;
    private final LongLane longLane = new LongLane();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private volatile Map<String, ExchangeComparisons> comparisons = Map.of();

    public ComparisonSink(Metrics metrics, List<ComparisonListener> listeners) {
        this.metrics = metrics;
        this.judges = new Judges(metrics);
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Takes over the comparators of each shadow, all at once.
     *
     * @throws dev.understudy.config.ConfigException before anything has changed, for a comparator that cannot be made
     */
    public void configure(ProxyConfig config) {
        Map<String, ExchangeComparisons> next = new HashMap<>();
        List<ShadowConfig> shadows = config.shadows();
        for (ShadowConfig shadow : shadows) {
            next.put(shadow.name(), new ExchangeComparisons(Comparators.from(shadow.compare())));
        }
        judges.configure(config);
        comparisons = Map.copyOf(next);
    }

    /** How judges are asked; until it is known, nobody asks them. */
    public void connect(Judges.Network network) {
        judges.connect(network);
    }

    @Override
    public void accept(Exchange exchange) {
        ExchangeComparisons shadow = comparisons.get(exchange.shadow());
        if (shadow == null) {
            // The shadow went away with a reload while its last exchanges were under way: nobody asks about them.
            return;
        }
        if (!judges.hear(exchange, opinions -> judged(shadow, exchange, opinions))) {
            judged(shadow, exchange, Map.of());
        }
    }

    /** Whoever was asked about the exchange has answered. */
    private void judged(ExchangeComparisons shadow, Exchange exchange, Map<Pair, Opinion> opinions) {
        boolean later = shadow.takesLong() && longLane.offer(() -> compare(shadow, exchange, true, opinions));
        if (!later) {
            compare(shadow, exchange, false, opinions);
        }
    }

    private void compare(ExchangeComparisons shadow, Exchange exchange, boolean longOnes, Map<Pair, Opinion> opinions) {
        List<ComparisonEntry> entries = entries(exchange, shadow.compare(exchange, longOnes, opinions));
        count(exchange, entries);
        for (ComparisonListener listener : listeners) {
            tell(exchange, listener, () -> listener.compared(exchange, entries));
        }
    }

    @Override
    public void candidateFailed(Exchange exchange, Outcome outcome) {
        ExchangeComparisons shadow = comparisons.get(exchange.shadow());
        if (shadow != null) {
            List<ComparisonEntry> entries = entries(exchange, shadow.compare(exchange, false));
            for (ComparisonListener listener : listeners) {
                tell(exchange, listener, () -> listener.candidateFailed(exchange, entries));
            }
        }
    }

    private List<ComparisonEntry> entries(Exchange exchange, List<Compared> results) {
        List<ComparisonEntry> entries = new ArrayList<>();
        for (Compared compared : results) {
            entries.add(ComparisonEntry.of(sequence.incrementAndGet(), exchange, compared));
        }
        return entries;
    }

    private void count(Exchange exchange, List<ComparisonEntry> entries) {
        metrics.toolsAsked(exchange);
        if (exchange.translation() != null) {
            metrics.translated(exchange.shadow(), exchange.translation());
        }
        if (exchange.stratum() == Stratum.LIVE_FAILED) {
            metrics.liveFailed(exchange.shadow(), exchange.candidate().succeeded());
            return;
        }
        for (ComparisonEntry entry : entries) {
            metrics.compared(entry.shadow(), entry.comparator(), entry.pair(), entry.comparison());
        }
    }

    private void tell(Exchange exchange, ComparisonListener listener, Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException fault) {
            report(listener, exchange, fault);
        }
    }

    /** With its stack trace the first time and every thousandth: a fault that is always there must not fill the disk. */
    private void report(ComparisonListener listener, Exchange exchange, RuntimeException fault) {
        long count = faults.incrementAndGet();
        if (count % 1000 == 1) {
            String name = listener.getClass().getName();
            LOG.atError()
                    .addKeyValue("request_id", RequestId.ofExchange(exchange.id()))
                    .addKeyValue("exchange", exchange.id())
                    .setCause(fault)
                    .log("{} failed (such faults so far: {})", name, count);
        }
    }

    /** Calls judges off, and lets comparisons that wait finish for a few seconds. */
    @Override
    public void close() {
        judges.close();
        longLane.close();
    }
}
