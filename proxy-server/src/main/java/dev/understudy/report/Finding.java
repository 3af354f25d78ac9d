package dev.understudy.report;

import dev.understudy.verdict.Effect;

/**
 * One respect in which the candidate was held against live or against the noise. Immutable.
 *
 * @param effect with the interval of this quantity alone
 * @param direction whether it is shown that there is a difference, with the gate's confidence for all findings together
 */
public record Finding(Effect effect, Aspect aspect, Direction direction) {
    /** What is shown of the difference. */
    public enum Direction {
        HIGHER,
        LOWER,
        /** No difference is shown; there may be one that is too small for so few exchanges. */
        NONE
    }

    public boolean differs() {
        return direction != Direction.NONE;
    }
}
