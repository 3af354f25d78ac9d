package dev.understudy.promotion;

import java.util.Locale;

/** How a candidate's verdict stands when it is promoted. */
public enum Standing {
    PASS,
    FAIL,
    UNDECIDED,
    /** Nobody asked. */
    NOT_ASKED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws UnpromotableException for another word */
    public static Standing of(String label) {
        for (Standing standing : values()) {
            if (standing.label().equals(label)) {
                return standing;
            }
        }
        throw new UnpromotableException("verdict: " + label + " (expected: pass, fail or undecided)");
    }
}
