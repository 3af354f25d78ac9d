package dev.understudy.audit;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and reloads did, in the log and in a store. Who records an entry never waits for a disk: a thread of its own
 * writes it at once, and tries again every ten seconds while the store cannot be written. Up to {@value #MOST_WAITING} entries wait in
 * memory for that, and are shown like those that are kept. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
    static final int MOST_WAITING = 1000;
    /** What is kept without a store. */
    private static final int MOST_IN_MEMORY = 1000;

    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final long LAST_WRITE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** Where the shown entries are. */
    public enum Kept {
        /** In a file: they survive a restart. */
        FILE,
        /** In memory, because no store is configured. */
        MEMORY,
        /** There is a store and it cannot be used: what happened since then is in memory, and in the log. */
        FAILING
    }

    /**
     * Entries, newest first.
     *
     * @param next where the next page begins; null for no more
     * @param waiting entries that are not in the store yet
     */
    public record Page(List<AuditEntry> entries, @Nullable String next, Kept kept, int waiting) {}

    private final Clock clock;
    private final AuditStore store;
    /** Held while the store is used. */
    private final Object storeLock = new Object();
    /** Not written yet, the oldest first; held only for moments. */
    private final Deque<AuditEntry> waiting = new ArrayDeque<>();

    private long lastId;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("audit-store", true));

    /** One that forgets with the process. */
    public AuditLog(Clock clock) {
        this(clock, AuditStore.inMemory(MOST_IN_MEMORY));
    }

    /** @param store closed with this */
    public AuditLog(Clock clock, AuditStore store) {
        this.clock = clock;
        this.store = store;
        var unused = thread.scheduleWithFixedDelay(
                this::writeGuarded, AGAIN.toMillis(), AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Adds an entry. See {@link AuditEntry}.
     *
     * @param applied false stands for refused
     */
    public void record(
            String actor, @Nullable String token, String action, String subject, boolean applied, List<String> lines) {
        AuditEntry entry = add(AuditEntry.of(clock.instant(), actor, token, action, subject, applied, lines));
        String who = entry.token() == null ? entry.actor() : entry.token() + "@" + entry.actor();
        LOG.info(
                "audit: {} {} {} by {}{}",
                entry.action(),
                entry.subject(),
                entry.result(),
                who,
                entry.lines().isEmpty() ? "" : ": " + entry.lines());
        try {
            thread.execute(this::writeGuarded);
        } catch (RejectedExecutionException closed) {
            // The process ends. The line above has it.
        }
    }

    private AuditEntry add(AuditEntry made) {
        synchronized (waiting) {
            lastId = Math.max(lastId + 1, made.id());
            AuditEntry entry = made.withId(lastId);
            waiting.addLast(entry);
            if (waiting.size() > MOST_WAITING) {
                waiting.removeFirst();
            }
            return entry;
        }
    }

    private List<AuditEntry> waiting() {
        synchronized (waiting) {
            return List.copyOf(waiting);
        }
    }

    private void writeGuarded() {
        try {
            synchronized (storeLock) {
                write();
            }
        } catch (RuntimeException fault) {
            // A fault of ours must not end the thread.
            LOG.error("keeping the audit failed", fault);
        }
    }

    /** Writes what waits; the caller holds the store's lock. */
    private void write() {
        List<AuditEntry> batch = waiting();
        if (!batch.isEmpty() && store.append(batch)) {
            long written = batch.get(batch.size() - 1).id();
            synchronized (waiting) {
                waiting.removeIf(entry -> entry.id() <= written);
            }
        }
    }

    /**
     * Entries, newest first, those that wait for the store too. May wait for a disk.
     *
     * @param after {@link Page#next} of the page before; null for the first
     * @throws IllegalArgumentException when {@code after} is no such thing
     */
    public Page page(@Nullable String after, int limit) {
        long before = after == null ? Long.MAX_VALUE : position(after);
        synchronized (storeLock) {
            write();
            List<AuditEntry> entries = new ArrayList<>(waitingBefore(before));
            List<AuditEntry> stored = store.before(before, limit + 1);
            entries.addAll(stored == null ? List.of() : stored);
            int left = waiting().size();
            return page(entries, limit, stored == null || left > 0, left);
        }
    }

    private Page page(List<AuditEntry> found, int limit, boolean failing, int left) {
        boolean more = found.size() > limit;
        List<AuditEntry> entries = List.copyOf(found.subList(0, Math.min(limit, found.size())));
        String next = more ? Long.toString(entries.get(limit - 1).id()) : null;
        return new Page(entries, next, failing ? Kept.FAILING : store.durable() ? Kept.FILE : Kept.MEMORY, left);
    }

    private List<AuditEntry> waitingBefore(long id) {
        List<AuditEntry> newestFirst = new ArrayList<>();
        synchronized (waiting) {
            for (Iterator<AuditEntry> each = waiting.descendingIterator(); each.hasNext(); ) {
                AuditEntry entry = each.next();
                if (entry.id() < id) {
                    newestFirst.add(entry);
                }
            }
        }
        return newestFirst;
    }

    private static long position(String after) {
        if (!after.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("no position");
        }
        return Long.parseLong(after);
    }

    /** Writes what waits, within some seconds, and closes the store. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        thread.execute(this::writeGuarded);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_WRITE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the store did not take the last audit entries within {} s", LAST_WRITE_SECONDS);
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        synchronized (storeLock) {
            store.close();
        }
    }
}
