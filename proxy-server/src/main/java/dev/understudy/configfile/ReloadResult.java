package dev.understudy.configfile;

import java.util.List;

/**
 * What came of reading the file again.
 *
 * @param outcome what happened
 * @param lines for people: what changed, or what is wrong
 */
public record ReloadResult(Outcome outcome, List<String> lines) {
    /** The three ways a reload ends. */
    public enum Outcome {
        /** The new configuration is in force. */
        APPLIED,
        /** It says what the one in force says. */
        UNCHANGED,
        /** It cannot be used; the last good one stays. */
        REFUSED
    }

    public ReloadResult {
        lines = List.copyOf(lines);
    }

    public boolean refused() {
        return outcome == Outcome.REFUSED;
    }
}
