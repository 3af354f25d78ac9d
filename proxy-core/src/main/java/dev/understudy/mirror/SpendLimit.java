package dev.understudy.mirror;

import dev.understudy.canonical.Usage;
import dev.understudy.config.LimitsConfig.Spend;
import dev.understudy.config.Price;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A dollar limit, a shadow's or a judge's. Nothing is reserved for calls under way, so the sum may pass the limit by what the calls in
 * flight cost; no call starts once it is reached. Fails closed where the price is unknown. Thread-safe.
 */
public final class SpendLimit {
    /** Fewer bytes a token than any text has: an answer that reports no usage is charged too much, not too little. */
    private static final int BYTES_PER_TOKEN = 3;

    private final @Nullable Spend limit;
    private final SpendAccount account;

    public SpendLimit(@Nullable Spend limit, SpendAccount account) {
        this.limit = limit;
        this.account = account;
    }

    /** Whether there is a limit at all. */
    public boolean limited() {
        return limit != null;
    }

    /** Whether nothing more may be started in the running window. */
    public boolean reached() {
        return limit != null && account.reached(limit.usd(), limit.window());
    }

    /** Dollars spent in the running window; null without a limit, since nothing is summed then. */
    @Nullable
    BigDecimal spent() {
        return limit == null ? null : account.spent(limit.window());
    }

    /**
     * Charges a call that has ended.
     *
     * @param price of the model, or null if unknown: such a call does not start under a limit, but its answer may name
     *     another model
     */
    public void charge(int requestBytes, CapturedResponse response, @Nullable Price price, @Nullable Usage usage) {
        if (limit == null || price == null) {
            return;
        }
        BigDecimal cost = CostCalculator.billed(price, usage);
        if (cost == null && mayBeBilled(response)) {
            cost = CostCalculator.billed(price, estimate(requestBytes, response.body().length));
        }
        if (cost != null) {
            account.charge(cost, limit.window());
        }
    }

    /** Providers bill no errors; what we broke off may have been computed, and counts. */
    private static boolean mayBeBilled(CapturedResponse response) {
        return response.status() < 400
                && response.ending() != Ending.UNREACHABLE
                && response.ending() != Ending.REFUSED
                && response.ending() != Ending.MALFORMED;
    }

    private static Usage estimate(int requestBytes, int responseBytes) {
        return new Usage(
                (long) requestBytes / BYTES_PER_TOKEN, null, (long) responseBytes / BYTES_PER_TOKEN, null, true);
    }
}
