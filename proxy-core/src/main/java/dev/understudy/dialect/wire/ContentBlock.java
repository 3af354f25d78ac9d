package dev.understudy.dialect.wire;

import org.jspecify.annotations.Nullable;

/**
 * What one block of an answer's content, or one piece of it, says, in dialects that number their blocks. Reused from event
 * to event by one thread; its reader sets the fields.
 */
public abstract class ContentBlock {
    public @Nullable String text;

    public @Nullable String reasoning;

    /** Of a call. */
    public @Nullable String id;

    /** Of a tool. */
    public @Nullable String name;

    /** A call's arguments as JSON text. */
    public @Nullable String input;

    /** Whether the dialect knows this kind of block. */
    public boolean known;

    private final Citations citations = new Citations();

    /** Sources that the words lean on. */
    public final Citations citations() {
        return citations;
    }

    /** Forgets the last one. */
    public void clear() {
        text = null;
        reasoning = null;
        id = null;
        name = null;
        input = null;
        known = false;
        citations.clear();
    }
}
