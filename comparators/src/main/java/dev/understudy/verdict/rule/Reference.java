package dev.understudy.verdict.rule;

import java.util.Locale;

/** What the candidate is held against. */
public enum Reference {
    /** A number alone. */
    NONE,
    /** Live's answer to the same request. */
    LIVE,
    /** How much live differs from itself on the same request: the control pair. */
    NOISE;

    /** The word in a rule. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
