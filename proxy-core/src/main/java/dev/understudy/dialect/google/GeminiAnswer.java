package dev.understudy.dialect.google;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.ProviderError;
import dev.understudy.canonical.Usage;
import dev.understudy.dialect.wire.Citations;
import dev.understudy.dialect.wire.TextPieces;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer as it comes together, from one body or piece after piece. */
final class GeminiAnswer {
    private final TextPieces text = new TextPieces();
    private final TextPieces reasoning = new TextPieces();
    private final GeminiCalls calls = new GeminiCalls();
    private final Citations citations = new Citations();

    private boolean begun;
    private boolean media;
    private @Nullable FinishReason finishReason;
    private @Nullable String model;
    private @Nullable Usage usage;

    boolean hasModel() {
        return model != null;
    }

    void model(@Nullable String name) {
        model = name == null || name.isEmpty() ? null : name;
    }

    /** The last report with counts in it counts: each is a running total, and some only tell the kind of traffic. */
    void usage(@Nullable Usage reported) {
        usage = reported != null ? reported : usage;
    }

    /** The question was not let through. */
    void blocked() {
        finishReason = FinishReason.CONTENT_FILTER;
    }

    boolean begun() {
        return begun;
    }

    boolean finished() {
        return finishReason != null;
    }

    /** Returns whether it carried output. */
    boolean apply(GeminiCandidate candidate) {
        begun = true;
        citations.addAll(candidate.citations());
        media |= candidate.media();
        boolean output = text.add(candidate.text());
        output |= reasoning.add(candidate.reasoning());
        output |= candidate.media();
        List<GeminiCall> pieces = candidate.calls();
        for (int i = 0; i < pieces.size(); i++) {
            output |= calls.add(pieces.get(i));
        }
        String reason = candidate.finishReason();
        if (reason != null && !reason.isEmpty()) {
            finishReason = finishReason(reason);
        }
        return output;
    }

    Completion completion(@Nullable ProviderError error, int events, int unknownEvents) {
        return new Completion(
                visibleText(error != null),
                reasoning.orNull(),
                null,
                calls.toList(),
                finishReason == FinishReason.STOP && !calls.isEmpty() ? FinishReason.TOOL_CALLS : finishReason,
                model,
                usage,
                error,
                events,
                unknownEvents,
                null,
                citations.toList());
    }

    /** An answer without a word has no parts at all; where it ended in the ordinary way, that is an empty text. */
    private @Nullable String visibleText(boolean failed) {
        String words = text.orNull();
        boolean ended = finishReason == FinishReason.STOP || finishReason == FinishReason.LENGTH;
        boolean somethingElse = failed || media || !calls.isEmpty();
        return words == null && !somethingElse && (ended || text.seen()) ? "" : words;
    }

    /**
     * @see <a href="https://ai.google.dev/api/generate-content#FinishReason">FinishReason</a>
     * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/GenerateContentResponse">Vertex
     *     AI has some of its own</a>
     */
    private static @Nullable FinishReason finishReason(String reason) {
        return switch (reason) {
            case "STOP" -> FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "MODEL_ARMOR",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            case "MALFORMED_FUNCTION_CALL",
                    "MALFORMED_RESPONSE",
                    "UNEXPECTED_TOOL_CALL",
                    "TOO_MANY_TOOL_CALLS",
                    "MISSING_THOUGHT_SIGNATURE" -> FinishReason.ERROR;
            case "FINISH_REASON_UNSPECIFIED" -> null;
            default -> FinishReason.OTHER;
        };
    }
}
