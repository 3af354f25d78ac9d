package dev.understudy.compare.usage;

import dev.understudy.canonical.Usage;
import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Qualities;
import dev.understudy.compare.Ratio;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many tokens the answers took. Divergence is that of the output tokens: input depends on the prompts alone, and cached
 * input on who asked before. All counts are qualities.
 */
final class UsageComparator implements Comparator {
    static final String NAME = "usage";
    static final double DEFAULT_TOLERANCE = 0.1;

    private final double tolerance;

    UsageComparator(double tolerance) {
        this.tolerance = tolerance;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Comparison compare(Asked asked, Answer live, Answer other) {
        String obstacle = Judgeable.obstacle(live, other);
        if (obstacle != null) {
            return Comparison.notComparable(obstacle);
        }
        Long liveTokens = outputTokens(live);
        Long otherTokens = outputTokens(other);
        if (liveTokens == null || otherTokens == null) {
            return new Comparison.NotComparable(
                    qualities(live), qualities(other), unreported(live, liveTokens, other, otherTokens));
        }
        return Comparison.of(
                Ratio.within(tolerance, liveTokens, otherTokens),
                Ratio.divergence(liveTokens, otherTokens),
                qualities(live),
                qualities(other),
                explain(live, liveTokens, other, otherTokens));
    }

    private static String unreported(Answer live, @Nullable Long liveTokens, Answer other, @Nullable Long otherTokens) {
        if (liveTokens == null) {
            return otherTokens == null
                    ? "neither answer reports output tokens"
                    : live.arm().label() + " reports no output tokens";
        }
        return other.arm().label() + " reports no output tokens";
    }

    private static String explain(Answer live, long liveTokens, Answer other, long otherTokens) {
        if (liveTokens == otherTokens) {
            return "both " + described(live, liveTokens) + (estimated(live) || !estimated(other) ? "" : " (estimated)");
        }
        return live.arm().label() + " " + described(live, liveTokens) + ", "
                + other.arm().label() + " " + described(other, otherTokens);
    }

    private static String described(Answer answer, long tokens) {
        return tokens + " output tokens" + (estimated(answer) ? " (estimated)" : "");
    }

    private static boolean estimated(Answer answer) {
        Usage usage = answer.completion().usage();
        return usage != null && usage.estimated();
    }

    /** Null when it was not reported, or is no count. */
    private static @Nullable Long outputTokens(Answer answer) {
        Usage usage = answer.completion().usage();
        Long tokens = usage == null ? null : usage.outputTokens();
        return tokens == null || tokens < 0 ? null : tokens;
    }

    private static Map<String, Double> qualities(Answer answer) {
        Usage usage = answer.completion().usage();
        if (usage == null) {
            return Map.of();
        }
        return new Qualities()
                .add("input_tokens", usage.inputTokens())
                .add("cached_input_tokens", usage.cachedInputTokens())
                .add("output_tokens", usage.outputTokens())
                .add("reasoning_tokens", usage.reasoningTokens())
                .toMap();
    }
}
