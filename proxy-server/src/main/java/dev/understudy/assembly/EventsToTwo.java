package dev.understudy.assembly;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.MirrorEvents;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Tells two. */
record EventsToTwo(MirrorEvents first, MirrorEvents second) implements MirrorEvents {
    @Override
    public void ended(String shadow, Outcome outcome) {
        first.ended(shadow, outcome);
        second.ended(shadow, outcome);
    }

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
        first.answered(shadow, answer, costUsd);
        second.answered(shadow, answer, costUsd);
    }

    @Override
    public void serverToolsRemoved(String shadow, int count) {
        first.serverToolsRemoved(shadow, count);
        second.serverToolsRemoved(shadow, count);
    }
}
