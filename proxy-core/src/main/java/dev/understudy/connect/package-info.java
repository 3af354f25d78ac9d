/**
 * Transports, event loops, TLS, DNS and the per-loop pools of upstream connections, shared by steps 3 (forward) and 8 (send).
 */
@NullMarked
package dev.understudy.connect;

import org.jspecify.annotations.NullMarked;
