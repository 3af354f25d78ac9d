package dev.understudy.admin;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators and reloads did, the last {@value #LIMIT} entries, in memory and in the log. Thread-safe. */
public final class AuditLog {
    static final int LIMIT = 1000;
    private static final int DETAIL_LIMIT = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Clock clock;
    private final Deque<AuditEntry> newestFirst = new ArrayDeque<>();

    public AuditLog(Clock clock) {
        this.clock = clock;
    }

    /** Adds an entry; {@code applied} false stands for refused. See {@link AuditEntry}. */
    public void record(String actor, String action, String subject, boolean applied, String detail) {
        String result = applied ? "applied" : "refused";
        String line = detail.length() <= DETAIL_LIMIT ? detail : detail.substring(0, DETAIL_LIMIT) + "…";
        LOG.info("{} {} {} by {} {}", action, subject, result, actor, line);
        AuditEntry entry = new AuditEntry(clock.instant(), actor, action, subject, result, line);
        synchronized (newestFirst) {
            newestFirst.addFirst(entry);
            if (newestFirst.size() > LIMIT) {
                newestFirst.removeLast();
            }
        }
    }

    /** Newest first. */
    public List<AuditEntry> entries(int limit) {
        synchronized (newestFirst) {
            return new ArrayList<>(newestFirst).subList(0, Math.min(limit, newestFirst.size()));
        }
    }
}
