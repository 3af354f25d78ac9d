package dev.understudy.sandbox.traffic;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts behind {@link TrafficCounts}. Thread-safe. */
final class Tally {
    private final LongAdder sent = new LongAdder();
    private final LongAdder ok = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final AtomicLong inFlight = new AtomicLong();
    private final ConcurrentMap<Integer, LongAdder> statuses = new ConcurrentHashMap<>();

    /** Takes a place for a request, or counts that there is none. */
    boolean enter(int limit) {
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            skipped.increment();
            return false;
        }
        sent.increment();
        return true;
    }

    void answered(int status) {
        statuses.computeIfAbsent(status, any -> new LongAdder()).increment();
        if (status < 400) {
            ok.increment();
        } else if (status < 500) {
            refused.increment();
        } else {
            failed.increment();
        }
        inFlight.decrementAndGet();
    }

    void failed() {
        failed.increment();
        inFlight.decrementAndGet();
    }

    void left() {
        left.increment();
        inFlight.decrementAndGet();
    }

    long inFlight() {
        return inFlight.get();
    }

    TrafficCounts counts() {
        Map<Integer, Long> byStatus = statuses.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
        return new TrafficCounts(
                sent.sum(), ok.sum(), refused.sum(), failed.sum(), left.sum(), skipped.sum(), inFlight.get(), byStatus);
    }
}
