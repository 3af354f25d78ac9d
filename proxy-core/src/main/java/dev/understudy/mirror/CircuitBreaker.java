package dev.understudy.mirror;

import dev.understudy.config.BreakerConfig;
import java.util.function.LongSupplier;

/**
 * Gives a failing candidate, or a failing judge, a rest. Closed until so many calls in a row have failed; then open for a pause; then half
 * open: one call goes through as a probe, and its end alone decides. Calls that were under way when it opened are not
 * listened to. Thread-safe; its lock is never taken on a live loop.
 */
public final class CircuitBreaker {
    /** What a call may do. */
    public enum Permit {
        REFUSED,
        CALL,
        PROBE
    }

    private final BreakerConfig config;
    private final LongSupplier nanoTime;
    private BreakerState state = BreakerState.CLOSED;
    private int failures;
    private long openedAt;
    private boolean probing;

    public CircuitBreaker(BreakerConfig config, LongSupplier nanoTime) {
        this.config = config;
        this.nanoTime = nanoTime;
    }

    /** Whether a call could start now. Takes nothing. */
    public synchronized boolean allows() {
        settle();
        return state == BreakerState.CLOSED || (state == BreakerState.HALF_OPEN && !probing);
    }

    /** Asked just before a call; after PROBE one of the three ends must be told. */
    public synchronized Permit tryCall() {
        if (!allows()) {
            return Permit.REFUSED;
        }
        if (state == BreakerState.CLOSED) {
            return Permit.CALL;
        }
        probing = true;
        return Permit.PROBE;
    }

    public synchronized void succeeded(Permit permit) {
        if (listensTo(permit)) {
            probing = false;
            failures = 0;
            state = BreakerState.CLOSED;
        }
    }

    public synchronized void failed(Permit permit) {
        if (!listensTo(permit)) {
            return;
        }
        failures++;
        if (permit == Permit.PROBE || failures >= config.failures()) {
            probing = false;
            failures = 0;
            state = BreakerState.OPEN;
            openedAt = nanoTime.getAsLong();
        }
    }

    /** The call ended without telling anything of the candidate: we called it off. */
    public synchronized void abandoned(Permit permit) {
        if (permit == Permit.PROBE) {
            probing = false;
        }
    }

    private boolean listensTo(Permit permit) {
        return permit == Permit.PROBE || (permit == Permit.CALL && state == BreakerState.CLOSED);
    }

    private void settle() {
        if (state == BreakerState.OPEN
                && nanoTime.getAsLong() - openedAt >= config.pause().toNanos()) {
            state = BreakerState.HALF_OPEN;
        }
    }

    synchronized BreakerState state() {
        settle();
        return state;
    }
}
