package dev.understudy.compare.cost;

import dev.understudy.compare.Comparator;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Ratio;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Cost;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the answers cost. They are compared as if nothing had been cached, because the arm that asks second finds the cache
 * that the first one filled; both prices are qualities. Where a price is unknown there is nothing to compare.
 */
final class CostComparator implements Comparator {
    static final String NAME = "cost";
    static final double DEFAULT_TOLERANCE = 0.1;

    private final double tolerance;

    CostComparator(double tolerance) {
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
        BigDecimal liveCost = live.cost().cacheNeutralUsd();
        BigDecimal otherCost = other.cost().cacheNeutralUsd();
        if (liveCost == null || otherCost == null) {
            return new Comparison.NotComparable(
                    qualities(live.cost()), qualities(other.cost()), unknown(live, liveCost, other, otherCost));
        }
        return Comparison.of(
                Ratio.within(tolerance, liveCost.doubleValue(), otherCost.doubleValue()),
                Ratio.divergence(liveCost.doubleValue(), otherCost.doubleValue()),
                qualities(live.cost()),
                qualities(other.cost()),
                described(live, liveCost) + ", " + described(other, otherCost));
    }

    private static String unknown(
            Answer live, @Nullable BigDecimal liveCost, Answer other, @Nullable BigDecimal otherCost) {
        if (liveCost == null) {
            return otherCost == null
                    ? "what either answer costs is unknown"
                    : "what " + live.arm().label() + " costs is unknown";
        }
        return "what " + other.arm().label() + " costs is unknown";
    }

    private static String described(Answer answer, BigDecimal cost) {
        return answer.arm().label() + " " + cost.stripTrailingZeros().toPlainString() + " USD"
                + (answer.cost().estimated() ? " (estimated)" : "");
    }

    private static Map<String, Double> qualities(Cost cost) {
        Map<String, Double> qualities = new HashMap<>(4);
        add(qualities, "billed_usd", cost.billedUsd());
        add(qualities, "neutral_usd", cost.cacheNeutralUsd());
        return qualities;
    }

    private static void add(Map<String, Double> qualities, String name, @Nullable BigDecimal amount) {
        if (amount != null) {
            qualities.put(name, amount.doubleValue());
        }
    }
}
