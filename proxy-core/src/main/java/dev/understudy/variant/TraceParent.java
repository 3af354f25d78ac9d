package dev.understudy.variant;

import dev.understudy.exchange.Headers;
import dev.understudy.exchange.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * Trace context for the arms: the same trace as live's, and a span of its own (W3C Trace Context, section 3.2). Live itself passes through
 * as the client sent it.
 */
final class TraceParent {
    static final String NAME = TraceContext.HEADER;

    private TraceParent() {}

    /** The value for a child of the client's span; null where the client sent none that is valid. */
    static @Nullable String child(Headers client) {
        TraceContext parent = TraceContext.of(client);
        return parent == null ? null : parent.child().toString();
    }
}
