package dev.understudy.config;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * US dollars per million tokens.
 *
 * @param cachedInput null when the provider gives no discount: cached input then costs as input does
 */
public record Price(BigDecimal input, @Nullable BigDecimal cachedInput, BigDecimal output) {
    public Price {
        ConfigException.check(input.signum() >= 0, "input", input, "0 or more");
        ConfigException.check(output.signum() >= 0, "output", output, "0 or more");
        ConfigException.check(
                cachedInput == null || cachedInput.signum() >= 0, "cached_input", cachedInput, "0 or more");
    }
}
