package dev.understudy.publish;

import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import java.time.Instant;
import java.util.Map;

/**
 * What one comparator said of one pair of answers, as it is kept, listed and streamed. Immutable, small: explanations are
 * cut to {@value #EXPLANATION_LIMIT} characters and qualities to {@value #QUALITY_LIMIT}, so that memory stays bounded
 * whatever a comparator returns.
 *
 * @param sequence ascending in this process, from 1
 * @param exchange id of the exchange
 * @param at when the request's head arrived
 */
public record ComparisonEntry(
        long sequence,
        String exchange,
        String route,
        String shadow,
        Instant at,
        Stratum stratum,
        String comparator,
        Pair pair,
        Comparison comparison) {

    static final int EXPLANATION_LIMIT = 500;
    static final int QUALITY_LIMIT = 32;

    static ComparisonEntry of(long sequence, Exchange exchange, Compared compared) {
        return new ComparisonEntry(
                sequence,
                exchange.id(),
                exchange.route(),
                exchange.shadow(),
                exchange.at(),
                exchange.stratum(),
                compared.comparator(),
                compared.pair(),
                bounded(compared.comparison()));
    }

    /** About how many bytes of heap this keeps. */
    public int weight() {
        int qualities = comparison.live().size() + comparison.other().size();
        return 320 + 2 * comparison.explanation().length() + 64 * qualities;
    }

    private static Comparison bounded(Comparison comparison) {
        String explanation = Text.cut(comparison.explanation(), EXPLANATION_LIMIT);
        Map<String, Double> live = comparison.live();
        Map<String, Double> other = comparison.other();
        boolean asItIs = explanation.length() == comparison.explanation().length()
                && live.size() <= QUALITY_LIMIT
                && other.size() <= QUALITY_LIMIT;
        if (asItIs) {
            return comparison;
        }
        Map<String, Double> fewLive = live.size() <= QUALITY_LIMIT ? live : Map.of();
        Map<String, Double> fewOther = other.size() <= QUALITY_LIMIT ? other : Map.of();
        if (comparison instanceof Comparison.Match match) {
            return new Comparison.Match(match.divergence(), fewLive, fewOther, explanation);
        }
        if (comparison instanceof Comparison.Mismatch mismatch) {
            return new Comparison.Mismatch(mismatch.divergence(), fewLive, fewOther, explanation);
        }
        return new Comparison.NotComparable(fewLive, fewOther, explanation);
    }
}
