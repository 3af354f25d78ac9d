package dev.understudy.exchange;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.FinishReason;
import dev.understudy.canonical.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What can be told of an answer without telling what it says: for who counts and traces, and must not keep content. Immutable.
 *
 * @param streamed whether it came as a stream of events
 * @param firstTokenNanos start of the request to the first piece that carried output; null when not streamed or none came
 * @param model the model that the provider says answered
 * @param usage null when neither reported nor estimated
 * @param toolCalls how many it asks for
 * @param error the class of error that it is, or ends in; null for none
 */
public record AnswerFacts(
        boolean streamed,
        @Nullable Long firstTokenNanos,
        @Nullable String model,
        @Nullable FinishReason finishReason,
        @Nullable Usage usage,
        int toolCalls,
        @Nullable ErrorKind error) {

    public static AnswerFacts of(Answer answer) {
        return of(answer.streamed(), answer.timing().firstTokenNanos(), answer.completion());
    }

    /** Of an answer that came whole. */
    public static AnswerFacts of(Completion completion) {
        return of(false, null, completion);
    }

    private static AnswerFacts of(boolean streamed, @Nullable Long firstTokenNanos, Completion completion) {
        return new AnswerFacts(
                streamed,
                firstTokenNanos,
                completion.model(),
                completion.finishReason(),
                completion.usage(),
                completion.toolCalls().size(),
                completion.error() == null ? null : completion.error().kind());
    }
}
