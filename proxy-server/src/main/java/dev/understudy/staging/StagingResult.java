package dev.understudy.staging;

import dev.understudy.exchange.Outcome;
import dev.understudy.report.Report;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to, those sessions of it included that went before. Immutable.
 *
 * @param report the comparisons and the verdict, as {@code compare} has them
 * @param listed requests of the list that were looked at
 * @param played those that ended, by how they did
 * @param unknown those that an earlier session, or this one when it was stopped, began and never saw the end of
 * @param stopped why the run ended before the list did; null when it came to the end
 * @param usd what the calls cost, as far as that is known
 */
public record StagingResult(
        Report report,
        long listed,
        Map<Outcome, Long> played,
        long unknown,
        @Nullable String stopped,
        BigDecimal usd,
        LoadFigures load) {
    public StagingResult {
        Map<Outcome, Long> copy = new EnumMap<>(Outcome.class);
        copy.putAll(played);
        played = Collections.unmodifiableMap(copy);
    }

    /** Whether every request of the list was played or is known to be lost. */
    public boolean complete() {
        return stopped == null;
    }
}
