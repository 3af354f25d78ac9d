package dev.understudy.exchange;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an answer cost, in US dollars. Unknown is null, never zero. Immutable.
 *
 * @param billedUsd what the provider bills: cached input at its discount
 * @param cacheNeutralUsd as if nothing had been cached: comparable between arms that met the cache in different states
 * @param estimated whether the tokens were counted here because the provider did not say
 */
public record Cost(@Nullable BigDecimal billedUsd, @Nullable BigDecimal cacheNeutralUsd, boolean estimated) {
    public static final Cost UNKNOWN = new Cost(null, null, false);
}
