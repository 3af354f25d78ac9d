package dev.understudy.compare;

import java.util.Locale;

/** Which answer stands beside live's: the one on trial, or live's own second one that shows the noise. */
public enum Pair {
    CANDIDATE,
    CONTROL;

    /** The name used in metrics and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
