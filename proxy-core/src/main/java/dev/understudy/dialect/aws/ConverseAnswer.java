package dev.understudy.dialect.aws;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.BlockCalls;
import dev.understudy.dialect.wire.Citations;
import dev.understudy.dialect.wire.TextPieces;
import org.jspecify.annotations.Nullable;

/** The answer as it comes together, from one body or event after event. */
final class ConverseAnswer {
    private final TextPieces text = new TextPieces();
    private final TextPieces reasoning = new TextPieces();
    private final BlockCalls calls = new BlockCalls();
    private final Citations citations = new Citations();

    @Nullable
    FinishReason finishReason;

    private @Nullable Usage usage;

    void usage(@Nullable Usage reported) {
        usage = reported == null ? usage : reported;
    }

    /** Returns whether it carried output. */
    boolean add(int index, ConverseBlock block) {
        boolean output = text.add(block.text);
        citations.addAll(block.citations());
        output |= reasoning.add(block.reasoning);
        return block.toolUse ? addCall(index, block) : output;
    }

    /** Tools that Bedrock runs itself have a type; pieces of theirs find no call. */
    private boolean addCall(int index, ConverseBlock block) {
        String name = block.name;
        if (name == null) {
            return calls.add(index, block.input);
        }
        boolean callers = block.toolType == null || block.toolType.equals("tool_use");
        if (callers) {
            calls.begin(index, block.id, name, block.input);
        }
        return callers;
    }

    Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        String words = text.orNull();
        boolean nothingElse = calls.isEmpty() && error == null && finishReason != FinishReason.REFUSAL;
        return new Completion(
                words == null && nothingElse && finishReason != null ? "" : words,
                reasoning.orNull(),
                null,
                calls.toList(),
                finishReason,
                null, // Bedrock does not say it: the request's path did
                usage,
                error,
                events,
                unknownEvents,
                null,
                citations.toList());
    }
}
