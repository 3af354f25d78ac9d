package dev.understudy.exchange;

import dev.understudy.canonical.Completion;

/**
 * One arm's response, understood. Immutable.
 *
 * @param status HTTP status; 0 when no response began
 * @param completion what it says; carries the error when it failed
 * @param streamed whether it came as a stream of events
 */
public record Answer(Arm arm, int status, boolean streamed, Completion completion, Timing timing, Ending ending) {

    /** A 2xx that ran to its end and reports no error. */
    public boolean succeeded() {
        return status >= 200 && status < 300 && ending == Ending.COMPLETE && completion.error() == null;
    }
}
