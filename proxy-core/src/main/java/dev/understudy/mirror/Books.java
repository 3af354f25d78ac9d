package dev.understudy.mirror;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Writes a shadow's ledger and tells the listener. A listener that throws costs nobody anything: the ledger is written
 * first, and neither a live loop nor an exchange may feel it. Thread-safe, without locks.
 */
final class Books {
    private final String shadow;
    private final Ledger ledger;
    private volatile MirrorEvents events;
    private final FaultLog faults;

    Books(String shadow, Ledger ledger, MirrorEvents events, FaultLog faults) {
        this.shadow = shadow;
        this.ledger = ledger;
        this.events = events;
        this.faults = faults;
    }

    void opened() {
        ledger.opened();
    }

    void ended(Outcome outcome) {
        ledger.ended(outcome);
        try {
            events.ended(shadow, outcome);
        } catch (RuntimeException fault) {
            faults.fault("counting an outcome", shadow, fault);
        }
    }

    void answered(Answer answer, @Nullable BigDecimal costUsd) {
        try {
            events.answered(shadow, answer, costUsd);
        } catch (RuntimeException fault) {
            faults.fault("counting an answer", shadow, fault);
        }
    }

    void sampled(Sighting request) {
        try {
            events.sampled(shadow, request);
        } catch (RuntimeException fault) {
            faults.fault("looking at a request", shadow, fault);
        }
    }

    void serverToolsRemoved(int count) {
        try {
            events.serverToolsRemoved(shadow, count);
        } catch (RuntimeException fault) {
            faults.fault("counting removed tools", shadow, fault);
        }
    }

    boolean followsCalls() {
        return events.followsCalls();
    }

    void called(EndedCall call) {
        try {
            events.called(call);
        } catch (RuntimeException fault) {
            faults.fault("telling of a call", shadow, fault);
        }
    }

    /** What is written from now on belongs to the time before a reset. */
    void reset() {
        events = events.beyondReset();
    }

    Ledger ledger() {
        return ledger;
    }
}
