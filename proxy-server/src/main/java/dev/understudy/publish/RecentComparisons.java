package dev.understudy.publish;

import dev.understudy.exchange.Exchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The last comparisons, bounded by count and by bytes: the oldest make room. Holds explanations and scores, no answers.
 * Thread-safe; a lock is held for the length of a copy.
 */
public final class RecentComparisons implements ComparisonListener {
    private final int maxEntries;
    private final long maxBytes;
    private final Deque<ComparisonEntry> newestFirst = new ArrayDeque<>();
    private long bytes;

    /** 10,000 comparisons, 16 MiB. */
    public RecentComparisons() {
        this(10_000, 16 << 20);
    }

    RecentComparisons(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    @Override
    public void compared(Exchange exchange, List<ComparisonEntry> entries) {
        synchronized (newestFirst) {
            for (ComparisonEntry entry : entries) {
                newestFirst.addFirst(entry);
                bytes += entry.weight();
            }
            while (newestFirst.size() > maxEntries || bytes > maxBytes) {
                bytes -= newestFirst.removeLast().weight();
            }
        }
    }

    /** The newest that pass the filter, newest first. */
    public List<ComparisonEntry> find(ComparisonFilter filter, int limit) {
        List<ComparisonEntry> found = new ArrayList<>();
        synchronized (newestFirst) {
            Iterator<ComparisonEntry> entries = newestFirst.iterator();
            while (entries.hasNext() && found.size() < limit) {
                ComparisonEntry entry = entries.next();
                if (filter.matches(entry)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }
}
