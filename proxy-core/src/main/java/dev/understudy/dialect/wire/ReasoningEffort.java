package dev.understudy.dialect.wire;

/**
 * Between an effort in a word and a budget in tokens. No provider defines it for another's models; these are the steps
 * that Google publishes for its own OpenAI-compatible endpoint.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/openai#thinking">Gemini, OpenAI compatibility, thinking</a>
 */
public final class ReasoningEffort {
    private static final long LOW = 1_024;
    private static final long MEDIUM = 8_192;
    private static final long HIGH = 24_576;
    private static final long HIGHEST = 32_768;

    private ReasoningEffort() {}

    /** Tokens to think with; words that are not known get the budget of medium. */
    public static long budget(String effort) {
        return switch (effort) {
            case "none" -> 0;
            case "minimal", "low" -> LOW;
            case "high" -> HIGH;
            case "xhigh", "max" -> HIGHEST;
            default -> MEDIUM;
        };
    }

    /** The word whose budget covers this many tokens: low, medium or high, which every provider of words knows. */
    public static String word(long budgetTokens) {
        if (budgetTokens <= LOW) {
            return "low";
        }
        return budgetTokens <= MEDIUM ? "medium" : "high";
    }
}
