package dev.understudy.canonical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Tokens a completion used. A count the provider did not report is null, never zero.
 *
 * @param inputTokens all input tokens, cached ones included
 * @param cachedInputTokens input tokens served from the provider's cache
 * @param outputTokens all output tokens, reasoning included
 * @param reasoningTokens output tokens spent on reasoning
 * @param estimated true when a tokenizer counted and not the provider
 * @param cacheWriteTokens input tokens written to the provider's cache, for which some charge more
 * @param serviceTier how the request was served, in the provider's word ({@code flex}, {@code batch}, {@code priority});
 *     null when not said
 * @param statedCostUsd what the provider says that it bills
 * @param billedInputTokens input tokens that are charged, where the provider counts them apart (Cohere); the cost is made
 *     of these
 * @param billedOutputTokens the same of the output
 */
public record Usage(
        @Nullable Long inputTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Long outputTokens,
        @Nullable Long reasoningTokens,
        boolean estimated,
        @Nullable Long cacheWriteTokens,
        @Nullable String serviceTier,
        @Nullable BigDecimal statedCostUsd,
        @Nullable Long billedInputTokens,
        @Nullable Long billedOutputTokens) {

    /** Of which nothing is known but the tokens. */
    public Usage(
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            boolean estimated) {
        this(inputTokens, cachedInputTokens, outputTokens, reasoningTokens, estimated, null, null, null);
    }

    /** Whose tokens are all charged. */
    public Usage(
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            boolean estimated,
            @Nullable Long cacheWriteTokens,
            @Nullable String serviceTier,
            @Nullable BigDecimal statedCostUsd) {
        this(
                inputTokens,
                cachedInputTokens,
                outputTokens,
                reasoningTokens,
                estimated,
                cacheWriteTokens,
                serviceTier,
                statedCostUsd,
                null,
                null);
    }

    /** The same, of which only so many are charged. */
    public Usage withBilled(@Nullable Long input, @Nullable Long output) {
        return new Usage(
                inputTokens,
                cachedInputTokens,
                outputTokens,
                reasoningTokens,
                estimated,
                cacheWriteTokens,
                serviceTier,
                statedCostUsd,
                input,
                output);
    }

    /** The same, served in this way. */
    public Usage withServiceTier(@Nullable String tier) {
        return new Usage(
                inputTokens,
                cachedInputTokens,
                outputTokens,
                reasoningTokens,
                estimated,
                cacheWriteTokens,
                tier,
                statedCostUsd,
                billedInputTokens,
                billedOutputTokens);
    }
}
