package dev.understudy.dialect.google;

import dev.understudy.canonical.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The function calls of an answer, as they come together. */
final class GeminiCalls {
    private static final class Call {
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String arguments;
        private @Nullable PartialArguments partial;

        /** No arguments are an empty object for every other provider. */
        ToolCall toToolCall() {
            String text = partial != null ? partial.toJson() : arguments;
            return new ToolCall(id, name == null ? "" : name, text == null ? "{}" : text);
        }
    }

    private final List<Call> calls = new ArrayList<>();

    /** The call that goes on with the next piece. */
    private @Nullable Call open;

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Returns whether it said anything. */
    boolean add(GeminiCall piece) {
        if (piece.isEnd()) {
            open = piece.willContinue() ? open : null;
            return false;
        }
        Call call = open;
        if (call == null || piece.name() != null) {
            call = new Call();
            calls.add(call);
        }
        call.id = piece.id() != null ? piece.id() : call.id;
        call.name = piece.name() != null ? piece.name() : call.name;
        call.arguments = piece.arguments() != null ? piece.arguments() : call.arguments;
        if (!piece.pieces().isEmpty()) {
            call.partial = call.partial == null ? new PartialArguments() : call.partial;
            piece.pieces().forEach(call.partial::add);
        }
        open = piece.willContinue() ? call : null;
        return true;
    }

    List<ToolCall> toList() {
        return calls.stream().map(Call::toToolCall).toList();
    }
}
