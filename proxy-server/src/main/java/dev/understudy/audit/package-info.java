/**
 * Step 12: what was done to the running proxy, by whom, and what it changed. Start at {@link dev.understudy.audit.AuditLog}.
 */
@NullMarked
package dev.understudy.audit;

import org.jspecify.annotations.NullMarked;
