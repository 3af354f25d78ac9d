package dev.understudy.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;

/**
 * Asks every loop of a set how it is: how long a task waits before its turn comes, and how many upstream connections the loop
 * holds. Each answers for itself, on its own thread, so the path of a request pays nothing for it. Thread-safe.
 */
public final class LoopWatch {
    private final List<Watched> watched = new ArrayList<>();

    LoopWatch(List<Loop> loops) {
        loops.forEach(loop -> watched.add(new Watched(loop)));
    }

    /**
     * Asks all of them, and returns at once. A loop that has not answered the last time is not asked again: what it took so far
     * is told instead, so that one which never comes back is seen too.
     *
     * @param delays hears nanoseconds from asking to the loop's turn, on the loop or on the caller's thread
     */
    public void ask(LongConsumer delays) {
        long now = System.nanoTime();
        watched.forEach(each -> each.ask(now, delays));
    }

    /** Upstream connections that an exchange went over, when the loops were last asked. */
    public int busyConnections() {
        return watched.stream().mapToInt(each -> each.busy).sum();
    }

    /** Upstream connections kept for the next exchange, when the loops were last asked. */
    public int idleConnections() {
        return watched.stream().mapToInt(each -> each.idle).sum();
    }

    private static final class Watched {
        private final Loop loop;
        private volatile int busy;
        private volatile int idle;
        private volatile boolean waiting;
        /** Written before {@code waiting} is, and only by who asks. */
        private volatile long askedAt;

        Watched(Loop loop) {
            this.loop = loop;
        }

        synchronized void ask(long now, LongConsumer delays) {
            if (waiting) {
                delays.accept(now - askedAt);
                return;
            }
            askedAt = now;
            waiting = true;
            try {
                loop.eventLoop().execute(() -> answer(delays));
            } catch (RejectedExecutionException stopped) {
                // The loops have been closed: there is nothing to tell of them any more.
                waiting = false;
            }
        }

        /** On the loop. */
        private void answer(LongConsumer delays) {
            long delay = System.nanoTime() - askedAt;
            int kept = loop.idleConnections();
            idle = kept;
            busy = loop.openConnections() - kept;
            waiting = false;
            delays.accept(delay);
        }
    }
}
