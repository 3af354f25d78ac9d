package dev.understudy.canonical.request;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are drawn, and when to stop. Numbers are as the source wrote them; ranges differ between providers, so the
 * writer of a dialect brings them into its own.
 *
 * @param maxOutputTokens tokens of the answer, reasoning included where the provider counts it
 * @param stop texts that end the answer
 * @param answers how many answers to one request; null means one
 * @param topLogprobs alternatives a token, 0 for the chosen one's own only; null when log probabilities are not wanted
 */
public record Sampling(
        @Nullable BigDecimal temperature,
        @Nullable BigDecimal topP,
        @Nullable BigDecimal topK,
        @Nullable Long maxOutputTokens,
        List<String> stop,
        @Nullable BigDecimal frequencyPenalty,
        @Nullable BigDecimal presencePenalty,
        @Nullable Long seed,
        @Nullable Long answers,
        @Nullable Long topLogprobs) {

    public static final Sampling NONE = new Sampling(null, null, null, null, List.of(), null, null, null, null, null);

    public Sampling {
        stop = List.copyOf(stop);
    }
}
