package dev.understudy.send;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How fast one shadow loop reads large answers, all of them together. A candidate that sends without end, or just more
 * than anybody asked for, would otherwise be read as fast as the processor can, and live pays for that. What is not read
 * waits with the candidate: TCP holds it back. One loop only.
 */
final class ReadPace {
    /** The first bytes of every answer are free, so that a usual one (a 60-event stream has 11 KB) is never held up. */
    static final int FREE_BYTES = 32 << 10;

    /** 16 MB a second and loop: 80,000 events of usual size, and about a tenth of a processor. */
    static final long TURN_BYTES = 400 << 10;

    static final long TURN_MILLIS = 25;

    /** Answers that may wait for their turn. */
    static final int MOST_HELD = 64;

    /** Most that a channel may read before it notices that it should not: one read buffer. */
    private static final int MOST_A_READ = 64 << 10;

    private final EventLoop loop;
    private final ArrayDeque<BooleanSupplier> held = new ArrayDeque<>();
    private long turnStartedNanos;
    private long left = TURN_BYTES;
    private boolean ticking;

    ReadPace(EventLoop loop) {
        this.loop = loop;
        this.turnStartedNanos = System.nanoTime();
    }

    /** Counts bytes that were read. False when this turn's share is used up: whoever read them pauses. */
    boolean take(int bytes, long now) {
        if (now - turnStartedNanos >= TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS)) {
            startTurn(now);
        }
        left -= bytes;
        return left > 0;
    }

    /**
     * Runs that when its turn has come: first come, first served.
     *
     * @param resume returns whether it reads on; one that has ended meanwhile takes nobody's turn
     * @return false when too many wait already
     */
    boolean hold(BooleanSupplier resume) {
        if (held.size() >= MOST_HELD) {
            return false;
        }
        held.addLast(resume);
        if (!ticking) {
            ticking = true;
            schedule();
        }
        return true;
    }

    private void startTurn(long now) {
        turnStartedNanos = now;
        left = TURN_BYTES;
    }

    private void schedule() {
        var unused = loop.schedule(this::turn, TURN_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void turn() {
        startTurn(System.nanoTime());
        for (long may = left; may > 0 && !held.isEmpty(); ) {
            may -= held.removeFirst().getAsBoolean() ? MOST_A_READ : 0;
        }
        ticking = !held.isEmpty();
        if (ticking) {
            schedule();
        }
    }
}
