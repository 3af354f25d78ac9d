package dev.understudy.sandbox.studio;

import dev.understudy.sandbox.model.Pace;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a model made of a task, and how fast it says it. Immutable: told twice, it is told alike.
 *
 * @param model the name it answers under
 * @param draw the chance of this request: ids and pauses come from it
 * @param createdSeconds since 1970
 */
public record Generation(
        String model,
        List<Answer> answers,
        int promptTokens,
        int cachedTokens,
        Pace pace,
        long draw,
        long createdSeconds) {

    public Generation {
        answers = List.copyOf(answers);
    }

    /** Of all answers, reasoning included. */
    public int outputTokens() {
        return answers.stream().mapToInt(Answer::outputTokens).sum();
    }

    public int reasoningTokens() {
        return answers.stream().mapToInt(Answer::reasoningTokens).sum();
    }

    /** From the request to the answer when it comes in one piece; answers are made side by side. */
    public long wholeNanos() {
        SplittableRandom random = new SplittableRandom(draw);
        int tokens = answers.stream().mapToInt(Answer::outputTokens).max().orElse(0);
        return pace.firstTokenNanos(random) + spoken(tokens, random);
    }

    /**
     * From the request to the first event of a stream.
     *
     * @param opening when that event comes
     */
    public long firstNanos(Opening opening) {
        SplittableRandom random = new SplittableRandom(draw);
        long first = pace.firstTokenNanos(random);
        return opening == Opening.BEFORE_THINKING ? first : first + spoken(hiddenTokens(), random);
    }

    /** When a stream opens. */
    public enum Opening {
        /** An event says that the answer has begun, then the model thinks. */
        BEFORE_THINKING,
        /** Nothing comes before the first words. */
        WITH_THE_WORDS
    }

    /** What happens in a stream, each with the pause before it. */
    public Iterator<Beat.Timed> beats(Opening opening) {
        SplittableRandom random = new SplittableRandom(draw);
        pace.firstTokenNanos(random);
        long thinking = spoken(hiddenTokens(), random);
        return new Beats(answers, pace, opening == Opening.BEFORE_THINKING ? thinking : 0, draw);
    }

    /** Reasoning that is not shown is only waited for. */
    private int hiddenTokens() {
        Answer first = answers.get(0);
        return first.thoughts().isEmpty() ? first.reasoningTokens() : 0;
    }

    private long spoken(int tokens, SplittableRandom random) {
        long nanos = 0;
        for (int i = 0; i < tokens; i += pace.tokensPerChunk()) {
            nanos += pace.gapNanos(random);
        }
        return nanos;
    }
}
