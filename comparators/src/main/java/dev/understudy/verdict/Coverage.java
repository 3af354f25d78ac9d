package dev.understudy.verdict;

import dev.understudy.exchange.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the verdict is about, and what not: what became of the exchanges that the shadow was eligible for. Immutable.
 *
 * @param outcomes how many exchanges ended in each; absent ones are zero
 */
public record Coverage(Map<Outcome, Long> outcomes) {
    public Coverage {
        Map<Outcome, Long> copy = new EnumMap<>(Outcome.class);
        copy.putAll(outcomes);
        outcomes = Collections.unmodifiableMap(copy);
    }

    /** Nothing is known of outcomes: two files are compared, say. */
    public static Coverage unknown() {
        return new Coverage(Map.of());
    }

    /** Exchanges that the rules chose for the shadow. */
    public long selected() {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().blame() != Outcome.Blame.RULE)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    public long compared() {
        return outcomes.getOrDefault(Outcome.COMPARED, 0L) + outcomes.getOrDefault(Outcome.COMPARED_LIVE_FAILED, 0L);
    }
}
