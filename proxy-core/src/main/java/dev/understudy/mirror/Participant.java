package dev.understudy.mirror;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;

/**
 * One who takes part in a mirrored exchange: a shadow, or the recording of its route. Confined to the exchange's worker. Ends exactly
 * once, and says so to {@link MirroredExchange}.
 */
interface Participant {
    /** First: the request is here. */
    void begin(RequestView request);

    /**
     * Second: live has ended whole and was read.
     *
     * @param bytes of its body, as it came
     */
    void liveAnswered(Answer answer, long bytes);

    /** Or: live has ended in a way that cannot be judged. */
    void liveSpoiled(Outcome outcome);

    /** Ends it once and for all; later calls do nothing. */
    void end(Outcome outcome);

    /** Whether its configuration is no longer in force. */
    boolean retired();
}
