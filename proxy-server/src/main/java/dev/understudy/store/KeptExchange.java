package dev.understudy.store;

import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Translation;
import dev.understudy.publish.ComparisonEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written of one exchange: small, without its content but for what was picked as a sample. Immutable.
 *
 * @param outcome {@code compared}, or {@code candidate_failed}
 * @param sample the content as JSON in UTF-8; null for an exchange of which scores are kept
 */
record KeptExchange(
        String id,
        String route,
        String shadow,
        Instant at,
        String stratum,
        String outcome,
        List<ComparisonEntry> entries,
        ArmFacts live,
        ArmFacts candidate,
        @Nullable ArmFacts control,
        @Nullable Translation translation,
        @Nullable String sample) {

    static KeptExchange of(Exchange exchange, String outcome, List<ComparisonEntry> entries, @Nullable String sample) {
        return new KeptExchange(
                exchange.id(),
                exchange.route(),
                exchange.shadow(),
                exchange.at(),
                exchange.stratum().label(),
                outcome,
                entries,
                ArmFacts.of(exchange.live()),
                ArmFacts.of(exchange.candidate()),
                exchange.control() == null ? null : ArmFacts.of(exchange.control()),
                exchange.translation(),
                sample);
    }

    /** About how many bytes of heap it takes. */
    int weight() {
        int weight = 1024 + (sample == null ? 0 : 2 * sample.length());
        for (ComparisonEntry entry : entries) {
            weight += entry.weight();
        }
        return weight;
    }
}
