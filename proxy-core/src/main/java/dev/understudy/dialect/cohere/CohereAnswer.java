package dev.understudy.dialect.cohere;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Citations;
import dev.understudy.dialect.wire.TextPieces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer as it comes together, from one body or event after event. */
final class CohereAnswer {
    private static final class Call {
        private @Nullable String id;
        private @Nullable String name;
        private final TextPieces arguments = new TextPieces();

        /** Without arguments, Cohere sends an empty text. */
        ToolCall toToolCall() {
            String text = arguments.orNull();
            return new ToolCall(id, name == null ? "" : name, text == null ? "{}" : text);
        }
    }

    private final TextPieces text = new TextPieces();
    private final TextPieces reasoning = new TextPieces();
    private final List<Call> calls = new ArrayList<>();
    private @Nullable FinishReason finishReason;
    private @Nullable Usage usage;
    private final Citations citations = new Citations();

    Citations citations() {
        return citations;
    }

    boolean text(@Nullable String piece) {
        return text.add(piece);
    }

    boolean thinking(@Nullable String piece) {
        return reasoning.add(piece);
    }

    /** Why it is going to call tools: thoughts, not an answer. */
    boolean plan(@Nullable String piece) {
        return reasoning.add(piece);
    }

    /** A piece with an id or a name begins a call, any other goes on with the last. Returns whether it says anything. */
    boolean call(@Nullable String id, @Nullable String name, @Nullable String arguments) {
        boolean begins = id != null || name != null;
        if (begins || calls.isEmpty()) {
            Call call = new Call();
            call.id = id;
            call.name = name;
            calls.add(call);
        }
        return calls.get(calls.size() - 1).arguments.add(arguments) || begins;
    }

    void usage(@Nullable Usage reported) {
        usage = reported != null ? reported : usage;
    }

    boolean finished() {
        return finishReason != null;
    }

    void finishReason(@Nullable String reason) {
        if (reason == null || reason.isEmpty()) {
            return;
        }
        finishReason = switch (reason) {
            case "COMPLETE", "STOP_SEQUENCE" -> FinishReason.STOP;
            case "MAX_TOKENS", "ERROR_LIMIT" -> FinishReason.LENGTH;
            case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
            case "ERROR_TOXIC" -> FinishReason.CONTENT_FILTER;
            case "ERROR", "TIMEOUT" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        String words = text.orNull();
        boolean emptyAnswer = words == null
                && calls.isEmpty()
                && error == null
                && (finishReason == FinishReason.STOP || finishReason == FinishReason.LENGTH);
        return new Completion(
                emptyAnswer ? "" : words,
                reasoning.orNull(),
                null,
                calls.stream().map(Call::toToolCall).toList(),
                finishReason,
                null,
                usage,
                error,
                events,
                unknownEvents,
                null,
                citations.toList());
    }
}
