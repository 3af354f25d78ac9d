package dev.understudy.publish;

import java.util.Locale;

/** Which answer was held against live's. */
public enum Pair {
    /** Live and candidate: what the shadow would change. */
    CANDIDATE,
    /** Live and live asked again: how much live differs from itself. */
    CONTROL;

    /** The name used in metrics and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
