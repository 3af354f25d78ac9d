package dev.understudy.mirror;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror tells the outside for counting. Called from live event loops ({@link #ended} only) and workers: must be
 * thread-safe, fast and must not block.
 */
public interface MirrorEvents {
    /** An eligible exchange ended for this shadow; exactly once each. */
    void ended(String shadow, Outcome outcome);

    /**
     * An arm of a sampled exchange was read.
     *
     * @param costUsd what it cost by the price table; null when the price or the usage is unknown
     */
    void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd);

    /**
     * A candidate was called without tools that its provider would have run itself.
     *
     * @param count how many, at least 1
     */
    default void serverToolsRemoved(String shadow, int count) {}

    /**
     * A request was sampled for this shadow, whatever becomes of it. On a worker: a print takes tens of microseconds, so
     * who wants many of them sees to it that they are not too many.
     */
    default void sampled(String shadow, Sighting request) {}

    /** Whether anybody wants to hear {@link #called}: asked once for each exchange that is played. */
    default boolean followsCalls() {
        return false;
    }

    /** A call to candidate or control is over, and so is its exchange for this shadow; once for each. On a worker. */
    default void called(EndedCall call) {}

    /** Who still hears of exchanges that began before their shadow was reset: by default nobody. */
    default MirrorEvents beyondReset() {
        return NONE;
    }

    /** Nobody listens. */
    MirrorEvents NONE = new MirrorEvents() {
        @Override
        public void ended(String shadow, Outcome outcome) {}

        @Override
        public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {}
    };
}
