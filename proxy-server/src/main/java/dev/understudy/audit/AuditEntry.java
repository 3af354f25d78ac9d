package dev.understudy.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to the running proxy. Bounded by its constructor: {@value #MOST_LINES} lines of {@value #LONGEST_LINE}
 * characters, and names of {@value #LONGEST_NAME}; no text of it has control characters.
 *
 * @param id grows with every entry and is the microseconds since the epoch where no other entry had them
 * @param at to the millisecond
 * @param actor the address it came from; {@code file} for what a changed file caused, {@code clock} for what ended by itself,
 *     {@code cli:USER} for a command
 * @param token the name of the token that was shown; null where none was asked for
 * @param action what was done: enable, disable, sample, reset, kill, reload, expire, or a word of whoever added the entry
 * @param subject the shadow or file it was about; may be empty
 * @param result {@value #APPLIED} or {@value #REFUSED}
 * @param lines what changed, or why it was refused, for people; secrets masked
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        @Nullable String token,
        String action,
        String subject,
        String result,
        List<String> lines) {
    public static final String APPLIED = "applied";
    public static final String REFUSED = "refused";
    static final int MOST_LINES = 50;
    static final int LONGEST_LINE = 300;
    static final int LONGEST_NAME = 200;
    private static final int MICROS_A_MILLI = 1000;

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        actor = line(actor, LONGEST_NAME);
        token = token == null ? null : line(token, LONGEST_NAME);
        action = line(action, LONGEST_NAME);
        subject = line(subject, LONGEST_NAME);
        lines = bounded(lines);
    }

    /** One that is made now; its id is the time. */
    public static AuditEntry of(
            Instant now,
            String actor,
            @Nullable String token,
            String action,
            String subject,
            boolean applied,
            List<String> lines) {
        long id = now.toEpochMilli() * MICROS_A_MILLI;
        return new AuditEntry(id, now, actor, token, action, subject, applied ? APPLIED : REFUSED, lines);
    }

    AuditEntry withId(long another) {
        return new AuditEntry(another, at, actor, token, action, subject, result, lines);
    }

    private static List<String> bounded(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines.subList(0, Math.min(lines.size(), MOST_LINES))) {
            kept.add(line(line, LONGEST_LINE));
        }
        if (lines.size() > MOST_LINES) {
            // The line that says so must not be counted the next time round, when the entry is read back.
            kept.set(MOST_LINES - 1, "… and " + (lines.size() - MOST_LINES + 1) + " more");
        }
        return List.copyOf(kept);
    }

    private static String line(String text, int longest) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }
}
