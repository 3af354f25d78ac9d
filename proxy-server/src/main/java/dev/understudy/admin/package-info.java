/**
 * Step 12, for operators: the HTTP API, metrics and page on a port and an event loop of their own. Start at
 * {@link dev.understudy.admin.AdminServer}.
 */
@NullMarked
package dev.understudy.admin;

import org.jspecify.annotations.NullMarked;
