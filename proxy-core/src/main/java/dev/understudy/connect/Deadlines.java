package dev.understudy.connect;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coarse timeouts for everything on one event loop. A deadline is a field that its owner moves for free; one sweep every
 * {@value #SWEEP_MILLIS} ms finds those that have passed. So a request costs no timer, and 10,000 open streams cost one
 * walk over a list. Event loop only.
 */
public final class Deadlines {
    static final long SWEEP_MILLIS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final long NONE = Long.MAX_VALUE;

    private final EventLoop loop;
    private @Nullable Deadline first;
    private final LongConsumer late;
    private boolean sweeping;
    private long due;

    /** @param late hears after each sweep by how many nanoseconds it came too late: whatever kept the loop, it kept all on it */
    Deadlines(EventLoop loop, LongConsumer late) {
        this.loop = loop;
        this.late = late;
    }

    /** A deadline, not set yet. Must be {@linkplain Deadline#remove removed} when its owner ends. */
    public Deadline add(Runnable expired) {
        Deadline deadline = new Deadline(expired);
        deadline.next = first;
        if (first != null) {
            first.previous = deadline;
        }
        first = deadline;
        if (!sweeping) {
            sweeping = true;
            schedule();
        }
        return deadline;
    }

    private void schedule() {
        due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);
        var unused = loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        long now = System.nanoTime();
        late.accept(now - due);
        Deadline deadline = first;
        while (deadline != null) {
            Deadline next = deadline.next;
            if (deadline.at != NONE && deadline.at - now <= 0) {
                deadline.at = NONE;
                expire(deadline);
            }
            deadline = next;
        }
        sweeping = first != null && !loop.isShuttingDown();
        if (sweeping) {
            schedule();
        }
    }

    /** One owner's fault must not end every other timeout of this loop. */
    private static void expire(Deadline deadline) {
        try {
            deadline.expired.run();
        } catch (RuntimeException fault) {
            LOG.error("a deadline's owner failed", fault);
        }
    }

    /** One moving deadline. */
    public final class Deadline {
        private final Runnable expired;
        private long at = NONE;
        private boolean removed;
        private @Nullable Deadline previous;
        private @Nullable Deadline next;

        private Deadline(Runnable expired) {
            this.expired = expired;
        }

        /** Expires that long after {@code now} (nanoseconds, {@link System#nanoTime()}), unless moved or cleared. */
        public void set(long now, long nanos) {
            at = now + nanos;
        }

        public void clear() {
            at = NONE;
        }

        /** Whether it will expire. */
        boolean isSet() {
            return at != NONE;
        }

        /** Takes it off the list for good; more than once does no harm. */
        public void remove() {
            if (removed) {
                return;
            }
            removed = true;
            at = NONE;
            if (previous != null) {
                previous.next = next;
            } else {
                first = next;
            }
            if (next != null) {
                next.previous = previous;
            }
            // next stays: a sweep that stands on this one still has to find its way on.
        }
    }
}
