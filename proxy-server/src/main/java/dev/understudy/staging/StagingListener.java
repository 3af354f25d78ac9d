package dev.understudy.staging;

import dev.understudy.compare.Compared;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import java.util.List;

/** Hears how a run goes, one event at a time, on threads of the run: must not block. */
public interface StagingListener {
    /** An exchange was compared. */
    default void compared(Exchange exchange, String prompt, List<Compared> results) {}

    /**
     * A request has ended.
     *
     * @param ended so many of {@code all}, those of earlier sessions included
     */
    default void ended(String id, Outcome outcome, long ended, long all) {}

    /** The run waits for something other than the requests' times, said in a few words; empty when it goes on. */
    default void waiting(String why) {}

    StagingListener NONE = new StagingListener() {};
}
