package dev.understudy.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one answer says, assembled from a body or a stream of events. Immutable.
 *
 * @param text the visible text, or null when there is none (a pure tool call, an error)
 * @param reasoning reasoning or thinking text that the provider exposed
 * @param refusal text of a structural refusal (a refusal field), not a guess from the wording
 * @param toolCalls in the order of the answer
 * @param finishReason null when the answer never said why it ended
 * @param model the model that the provider says answered
 * @param usage null when none was reported
 * @param error set when the answer is, or ends in, an error
 * @param events events read; 0 for an answer that was not streamed
 * @param unknownEvents events whose kind the dialect does not know; they are counted, never dropped in silence
 * @param embeddings the vectors of an answer that consists of such; null for all others
 * @param citations the sources that it names, each once
 * @param systemFingerprint what the provider calls the configuration that answered ({@code system_fingerprint}), or null
 */
public record Completion(
        @Nullable String text,
        @Nullable String reasoning,
        @Nullable String refusal,
        List<ToolCall> toolCalls,
        @Nullable FinishReason finishReason,
        @Nullable String model,
        @Nullable Usage usage,
        @Nullable ProviderError error,
        int events,
        int unknownEvents,
        @Nullable Embeddings embeddings,
        List<Citation> citations,
        @Nullable String systemFingerprint) {

    public Completion {
        toolCalls = List.copyOf(toolCalls);
        citations = List.copyOf(citations);
    }

    /** One of which the provider does not say what answered. */
    public Completion(
            @Nullable String text,
            @Nullable String reasoning,
            @Nullable String refusal,
            List<ToolCall> toolCalls,
            @Nullable FinishReason finishReason,
            @Nullable String model,
            @Nullable Usage usage,
            @Nullable ProviderError error,
            int events,
            int unknownEvents,
            @Nullable Embeddings embeddings,
            List<Citation> citations) {
        this(
                text,
                reasoning,
                refusal,
                toolCalls,
                finishReason,
                model,
                usage,
                error,
                events,
                unknownEvents,
                embeddings,
                citations,
                null);
    }

    /** One without embeddings and citations. */
    public Completion(
            @Nullable String text,
            @Nullable String reasoning,
            @Nullable String refusal,
            List<ToolCall> toolCalls,
            @Nullable FinishReason finishReason,
            @Nullable String model,
            @Nullable Usage usage,
            @Nullable ProviderError error,
            int events,
            int unknownEvents) {
        this(
                text,
                reasoning,
                refusal,
                toolCalls,
                finishReason,
                model,
                usage,
                error,
                events,
                unknownEvents,
                null,
                List.of());
    }

    /** The same with another report of its usage. */
    public Completion withUsage(Usage counted) {
        return with(counted, error, citations);
    }

    /** The same, ended by this. */
    public Completion withError(@Nullable ProviderError other) {
        return with(usage, other, citations);
    }

    /** The same, naming these sources. */
    public Completion withCitations(List<Citation> named) {
        return with(usage, error, named);
    }

    private Completion with(@Nullable Usage counted, @Nullable ProviderError ended, List<Citation> named) {
        return new Completion(
                text,
                reasoning,
                refusal,
                toolCalls,
                finishReason,
                model,
                counted,
                ended,
                events,
                unknownEvents,
                embeddings,
                named,
                systemFingerprint);
    }

    /** A completion that says nothing but that it failed. */
    public static Completion failed(ErrorKind kind, String message) {
        return new Completion(null, null, null, List.of(), null, null, null, new ProviderError(kind, message), 0, 0);
    }
}
