package dev.understudy;

import dev.understudy.forward.LiveEnd;
import dev.understudy.forward.LiveEvents;
import dev.understudy.mirror.FaultLog;

/**
 * Keeps the faults of who listens away from live: a listener that throws in the middle of a call's end would leave its client without
 * one. Thread-safe, as the listener has to be.
 */
final class GuardedLiveEvents implements LiveEvents {
    private static final String NO_ONE_REQUEST = "none";

    private final LiveEvents listener;
    private final FaultLog faults = new FaultLog();

    GuardedLiveEvents(LiveEvents listener) {
        this.listener = listener;
    }

    @Override
    public void completed(String route, int status, long durationNanos, long firstByteNanos, long overheadNanos) {
        try {
            listener.completed(route, status, durationNanos, firstByteNanos, overheadNanos);
        } catch (RuntimeException fault) {
            faults.fault("counting a live request", NO_ONE_REQUEST, fault);
        }
    }

    @Override
    public boolean follows() {
        try {
            return listener.follows();
        } catch (RuntimeException fault) {
            faults.fault("asking who follows live requests", NO_ONE_REQUEST, fault);
            return false;
        }
    }

    @Override
    public void ended(LiveEnd end) {
        try {
            listener.ended(end);
        } catch (RuntimeException fault) {
            faults.fault("telling of a live request", end.id() == null ? NO_ONE_REQUEST : end.id(), fault);
        }
    }
}
