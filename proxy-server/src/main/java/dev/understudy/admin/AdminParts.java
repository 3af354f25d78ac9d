package dev.understudy.admin;

import dev.understudy.audit.AuditLog;
import dev.understudy.publish.KeptComparisons;
import dev.understudy.publish.Publisher;
import java.time.Clock;

/**
 * What the admin server shows and does.
 *
 * @param actions the running proxy
 * @param publisher its numbers
 * @param kept its comparisons
 * @param audit what was done to it
 */
public record AdminParts(
        AdminActions actions, Publisher publisher, KeptComparisons kept, AuditLog audit, Clock clock) {}
