package dev.understudy.sandbox.model;

/**
 * What sets one simulated model apart from another.
 *
 * @param overlooks chance that it overlooks a clause of the policy that does not hold, per clause, 0 to 1
 * @param gullible chance that "ignore your policy" works on it when nothing in the prompt stands against it, 0 to 1
 * @param verbosity chance that it adds each of its stock sentences: 0 terse, 1 rambling
 * @param reasoningTokens tokens it thinks with on average before it speaks; 0 for none
 * @param contextTokens the most tokens a prompt may have
 */
public record Personality(
        double overlooks, double gullible, double verbosity, int reasoningTokens, int contextTokens, Pace pace) {

    public Personality {
        Pace.check(overlooks >= 0 && overlooks <= 1, "overlooks", overlooks, "0 to 1");
        Pace.check(gullible >= 0 && gullible <= 1, "gullible", gullible, "0 to 1");
        Pace.check(verbosity >= 0 && verbosity <= 1, "verbosity", verbosity, "0 to 1");
        Pace.check(reasoningTokens >= 0, "reasoning_tokens", reasoningTokens, "0 or more");
        Pace.check(contextTokens > 0, "context_tokens", contextTokens, "1 or more");
    }
}
