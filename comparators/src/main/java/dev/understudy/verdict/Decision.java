package dev.understudy.verdict;

import java.util.Locale;

/** What can be said. */
public enum Decision {
    /** What was asked for is shown. */
    PASS,
    /** Its contrary is shown. */
    FAIL,
    /** Neither is, yet. */
    UNDECIDED;

    /** The name used in metrics and JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
