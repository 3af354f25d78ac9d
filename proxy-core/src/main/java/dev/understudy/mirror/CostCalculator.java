package dev.understudy.mirror;

import dev.understudy.canonical.Usage;
import dev.understudy.config.Price;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dollars for tokens, by the price table. What is not known is null, never zero. Immutable and thread-safe.
 *
 * <p>A dated or versioned name has its family's price unless it is listed itself: {@code gpt-4o-2024-08-06} costs what
 * {@code gpt-4o} costs. {@code gpt-4o-mini} does not: a longer name that is not a date is another model.
 */
public final class CostCalculator {
    private static final Pattern VERSIONED =
            Pattern.compile("(.+?)[-@:](?:latest|\\d{3,4}|\\d{8}|\\d{4}-\\d{2}-\\d{2}|\\d{2}-\\d{2,4})");
    private static final int LONGEST_NAME = 256;

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
        if (exact != null || prices.isEmpty()) {
            return exact;
        }
        Matcher versioned = VERSIONED.matcher(model);
        return versioned.matches() ? prices.get(versioned.group(1)) : null;
    }

    /** The first of the two models that has a price, or null. */
    public @Nullable Price price(@Nullable String model, @Nullable String otherwise) {
        Price price = price(model);
        return price == null ? price(otherwise) : price;
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
        Long input = usage.inputTokens();
        Long output = usage.outputTokens();
        if (input == null || output == null || input < 0 || output < 0) {
            return null;
        }
        BigDecimal discount = price.cachedInput();
        long cached = discount == null || !discounted ? 0 : cachedOf(usage, input);
        BigDecimal cost = price.input()
                .multiply(BigDecimal.valueOf(input - cached))
                .add(price.output().multiply(BigDecimal.valueOf(output)));
        return (discount == null ? cost : cost.add(discount.multiply(BigDecimal.valueOf(cached)))).movePointLeft(6);
    }

    private static long cachedOf(Usage usage, long input) {
        Long cached = usage.cachedInputTokens();
        return cached == null ? 0 : Math.max(0, Math.min(cached, input));
    }
}
