package dev.understudy.admin;

import java.time.Instant;

/**
 * Something that was done to the running proxy.
 *
 * @param actor the address it came from, or {@code file} for what a changed file caused
 * @param action what was asked: enable, disable, kill, reload; or config, for a file that was read again
 * @param subject the shadow or file it was about; may be empty
 * @param result applied or refused
 * @param detail one line for people; may be empty
 */
public record AuditEntry(Instant at, String actor, String action, String subject, String result, String detail) {}
