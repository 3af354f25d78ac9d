package dev.understudy.mirror;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Places for calls in flight, a shadow's or a judge's, and the bounded queue of those who wait for one, first come first served over
 * all workers. Thread-safe; its lock is held for nanoseconds and never taken on a live loop.
 *
 * @param <T> who takes a place; compared by identity of the object
 */
public final class Places<T> {
    /** What came of asking. */
    public enum Entry {
        /** The place is taken; {@link #leave} gives it back. */
        ENTERED,
        /** In the queue: the place will come from somebody's {@link #leave}. */
        WAITING,
        FULL
    }

    private final int size;
    private final int queueSize;
    private final ArrayDeque<T> queue = new ArrayDeque<>();
    private int taken;

    public Places(int size, int queueSize) {
        this.size = size;
        this.queueSize = queueSize;
    }

    public synchronized Entry enter(T who) {
        if (taken < size) {
            taken++;
            return Entry.ENTERED;
        }
        if (queue.size() >= queueSize) {
            return Entry.FULL;
        }
        queue.addLast(who);
        return Entry.WAITING;
    }

    /** A place if one is free right now. */
    synchronized boolean tryEnter() {
        if (taken == size) {
            return false;
        }
        taken++;
        return true;
    }

    /** Gives a place back. Returns who has it now: the caller tells them. Null if nobody waited. */
    public synchronized @Nullable T leave() {
        T next = queue.pollFirst();
        if (next == null) {
            taken--;
        }
        return next;
    }

    /** Stops waiting. False if it was not in the queue, for example because it has just been given a place. */
    public synchronized boolean withdraw(T who) {
        return queue.removeFirstOccurrence(who);
    }

    synchronized int taken() {
        return taken;
    }

    synchronized int waiting() {
        return queue.size();
    }
}
