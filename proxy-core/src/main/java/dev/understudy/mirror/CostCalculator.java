package dev.understudy.mirror;

import dev.understudy.canonical.Usage;
import dev.understudy.config.Price;
import dev.understudy.exchange.Cost;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dollars for tokens, by the price table. What is not known is null, never zero. Immutable and thread-safe.
 *
 * <p>A dated or versioned name has its family's price unless it is listed itself: {@code gpt-4o-2024-08-06} costs what
 * {@code gpt-4o} costs. {@code gpt-4o-mini} does not: a longer name that is not a date is another model.
 */
public final class CostCalculator {
    /** Dates and versions as providers write them, {@code #} being a digit: 2024-08-06, 20241022, 04-2025, 0613, 002. */
    private static final String[] VERSIONS = {"####-##-##", "########", "##-####", "##-##", "####", "###", "latest"};

    private static final int LONGEST_NAME = 256;

    /** Words for being served as everybody is. */
    private static final Set<String> STANDARD = Set.of("", "auto", "default", "standard", "on_demand", "ON_DEMAND");

    /** Served later, at half the price. */
    private static final Set<String> DEFERRED = Set.of("flex", "batch");

    private final Map<String, Price> prices;

    /** @param prices dollars per million tokens, by model */
    public CostCalculator(Map<String, Price> prices) {
        this.prices = Map.copyOf(prices);
    }

    /** The price of a model, or null when it is unknown. */
    public @Nullable Price price(@Nullable String model) {
        if (model == null || model.length() > LONGEST_NAME) {
            return null;
        }
        Price exact = prices.get(model);
        return exact != null || prices.isEmpty() ? exact : familyPrice(model);
    }

    private @Nullable Price familyPrice(String model) {
        String family = family(model);
        return family == null ? null : prices.get(family);
    }

    /** The name without its date or version, or null when it has none. */
    private static @Nullable String family(String model) {
        for (String version : VERSIONS) {
            int separator = model.length() - version.length() - 1;
            if (separator > 0 && "-@:".indexOf(model.charAt(separator)) >= 0 && isAt(version, model, separator + 1)) {
                return model.substring(0, separator);
            }
        }
        return null;
    }

    private static boolean isAt(String version, String model, int from) {
        for (int i = 0; i < version.length(); i++) {
            char expected = version.charAt(i);
            char found = model.charAt(from + i);
            if (expected == '#' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    /** The first of the two models that has a price, or null. */
    public @Nullable Price price(@Nullable String model, @Nullable String otherwise) {
        Price price = price(model);
        return price == null ? price(otherwise) : price;
    }

    /**
     * As {@link #price(String, String)}, for the tier that the answer was served in: the price listed for {@code model@tier};
     * else half the price for flex and batch. What any other tier costs is unknown unless it is listed.
     */
    public @Nullable Price price(@Nullable String model, @Nullable String otherwise, @Nullable Usage usage) {
        String tier = usage == null ? null : usage.serviceTier();
        if (tier == null || STANDARD.contains(tier)) {
            return price(model, otherwise);
        }
        Price listed = tierPrice(model, tier);
        listed = listed == null ? tierPrice(otherwise, tier) : listed;
        if (listed != null || !DEFERRED.contains(tier)) {
            return listed;
        }
        Price standard = price(model, otherwise);
        return standard == null ? null : standard.half();
    }

    private @Nullable Price tierPrice(@Nullable String model, String tier) {
        if (model == null || model.length() > LONGEST_NAME || tier.length() > LONGEST_NAME) {
            return null;
        }
        Price exact = prices.get(model + '@' + tier);
        String family = family(model);
        return exact != null || family == null ? exact : prices.get(family + '@' + tier);
    }

    /**
     * What an answer cost. Where the table has no price, what the provider says that it bills counts.
     *
     * @param price of its model and tier, or null
     */
    public static Cost cost(@Nullable Price price, @Nullable Usage usage) {
        if (usage == null) {
            return Cost.UNKNOWN;
        }
        BigDecimal billed = billed(price, usage);
        return new Cost(billed == null ? usage.statedCostUsd() : billed, cacheNeutral(price, usage), usage.estimated());
    }

    /** What the provider bills: cached input at its discount. Input that is not said to be cached is not. */
    public static @Nullable BigDecimal billed(@Nullable Price price, @Nullable Usage usage) {
        return cost(price, usage, true);
    }

    /** As if nothing had been cached: comparable between arms that met the cache in different states. */
    public static @Nullable BigDecimal cacheNeutral(@Nullable Price price, @Nullable Usage usage) {
        return cost(price, usage, false);
    }

    private static @Nullable BigDecimal cost(@Nullable Price price, @Nullable Usage usage, boolean discounted) {
        if (price == null || usage == null) {
            return null;
        }
        if (usage.billedInputTokens() != null && usage.billedOutputTokens() != null) {
            return cost(price, usage.billedInputTokens(), usage.billedOutputTokens());
        }
        Long input = usage.inputTokens();
        Long output = usage.outputTokens();
        if (input == null || output == null || input < 0 || output < 0) {
            return null;
        }
        BigDecimal cost = price.output().multiply(BigDecimal.valueOf(output));
        long cached = discounted && price.cachedInput() != null ? within(usage.cachedInputTokens(), input) : 0;
        long written = discounted && price.cacheWrite() != null ? within(usage.cacheWriteTokens(), input - cached) : 0;
        return cost.add(price.input().multiply(BigDecimal.valueOf(input - cached - written)))
                .add(at(price.cachedInput(), cached))
                .add(at(price.cacheWrite(), written))
                .movePointLeft(6);
    }

    /** Of what the provider says that it charges for: discounts are in it. */
    private static BigDecimal cost(Price price, long input, long output) {
        return at(price.input(), input).add(at(price.output(), output)).movePointLeft(6);
    }

    private static BigDecimal at(@Nullable BigDecimal price, long tokens) {
        return price == null ? BigDecimal.ZERO : price.multiply(BigDecimal.valueOf(tokens));
    }

    private static long within(@Nullable Long tokens, long most) {
        return tokens == null ? 0 : Math.max(0, Math.min(tokens, most));
    }
}
