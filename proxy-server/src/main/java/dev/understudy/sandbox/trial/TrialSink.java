package dev.understudy.sandbox.trial;

import dev.understudy.compare.Comparators;
import dev.understudy.compare.Compared;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.compare.Pair;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.pair.ExchangeSink;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the trial's exchanges leave the proxy: compared as traffic is, and handed to the one thread that plays. Thread-safe. */
final class TrialSink implements ExchangeSink, MirrorEvents {
    /** An exchange with all that was said of it, and whether live's and the candidate's answer refuse. */
    record Met(Exchange exchange, List<Compared> results, boolean liveRefuses, boolean candidateRefuses) {}

    private final ExchangeComparisons comparisons;
    private final ExchangeComparisons refusals;
    private final ConcurrentLinkedQueue<Met> met = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Outcome> ended = new LinkedBlockingQueue<>();

    TrialSink(ShadowConfig shadow) {
        this.comparisons = new ExchangeComparisons(Comparators.from(shadow.compare()));
        this.refusals = new ExchangeComparisons(Comparators.from(List.of(new ComparatorConfig("refusal", Map.of()))));
    }

    @Override
    public void accept(Exchange exchange) {
        add(exchange, comparisons.compare(exchange, true));
    }

    @Override
    public void candidateFailed(Exchange exchange, Outcome outcome) {
        add(exchange, comparisons.compare(exchange, false));
    }

    private void add(Exchange exchange, List<Compared> results) {
        Compared refusal = refusals.compare(exchange, false).stream()
                .filter(each -> each.pair() == Pair.CANDIDATE)
                .findFirst()
                .orElse(null);
        met.add(new Met(
                exchange,
                results,
                refusal != null && refusal.comparison().live().getOrDefault("refused", 0.0) > 0,
                refusal != null && refusal.comparison().other().getOrDefault("refused", 0.0) > 0));
    }

    /** After the exchange was taken, on the same worker. */
    @Override
    public void ended(String shadow, Outcome outcome) {
        ended.add(outcome);
    }

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
        // What answers cost is in the comparisons.
    }

    /** How the next exchange ended; null where none did in time. */
    @Nullable
    Outcome awaitEnd(Duration patience) throws InterruptedException {
        return ended.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The next exchange whose arms have met. */
    @Nullable
    Met next() {
        return met.poll();
    }
}
