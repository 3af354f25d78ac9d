package dev.understudy.judging;

import java.util.Locale;

/**
 * What became of a pair that a judge could have been asked about. A closed set: every pair of every compared exchange of a
 * shadow with a judge ends in exactly one, so the counts add up.
 */
public enum JudgeResult {
    // Opinions, of the answer beside live's.
    WIN(""),
    TIE(""),
    LOSS(""),
    /** A tie without asking: the answers are the same. */
    IDENTICAL(""),

    // Not asked.
    NOT_JUDGEABLE("there is nothing that a judge could compare"),
    NOT_SAMPLED("not in the judge's sample"),
    TOO_LARGE("the answers are too large for the judge"),
    DROPPED_QUEUE_FULL("the judge has too much to do at this moment"),
    DROPPED_RATE("the judge's rate is used up"),
    DROPPED_SPEND("the judge's budget is used up, or its price is unknown"),
    DROPPED_HEADROOM("the judge's provider has no room to spare"),
    DROPPED_BREAKER_OPEN("the judge failed several times in a row and is left alone for a while"),

    // Asked, without an opinion.
    CANCELLED("the judge was called off"),
    /** The reason is counted by itself. */
    ERROR("the judge failed");

    private final String explanation;

    JudgeResult(String explanation) {
        this.explanation = explanation;
    }

    /** Why there is no opinion, for people; empty where there is one. */
    public String explanation() {
        return explanation;
    }

    /** The name used in metrics: {@code dropped_spend}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JudgeResult of(double win) {
        return win == 1 ? WIN : win == 0 ? LOSS : TIE;
    }
}
