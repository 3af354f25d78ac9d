package dev.understudy.publish;

import dev.understudy.exchange.Exchange;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons as they come, for any number of readers up to a limit. Each reader has a bounded queue of its own: one that
 * does not keep up loses comparisons, is told how many, and holds up nobody.
 */
public final class EventStream implements ComparisonListener {
    private final int maxSubscriptions;
    private final int capacity;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();

    /** 32 readers with 1,024 waiting comparisons each. */
    public EventStream() {
        this(32, 1024);
    }

    EventStream(int maxSubscriptions, int capacity) {
        this.maxSubscriptions = maxSubscriptions;
        this.capacity = capacity;
    }

    /**
     * A new reader, or null when there are as many as there may be.
     *
     * @param available called on a mirror worker when there is something to poll after there was nothing; must not block
     */
    public synchronized @Nullable Subscription subscribe(ComparisonFilter filter, Runnable available) {
        if (subscriptions.size() >= maxSubscriptions) {
            return null;
        }
        Subscription subscription = new Subscription(filter, capacity, available, this);
        subscriptions.add(subscription);
        return subscription;
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        for (Subscription subscription : subscriptions) {
            for (ComparisonEntry entry : entries) {
                if (!subscription.offer(entry)) {
                    dropped.incrementAndGet();
                }
            }
        }
    }

    /** How many comparisons readers have missed by being slow, all together. */
    public long dropped() {
        return dropped.get();
    }

    /** How many readers there are. */
    public int readers() {
        return subscriptions.size();
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }
}
