package dev.understudy.compare.judge;

import dev.understudy.compare.Opinion;
import org.jspecify.annotations.Nullable;

/**
 * What a judge said of two answers that stood before it as a and b. Immutable.
 *
 * @param reason its own words; not to be trusted
 */
public record Ballot(Choice choice, String reason) implements JudgeReply {
    /** Which of the two; the judge's words for it are in lower case. */
    public enum Choice {
        A,
        B,
        TIE
    }

    /** What follows from one ballot. */
    public Opinion.Preference opinion(boolean liveWasA) {
        return new Opinion.Preference(win(liveWasA), null, told(liveWasA));
    }

    /**
     * What follows from this ballot and one on the same answers in the other order: where they contradict each other, it
     * was the order that spoke, and that is a tie.
     */
    public Opinion.Preference opinion(boolean liveWasA, Ballot turned) {
        double win = win(liveWasA);
        boolean consistent = win == turned.win(!liveWasA);
        return new Opinion.Preference(consistent ? win : 0.5, consistent, consistent ? told(liveWasA) : "");
    }

    /** Of the answer that is not live's. */
    private double win(boolean liveWasA) {
        return switch (choice) {
            case A -> liveWasA ? 0 : 1;
            case B -> liveWasA ? 1 : 0;
            case TIE -> 0.5;
        };
    }

    private String told(boolean liveWasA) {
        return reason.isBlank() ? "" : "live was " + (liveWasA ? "a" : "b") + ": " + reason;
    }

    static @Nullable Choice choice(String word) {
        return switch (word) {
            case "a" -> Choice.A;
            case "b" -> Choice.B;
            case "tie" -> Choice.TIE;
            default -> null;
        };
    }
}
