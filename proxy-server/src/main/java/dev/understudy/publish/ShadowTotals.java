package dev.understudy.publish;

import dev.understudy.compare.Pair;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One shadow's running totals. Guarded by itself; held for microseconds. */
final class ShadowTotals {
    private static final class Pairs {
        private final PairTotals candidate = new PairTotals();
        private final PairTotals control = new PairTotals();

        PairTotals of(Pair pair) {
            return switch (pair) {
                case CANDIDATE -> candidate;
                case CONTROL -> control;
            };
        }
    }

    private final ShadowConfig config;
    private final Instant since;
    private final Map<String, Pairs> comparators = new LinkedHashMap<>();
    private long exchanges;
    private long liveFailed;
    private long liveFailedCandidateSucceeded;

    ShadowTotals(ShadowConfig config, Instant since) {
        this.config = config;
        this.since = since;
    }

    /** Whether the shadow is still the same one, switched on or off. */
    boolean belongsTo(ShadowConfig other) {
        return config.withEnabled(true).equals(other.withEnabled(true));
    }

    synchronized void add(Exchange exchange, List<ComparisonEntry> entries) {
        if (exchange.stratum() == Stratum.LIVE_FAILED) {
            liveFailed++;
            liveFailedCandidateSucceeded += exchange.candidate().succeeded() ? 1 : 0;
            return;
        }
        exchanges++;
        for (ComparisonEntry entry : entries) {
            comparators
                    .computeIfAbsent(entry.comparator(), name -> new Pairs())
                    .of(entry.pair())
                    .add(entry.comparison());
        }
    }

    synchronized ShadowSummary summary() {
        List<ShadowSummary.ComparatorSummary> summaries = new ArrayList<>();
        comparators.forEach((name, pairs) -> summaries.add(
                new ShadowSummary.ComparatorSummary(name, pairs.candidate.summary(), pairs.control.summary())));
        return new ShadowSummary(config.name(), since, exchanges, liveFailed, liveFailedCandidateSucceeded, summaries);
    }
}
