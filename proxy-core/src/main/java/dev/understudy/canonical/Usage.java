package dev.understudy.canonical;

import org.jspecify.annotations.Nullable;

/**
 * Tokens a completion used. A count the provider did not report is null, never zero.
 *
 * @param inputTokens all input tokens, cached ones included
 * @param cachedInputTokens input tokens served from the provider's cache
 * @param outputTokens all output tokens, reasoning included
 * @param reasoningTokens output tokens spent on reasoning
 * @param estimated true when a tokenizer counted and not the provider
 */
public record Usage(
        @Nullable Long inputTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Long outputTokens,
        @Nullable Long reasoningTokens,
        boolean estimated) {}
