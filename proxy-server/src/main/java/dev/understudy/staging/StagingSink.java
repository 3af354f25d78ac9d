package dev.understudy.staging;

import dev.understudy.compare.Compared;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.judging.Judges;
import dev.understudy.offline.RequestReader;
import dev.understudy.pair.ExchangeSink;
import java.util.List;
import java.util.Map;

/**
 * Where a run's exchanges leave the mirror: the judge and the comparators of the shadow, all of them and at once, because here
 * nobody waits behind. Mirror workers and the judges' thread.
 */
final class StagingSink implements ExchangeSink {
    private final Protocol protocol;
    private final ExchangeComparisons comparisons;
    private final Judges judges;

    StagingSink(Protocol protocol, ExchangeComparisons comparisons, Judges judges) {
        this.protocol = protocol;
        this.comparisons = comparisons;
        this.judges = judges;
    }

    @Override
    public void accept(Exchange met) {
        StagedExchange staged = protocol.open(met.id());
        if (staged == null) {
            return; // given up while its arms met
        }
        Exchange exchange = ofItsConversation(met, staged);
        protocol.awaitsResults(staged);
        if (!judges.hear(
                exchange, opinions -> deliver(staged, exchange, comparisons.compare(exchange, true, opinions)))) {
            deliver(staged, exchange, comparisons.compare(exchange, true, Map.of()));
        }
    }

    @Override
    public void candidateFailed(Exchange met, Outcome outcome) {
        StagedExchange staged = protocol.open(met.id());
        if (staged != null) {
            Exchange exchange = ofItsConversation(met, staged);
            deliver(staged, exchange, comparisons.compare(exchange, false));
        }
    }

    private void deliver(StagedExchange staged, Exchange exchange, List<Compared> results) {
        protocol.compared(staged, exchange, RequestReader.prompt(exchange.asked()), results);
    }

    /** The list knows it better where it was recorded: what it was found by then may be no part of the recording. */
    private static Exchange ofItsConversation(Exchange met, StagedExchange staged) {
        String conversation = staged.staged().conversation();
        return conversation == null
                ? met
                : new Exchange(
                        met.id(),
                        met.route(),
                        met.shadow(),
                        met.at(),
                        conversation,
                        met.stratum(),
                        met.asked(),
                        met.live(),
                        met.candidate(),
                        met.control(),
                        met.translation(),
                        met.trace());
    }
}
