package dev.understudy.publish;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One reader of the {@link EventStream}. Mirror workers offer, one thread polls. Close it when the reader is gone.
 *
 * <p>The reader is woken once for all that came since it last found the queue empty: {@link #poll} returning null rearms
 * the bell, and looks again after that so that nothing is left lying.
 */
public final class Subscription implements AutoCloseable {
    private final ComparisonFilter filter;
    private final BlockingQueue<ComparisonEntry> queue;
    private final Runnable available;
    private final EventStream stream;
    private final AtomicBoolean rung = new AtomicBoolean();
    private final AtomicLong missed = new AtomicLong();

    Subscription(ComparisonFilter filter, int capacity, Runnable available, EventStream stream) {
        this.filter = filter;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.available = available;
        this.stream = stream;
    }

    /** False when the queue was full and the comparison is lost to this reader. */
    boolean offer(ComparisonEntry entry) {
        if (!filter.matches(entry)) {
            return true;
        }
        boolean room = queue.offer(entry);
        if (!room) {
            missed.incrementAndGet();
        }
        if (rung.compareAndSet(false, true)) {
            available.run();
        }
        return room;
    }

    /** The next comparison, or null when there is none for now: then {@code available} will be called again. */
    public @Nullable ComparisonEntry poll() {
        ComparisonEntry entry = queue.poll();
        if (entry == null) {
            rung.set(false);
            entry = queue.poll();
            if (entry != null) {
                rung.set(true);
            }
        }
        return entry;
    }

    /** How many comparisons were lost since this was last asked. */
    public long takeMissed() {
        return missed.getAndSet(0);
    }

    @Override
    public void close() {
        stream.remove(this);
        queue.clear();
    }
}
