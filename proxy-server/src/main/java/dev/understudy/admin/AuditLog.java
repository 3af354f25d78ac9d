package dev.understudy.admin;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators and reloads did, the last {@value #LIMIT} entries, in memory and in the log. Thread-safe. */
public final class AuditLog {
    static final int LIMIT = 1000;
    static final int MOST_LINES = 50;
    private static final int LONGEST_LINE = 300;
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final Clock clock;
    private final Deque<AuditEntry> newestFirst = new ArrayDeque<>();

    public AuditLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds an entry. See {@link AuditEntry}.
     *
     * @param applied false stands for refused
     * @param lines cut to a bounded number and length
     */
    public void record(
            String actor, @Nullable String token, String action, String subject, boolean applied, List<String> lines) {
        String result = applied ? "applied" : "refused";
        List<String> kept = bounded(lines);
        String who = token == null ? actor : token + "@" + actor;
        LOG.info("audit: {} {} {} by {}{}", action, subject, result, who, kept.isEmpty() ? "" : ": " + kept);
        AuditEntry entry = new AuditEntry(clock.instant(), actor, token, action, subject, result, kept);
        synchronized (newestFirst) {
            newestFirst.addFirst(entry);
            if (newestFirst.size() > LIMIT) {
                newestFirst.removeLast();
            }
        }
    }

    private static List<String> bounded(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
            kept.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
        }
        if (lines.size() > MOST_LINES) {
            kept.add("… and " + (lines.size() - MOST_LINES) + " more");
        }
        return kept;
    }

    /** Newest first. */
    public List<AuditEntry> entries(int limit) {
        synchronized (newestFirst) {
            return new ArrayList<>(newestFirst).subList(0, Math.min(limit, newestFirst.size()));
        }
    }
}
