package dev.understudy.dialect.anthropic;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.dialect.wire.BlockCalls;
import dev.understudy.dialect.wire.Citations;
import dev.understudy.dialect.wire.TextPieces;
import org.jspecify.annotations.Nullable;

/**
 * The answer as it comes together, from one message or event after event. Text blocks make one text: an answer with
 * citations is cut into blocks in the middle of its sentences.
 */
final class MessageAnswer {
    private final TextPieces text = new TextPieces();
    private final TextPieces reasoning = new TextPieces();
    private final MessageUsage usage = new MessageUsage();
    private final Citations citations = new Citations();
    private final BlockCalls calls = new BlockCalls();

    private @Nullable String refusal;
    private @Nullable FinishReason finishReason;
    private @Nullable String model;

    void clear() {
        text.clear();
        reasoning.clear();
        usage.clear();
        citations.clear();
        calls.clear();
        refusal = null;
        finishReason = null;
        model = null;
    }

    MessageUsage usage() {
        return usage;
    }

    void model(@Nullable String name) {
        model = name == null || name.isEmpty() ? model : name;
    }

    void refusal(@Nullable String explanation) {
        refusal = explanation == null || explanation.isEmpty() ? refusal : explanation;
    }

    void stopReason(@Nullable String reason) {
        finishReason = reason == null || reason.isEmpty() ? finishReason : finishReason(reason);
    }

    boolean finished() {
        return finishReason != null;
    }

    /** Returns whether it carried output. */
    boolean startBlock(int index, ContentPiece piece) {
        if (piece.isToolUse()) {
            calls.begin(index, piece.id, piece.name == null ? "" : piece.name, piece.input);
            return true;
        }
        return words(piece);
    }

    /** Returns whether it carried output. */
    boolean addToBlock(int index, ContentPiece piece) {
        if (piece.isInput()) {
            return calls.add(index, piece.partialJson);
        }
        return words(piece);
    }

    private boolean words(ContentPiece piece) {
        citations.addAll(piece.citations());
        if (piece.isText()) {
            return text.add(piece.text);
        }
        return piece.isThinking() && reasoning.add(piece.reasoning);
    }

    Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        return new Completion(
                visibleText(error),
                reasoning.orNull(),
                refusal,
                calls.toList(),
                finishReason,
                model,
                usage.orNull(),
                error,
                events,
                unknownEvents,
                null,
                citations.toList());
    }

    /** An answer that ends without a word says the empty text, unless it says something else. */
    private @Nullable String visibleText(@Nullable ProviderError error) {
        String words = text.orNull();
        boolean nothingElse =
                calls.isEmpty() && error == null && refusal == null && finishReason != FinishReason.REFUSAL;
        return words == null && nothingElse && finished() ? "" : words;
    }

    private static FinishReason finishReason(String reason) {
        return switch (reason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.REFUSAL;
            // pause_turn: the provider wants to be asked again before it goes on with its own tools
            default -> FinishReason.OTHER;
        };
    }
}
