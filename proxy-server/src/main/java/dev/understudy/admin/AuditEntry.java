package dev.understudy.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to the running proxy.
 *
 * @param actor the address it came from; {@code file} for what a changed file caused, {@code clock} for what ended by itself
 * @param token the name of the token that was shown; null where none was asked for
 * @param action what was done: enable, disable, sample, reset, kill, reload, expire
 * @param subject the shadow or file it was about; may be empty
 * @param result applied or refused
 * @param lines what changed, or why it was refused, for people; secrets masked
 */
public record AuditEntry(
        Instant at,
        String actor,
        @Nullable String token,
        String action,
        String subject,
        String result,
        List<String> lines) {
    public AuditEntry {
        lines = List.copyOf(lines);
    }
}
