package dev.understudy.dialect.aws;

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
final class ConverseAnswer {
    private static final class Call {
        final int block;
        final @Nullable String id;
        final String name;
        final TextPieces input = new TextPieces();

        Call(int block, @Nullable String id, String name) {
            this.block = block;
            this.id = id;
            this.name = name;
        }

        ToolCall toToolCall() {
            String arguments = input.orNull();
            return new ToolCall(id, name, arguments == null ? "{}" : arguments);
        }
    }

    private final TextPieces text = new TextPieces();
    private final TextPieces reasoning = new TextPieces();
    private final List<Call> calls = new ArrayList<>();
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
        citations.addAll(block.citations);
        output |= reasoning.add(block.reasoning);
        return block.toolUse ? addCall(index, block) : output;
    }

    /** Tools that Bedrock runs itself have a type; deltas of theirs find no call. */
    private boolean addCall(int index, ConverseBlock block) {
        Call call = callOf(index);
        String name = block.name;
        boolean starts = name != null;
        if (name != null && (block.toolType == null || block.toolType.equals("tool_use"))) {
            call = new Call(index, block.id, name);
            calls.add(call);
        } else if (starts || call == null) {
            return false;
        }
        return call.input.add(block.input) || starts;
    }

    private @Nullable Call callOf(int block) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).block == block) {
                return calls.get(i);
            }
        }
        return null;
    }

    Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        String words = text.orNull();
        boolean nothingElse = calls.isEmpty() && error == null && finishReason != FinishReason.REFUSAL;
        return new Completion(
                words == null && nothingElse && finishReason != null ? "" : words,
                reasoning.orNull(),
                null,
                calls.stream().map(Call::toToolCall).toList(),
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
