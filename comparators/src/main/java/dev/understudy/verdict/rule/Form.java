package dev.understudy.verdict.rule;

import java.util.Locale;

/** What kind of claim a rule is, in the words of trials. */
public enum Form {
    /** Not worse than live, or than the noise, by more than a margin. */
    NON_INFERIORITY,
    /** Better than live by more than nothing, or than a margin. */
    SUPERIORITY,
    /** Neither better nor worse by more than a margin. */
    EQUIVALENCE,
    /** Against a number. */
    ABSOLUTE,
    /** Not once. */
    NEVER;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
