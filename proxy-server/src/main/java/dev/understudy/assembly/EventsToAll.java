package dev.understudy.assembly;

import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import dev.understudy.mirror.EndedCall;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.mirror.Sighting;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells several, in order. */
record EventsToAll(List<MirrorEvents> listeners) implements MirrorEvents {
    EventsToAll {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void ended(String shadow, Outcome outcome) {
        for (MirrorEvents listener : listeners) {
            listener.ended(shadow, outcome);
        }
    }

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
        for (MirrorEvents listener : listeners) {
            listener.answered(shadow, answer, costUsd);
        }
    }

    @Override
    public void sampled(String shadow, Sighting request) {
        for (MirrorEvents listener : listeners) {
            listener.sampled(shadow, request);
        }
    }

    @Override
    public boolean followsCalls() {
        for (MirrorEvents listener : listeners) {
            if (listener.followsCalls()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void called(EndedCall call) {
        for (MirrorEvents listener : listeners) {
            listener.called(call);
        }
    }

    @Override
    public MirrorEvents beyondReset() {
        return new EventsToAll(listeners.stream().map(MirrorEvents::beyondReset).toList());
    }

    @Override
    public void serverToolsRemoved(String shadow, int count) {
        for (MirrorEvents listener : listeners) {
            listener.serverToolsRemoved(shadow, count);
        }
    }
}
