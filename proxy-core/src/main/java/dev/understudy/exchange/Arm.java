package dev.understudy.exchange;

import java.util.Locale;

/** The three parts that can be played in an exchange. */
public enum Arm {
    /** What the client got. */
    LIVE,
    /** The configuration on trial. */
    CANDIDATE,
    /** The live configuration asked a second time: how much live differs from itself. */
    CONTROL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name used in metrics and JSON. */
    public String label() {
        return label;
    }
}
