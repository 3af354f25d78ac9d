package dev.understudy.mirror;

import java.util.Locale;

/** Whether a shadow's circuit breaker lets calls through. */
public enum BreakerState {
    CLOSED,
    OPEN,
    /** The pause is over; one call at a time is tried. */
    HALF_OPEN;

    /** The name used in JSON: {@code half_open}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
