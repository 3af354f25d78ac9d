package dev.understudy.variant;

import dev.understudy.exchange.Outcome;

/** This request is not for that arm; carries the outcome it ends in. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Derived.Refused derived;

    RefusedException(Outcome outcome, String reason) {
        // An expected end, not a fault: no stack trace is worth its cost here.
        super(reason, null, false, false);
        this.derived = new Derived.Refused(outcome, reason);
    }

    Derived.Refused derived() {
        return derived;
    }
}
