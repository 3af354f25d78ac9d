package dev.understudy.mirror;

import dev.understudy.exchange.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The books of one shadow (law 5): every exchange is opened once and ended once, so once all is quiet
 * {@code eligible = sum of outcomes} and {@code open = 0}. Thread-safe, without locks: live loops write here.
 */
final class Ledger {
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final LongAdder eligible = new LongAdder();
    private final LongAdder open = new LongAdder();
    private final LongAdder[] ended = new LongAdder[OUTCOMES.length];

    Ledger() {
        for (int i = 0; i < ended.length; i++) {
            ended[i] = new LongAdder();
        }
    }

    void opened() {
        eligible.increment();
        open.increment();
    }

    void ended(Outcome outcome) {
        ended[outcome.ordinal()].increment();
        open.decrement();
    }

    long eligible() {
        return eligible.sum();
    }

    /** Exchanges that have not ended. A sum of moving counters: exact once nothing moves. */
    long open() {
        return open.sum();
    }

    long count(Outcome outcome) {
        return ended[outcome.ordinal()].sum();
    }

    /** Every outcome that has been seen, in the order of {@link Outcome}. */
    Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : OUTCOMES) {
            if (count(outcome) != 0) {
                counts.put(outcome, count(outcome));
            }
        }
        return Collections.unmodifiableMap(counts);
    }
}
