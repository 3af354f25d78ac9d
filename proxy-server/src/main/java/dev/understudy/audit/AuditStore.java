package dev.understudy.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where entries are kept. Nothing of it throws: what goes wrong is logged by the store, and said by what it returns. Called by one
 * thread at a time; may wait for a disk.
 */
public interface AuditStore extends AutoCloseable {
    /** Whether entries survive a restart. */
    boolean durable();

    /** Adds entries, the oldest first, all or none; whether that worked. */
    boolean append(List<AuditEntry> entries);

    /**
     * Entries, newest first; null where they cannot be read.
     *
     * @param id only those before it
     */
    @Nullable
    List<AuditEntry> before(long id, int limit);

    @Override
    void close();

    /** Keeps the last {@code most} until the process ends. */
    static AuditStore inMemory(int most) {
        return new AuditStore() {
            private final Deque<AuditEntry> newestFirst = new ArrayDeque<>();

            @Override
            public boolean durable() {
                return false;
            }

            @Override
            public boolean append(List<AuditEntry> entries) {
                for (AuditEntry entry : entries) {
                    newestFirst.addFirst(entry);
                    if (newestFirst.size() > most) {
                        newestFirst.removeLast();
                    }
                }
                return true;
            }

            @Override
            public List<AuditEntry> before(long id, int limit) {
                List<AuditEntry> found = new ArrayList<>();
                for (AuditEntry entry : newestFirst) {
                    if (found.size() < limit && entry.id() < id) {
                        found.add(entry);
                    }
                }
                return found;
            }

            @Override
            public void close() {}
        };
    }
}
