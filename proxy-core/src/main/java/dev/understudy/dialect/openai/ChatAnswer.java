package dev.understudy.dialect.openai;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.ToolCall;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.openai.ChatDelta.ReasoningField;
import dev.understudy.dialect.wire.Citations;
import dev.understudy.dialect.wire.TextPieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The answer as it comes together, from one body or chunk after chunk. */
final class ChatAnswer {
    private static final ReasoningField[] REASONING_FIELDS = ReasoningField.values();

    private final TextPieces text = new TextPieces();
    private final TextPieces transcript = new TextPieces();
    private final TextPieces reasoning = new TextPieces();
    private final TextPieces refusal = new TextPieces();
    private final ChatToolCalls toolCalls = new ChatToolCalls();
    private final TextPieces functionName = new TextPieces();
    private final TextPieces functionArguments = new TextPieces();
    private final Citations citations = new Citations();

    private @Nullable ReasoningField reasoningField;
    private @Nullable FinishReason finishReason;
    private @Nullable String model;
    private @Nullable Usage usage;
    private @Nullable String serviceTier;
    private @Nullable String systemFingerprint;

    boolean hasModel() {
        return model != null;
    }

    void model(String name) {
        model = name.isEmpty() ? null : name;
    }

    /** The last report counts: some providers report a running total with every chunk. */
    void usage(@Nullable Usage reported) {
        usage = reported != null ? reported : usage;
    }

    void serviceTier(@Nullable String stated) {
        serviceTier = stated == null || stated.isEmpty() ? serviceTier : stated;
    }

    boolean hasSystemFingerprint() {
        return systemFingerprint != null;
    }

    void systemFingerprint(String stated) {
        systemFingerprint = stated.isEmpty() ? null : stated;
    }

    boolean finished() {
        return finishReason != null;
    }

    Citations citations() {
        return citations;
    }

    /** Returns whether it carried output. */
    boolean apply(ChatDelta delta) {
        citations.addAll(delta.citations);
        boolean output = text.add(delta.content);
        output |= transcript.add(delta.transcript);
        output |= refusal.add(delta.refusal);
        output |= addReasoning(delta);
        for (int i = 0; i < delta.toolCalls.size(); i++) {
            output |= toolCalls.add(delta.toolCalls.get(i));
        }
        if (delta.functionCall != null) {
            output |= functionName.add(delta.functionCall.name());
            output |= functionArguments.add(delta.functionCall.arguments());
        }
        if (delta.finishReason != null && !delta.finishReason.isEmpty()) {
            finishReason = finishReason(delta.finishReason);
        }
        return output;
    }

    /** Providers that fill two fields fill them with the same words: the first field that says something stays the source. */
    private boolean addReasoning(ChatDelta delta) {
        for (int i = 0; reasoningField == null && i < REASONING_FIELDS.length; i++) {
            String piece = delta.reasoning[i];
            reasoningField = piece != null && !piece.isEmpty() ? REASONING_FIELDS[i] : null;
        }
        return reasoningField != null && reasoning.add(delta.reasoning[reasoningField.ordinal()]);
    }

    Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        List<ToolCall> calls = calls();
        return new Completion(
                visibleText(!calls.isEmpty() || error != null),
                reasoning.orNull(),
                refusal.orNull(),
                calls,
                finishReason,
                model,
                usage == null || serviceTier == null ? usage : usage.withServiceTier(serviceTier),
                error,
                events,
                unknownEvents,
                null,
                citations.toList(),
                systemFingerprint);
    }

    private List<ToolCall> calls() {
        String function = functionName.orNull();
        if (function == null) {
            return toolCalls.toList();
        }
        List<ToolCall> calls = new ArrayList<>(toolCalls.toList());
        String arguments = functionArguments.orNull();
        calls.add(new ToolCall(null, function, arguments == null ? "" : arguments));
        return calls;
    }

    /** An empty text is an answer when it is all there is; beside a tool call or an error it means that there is none. */
    private @Nullable String visibleText(boolean somethingElse) {
        String spoken = transcript.orNull();
        String words = text.orNull();
        if (words != null || spoken != null) {
            return words != null ? words : spoken;
        }
        return text.seen() && !somethingElse && refusal.orNull() == null ? "" : null;
    }

    private static FinishReason finishReason(String reason) {
        return switch (reason.toLowerCase(Locale.ROOT)) {
            case "stop", "end_turn", "stop_sequence", "eos", "eos_token" -> FinishReason.STOP;
            case "length", "max_tokens", "max_output_tokens", "model_length" -> FinishReason.LENGTH;
            case "tool_calls", "tool_call", "tool_use", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter", "safety", "sensitive" -> FinishReason.CONTENT_FILTER;
            case "refusal" -> FinishReason.REFUSAL;
            case "error", "network_error" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }
}
