package dev.understudy.canonical.request;

import org.jspecify.annotations.Nullable;

/**
 * How much a model is to think before it answers. Providers take one of the two; a writer derives the one it needs.
 *
 * @param enabled false when thinking is switched off outright
 * @param effort none, minimal, low, medium, high or xhigh; null when not said
 * @param budgetTokens most tokens to think with; null when not said
 * @param summary whether the reasoning, or a summary of it, is to be shown; null when not said
 */
public record ReasoningOptions(
        boolean enabled,
        @Nullable String effort,
        @Nullable Long budgetTokens,
        @Nullable Boolean summary,
        Extras extras) {}
