package dev.understudy.dialect.openai;

import dev.understudy.canonical.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts tool calls together from their pieces. OpenAI numbers calls with an index and sends id and name once; others send
 * whole calls, leave the index out, repeat the name, or give every call index 0 with an id of its own.
 */
final class ChatToolCalls {
    private static final class Call {
        @Nullable
        String id;

        final StringBuilder name = new StringBuilder();
        final StringBuilder arguments = new StringBuilder();
    }

    private final List<Call> calls = new ArrayList<>();
    private final Map<Integer, Call> byIndex = new HashMap<>();

    /** Returns whether the piece said anything. */
    boolean add(ChatToolCall piece) {
        if (piece.isEmpty()) {
            return false;
        }
        Call call = callOf(piece);
        if (call.id == null && piece.id() != null && !piece.id().isEmpty()) {
            call.id = piece.id();
        }
        if (piece.name() != null && !piece.name().contentEquals(call.name)) {
            call.name.append(piece.name());
        }
        if (piece.arguments() != null) {
            call.arguments.append(piece.arguments());
        }
        return true;
    }

    private Call callOf(ChatToolCall piece) {
        Call call = piece.index() != null ? byIndex.get(piece.index()) : lastOrNamed(piece);
        if (call == null || startsAnother(call, piece)) {
            call = new Call();
            calls.add(call);
            if (piece.index() != null) {
                byIndex.put(piece.index(), call);
            }
        }
        return call;
    }

    private @Nullable Call lastOrNamed(ChatToolCall piece) {
        for (Call call : calls) {
            if (call.id != null && call.id.equals(piece.id())) {
                return call;
            }
        }
        boolean starts = piece.name() != null && !piece.name().isEmpty();
        return starts || calls.isEmpty() ? null : calls.get(calls.size() - 1);
    }

    /** A name under a second id is a call of its own, whatever its index says. */
    private static boolean startsAnother(Call call, ChatToolCall piece) {
        boolean named = piece.name() != null && !piece.name().isEmpty();
        boolean identified = piece.id() != null && !piece.id().isEmpty();
        return named && identified && call.id != null && !call.id.equals(piece.id());
    }

    List<ToolCall> toList() {
        if (calls.isEmpty()) {
            return List.of(); // nearly always
        }
        return calls.stream()
                .map(call -> new ToolCall(call.id, call.name.toString(), call.arguments.toString()))
                .toList();
    }
}
