package dev.understudy.dialect.wire;

import dev.understudy.canonical.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of tools, each a numbered block of the answer's content whose arguments may come in pieces. One thread. */
public final class BlockCalls {
    private static final class Call {
        final int block;
        final @Nullable String id;
        final String name;
        /** What the block started with: the whole of it unless pieces follow. */
        final @Nullable String input;

        final TextPieces pieces = new TextPieces();

        Call(int block, @Nullable String id, String name, @Nullable String input) {
            this.block = block;
            this.id = id;
            this.name = name;
            this.input = input;
        }

        ToolCall toToolCall() {
            String arguments = pieces.orNull();
            return new ToolCall(id, name, arguments != null ? arguments : input != null ? input : "{}");
        }
    }

    private final List<Call> calls = new ArrayList<>();

    /** @param input the arguments, where they stand in the block's beginning */
    public void begin(int block, @Nullable String id, String name, @Nullable String input) {
        calls.add(new Call(block, id, name, input));
    }

    /** Returns whether that block is a call, and the piece more than nothing: a tool of the provider's own is none. */
    public boolean add(int block, @Nullable String piece) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).block == block) {
                return calls.get(i).pieces.add(piece);
            }
        }
        return false;
    }

    public boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Forgets all of them. */
    public void clear() {
        calls.clear();
    }

    /** In the order they began. */
    public List<ToolCall> toList() {
        return calls.stream().map(Call::toToolCall).toList();
    }
}
