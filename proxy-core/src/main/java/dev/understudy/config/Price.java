package dev.understudy.config;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * US dollars per million tokens.
 *
 * @param cachedInput null when the provider gives no discount: cached input then costs as input does
 * @param cacheWrite input that is written to the cache; null when it costs as input does
 */
public record Price(
        BigDecimal input,
        @Nullable BigDecimal cachedInput,
        @Nullable BigDecimal cacheWrite,
        BigDecimal output) {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    public Price {
        ConfigException.check(input.signum() >= 0, "input", input, "0 or more");
        ConfigException.check(output.signum() >= 0, "output", output, "0 or more");
        ConfigException.check(
                cachedInput == null || cachedInput.signum() >= 0, "cached_input", cachedInput, "0 or more");
        ConfigException.check(cacheWrite == null || cacheWrite.signum() >= 0, "cache_write", cacheWrite, "0 or more");
    }

    public Price(BigDecimal input, @Nullable BigDecimal cachedInput, BigDecimal output) {
        this(input, cachedInput, null, output);
    }

    /** What OpenAI, Anthropic and Google all charge for work that may wait. */
    public Price half() {
        return new Price(input.multiply(HALF), half(cachedInput), half(cacheWrite), output.multiply(HALF));
    }

    private static @Nullable BigDecimal half(@Nullable BigDecimal price) {
        return price == null ? null : price.multiply(HALF);
    }

    /** The same in every version: baselines are found by it. */
    @Override
    public String toString() {
        return "Price[input=" + input + ", cachedInput=" + cachedInput + ", cacheWrite=" + cacheWrite + ", output="
                + output + "]";
    }
}
