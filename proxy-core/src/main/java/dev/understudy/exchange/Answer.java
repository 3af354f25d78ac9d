package dev.understudy.exchange;

import dev.understudy.canonical.Completion;

/**
 * One arm's response, understood. Immutable.
 *
 * @param status HTTP status; 0 when no response began
 * @param completion what it says; carries the error when it failed
 * @param streamed whether it came as a stream of events
 * @param cost by the price table
 */
public record Answer(
        Arm arm, int status, boolean streamed, Completion completion, Timing timing, Ending ending, Cost cost) {

    /** One whose cost is not known, or not yet. */
    public Answer(Arm arm, int status, boolean streamed, Completion completion, Timing timing, Ending ending) {
        this(arm, status, streamed, completion, timing, ending, Cost.UNKNOWN);
    }

    public Answer withCost(Cost known) {
        return new Answer(arm, status, streamed, completion, timing, ending, known);
    }

    public Answer withCompletion(Completion other) {
        return new Answer(arm, status, streamed, other, timing, ending, cost);
    }

    /** A 2xx that ran to its end and reports no error. */
    public boolean succeeded() {
        return status >= 200 && status < 300 && ending == Ending.COMPLETE && completion.error() == null;
    }
}
