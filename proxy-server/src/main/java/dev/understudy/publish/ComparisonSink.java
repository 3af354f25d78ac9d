package dev.understudy.publish;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.pair.ExchangeSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where exchanges leave the core: runs the shadow's comparators on the two pairs, counts the results and tells the
 * listeners. Runs on mirror workers, several at once; keeps nothing of an exchange itself.
 *
 * <p>Exchanges in which live failed are a stratum of their own: they are compared and listed, but stay out of the
 * divergence metrics, which judge quality where live answered.
 */
public final class ComparisonSink implements ExchangeSink {
    private static final Logger LOG = LoggerFactory.getLogger(ComparisonSink.class);

    private final Metrics metrics;
    private final List<ComparisonListener> listeners;
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private volatile Map<String, List<Comparator>> comparators = Map.of();

    public ComparisonSink(Metrics metrics, List<ComparisonListener> listeners) {
        this.metrics = metrics;
        this.listeners = List.copyOf(listeners);
    }

    /** Takes over the comparators of each shadow, by its name, at once. A shadow that is not named has none. */
    public void configure(Map<String, List<Comparator>> byShadow) {
        comparators = Map.copyOf(byShadow);
    }

    @Override
    public void accept(Exchange exchange) {
        List<ComparisonEntry> entries = new ArrayList<>();
        for (Comparator comparator : comparators.getOrDefault(exchange.shadow(), List.of())) {
            entries.add(compare(exchange, comparator, Pair.CANDIDATE, exchange.candidate()));
            Answer control = exchange.control();
            if (control != null) {
                entries.add(compare(exchange, comparator, Pair.CONTROL, control));
            }
        }
        count(exchange, entries);
        for (ComparisonListener listener : listeners) {
            tell(listener, exchange, entries);
        }
    }

    private ComparisonEntry compare(Exchange exchange, Comparator comparator, Pair pair, Answer other) {
        Comparison comparison;
        try {
            comparison = comparator.compare(exchange.request(), exchange.live(), other);
        } catch (RuntimeException | StackOverflowError fault) {
            // Comparators come from outside too; a broken one must not take the others' results with it.
            report("comparator " + comparator.name() + " failed on exchange " + exchange.id(), fault);
            comparison = Comparison.notComparable(
                    "the comparator failed: " + fault.getClass().getSimpleName());
        }
        return ComparisonEntry.of(sequence.incrementAndGet(), exchange, comparator.name(), pair, comparison);
    }

    private void count(Exchange exchange, List<ComparisonEntry> entries) {
        if (exchange.stratum() == Stratum.LIVE_FAILED) {
            metrics.liveFailed(exchange.shadow(), exchange.candidate().succeeded());
            return;
        }
        for (ComparisonEntry entry : entries) {
            metrics.compared(entry.shadow(), entry.comparator(), entry.pair(), entry.comparison());
        }
    }

    private void tell(ComparisonListener listener, Exchange exchange, List<ComparisonEntry> entries) {
        try {
            listener.compared(exchange, entries);
        } catch (RuntimeException fault) {
            report("listener " + listener.getClass().getName() + " failed on exchange " + exchange.id(), fault);
        }
    }

    /** With its stack trace the first time and every thousandth: a fault that is always there must not fill the disk. */
    private void report(String what, Throwable fault) {
        long count = faults.getAndIncrement();
        if (count % 1000 == 0) {
            LOG.error("{} ({} such faults so far)", what, count + 1, fault);
        } else {
            LOG.debug("{}: {}", what, fault.toString());
        }
    }
}
