package dev.understudy.mirror;

import dev.understudy.canonical.Usage;
import dev.understudy.config.Price;
import java.math.BigDecimal;
import java.util.Map;
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
        for (String version : VERSIONS) {
            int separator = model.length() - version.length() - 1;
            if (separator > 0 && "-@:".indexOf(model.charAt(separator)) >= 0 && isAt(version, model, separator + 1)) {
                return prices.get(model.substring(0, separator));
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
