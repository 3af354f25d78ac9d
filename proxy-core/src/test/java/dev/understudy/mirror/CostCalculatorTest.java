package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Usage;
import dev.understudy.config.Price;
import dev.understudy.exchange.Cost;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostCalculatorTest {
    private static final Price GPT = price("2.50", "1.25", "10.00");
    private static final Price MINI = price("0.15", null, "0.60");
    private static final Price OPUS = price("15", "1.5", "75");
    private final CostCalculator costs = new CostCalculator(Map.of(
            "gpt-4o", GPT, "gpt-4o-mini", MINI, "claude-opus-4", OPUS, "gpt-4o-2024-05-13", price("5", null, "15")));

    @Test
    void cost_providerSaysWhatItCharges_isMadeOfThat() {
        Usage usage = new Usage(500L, 100L, 40L, null, false).withBilled(10L, 20L);

        Cost cost = CostCalculator.cost(GPT, usage);

        assertThat(cost.billedUsd()).isEqualByComparingTo("0.000225");
        assertThat(cost.cacheNeutralUsd()).isEqualByComparingTo("0.000225");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 2.50",
        "gpt-4o-2024-08-06, 2.50",
        "gpt-4o-2024-05-13, 5",
        "gpt-4o-latest, 2.50",
        "gpt-4o-mini, 0.15",
        "gpt-4o-mini-2024-07-18, 0.15",
        "claude-opus-4-20250514, 15",
        "claude-opus-4@20250514, 15",
        "gpt-4o-0613, 2.50",
        "gpt-4o-001, 2.50",
    })
    void price_listedOrDated_isFound(String model, BigDecimal input) {
        assertThat(costs.price(model).input()).isEqualByComparingTo(input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o-audio-preview",
                "gpt-4",
                "gpt-4o-mini-2024-7-18",
                "claude-opus-4-1-20250805",
                "claude-opus-4-1",
                "ft:gpt-4o-2024-08-06:acme",
                "",
                "-2024-08-06",
                "gpt-4o2024-08-06",
                "latest"
            })
    void price_anotherModel_isUnknown(String model) {
        assertThat(costs.price(model)).isNull();
    }

    @Test
    void price_absentOrHugeName_isUnknown() {
        assertThat(costs.price(null)).isNull();
        assertThat(costs.price("gpt-4o".repeat(100_000))).isNull();
    }

    @Test
    void billed_cachedInput_hasItsDiscount() {
        Usage usage = new Usage(1_000L, 400L, 100L, 50L, false);
        assertThat(CostCalculator.billed(GPT, usage)).isEqualByComparingTo("0.0030");
        assertThat(CostCalculator.cacheNeutral(GPT, usage)).isEqualByComparingTo("0.0035");
    }

    @Test
    void billed_noDiscountListed_cachedCostsAsInput() {
        assertThat(CostCalculator.billed(MINI, new Usage(1_000L, 400L, 0L, null, false)))
                .isEqualByComparingTo("0.00015");
    }

    @Test
    void billed_moreCachedThanInput_isCutToInput() {
        assertThat(CostCalculator.billed(GPT, new Usage(1_000L, 5_000L, 0L, null, false)))
                .isEqualByComparingTo("0.00125");
    }

    @Test
    void billed_anythingUnknown_isUnknownAndNotZero() {
        assertThat(CostCalculator.billed(null, new Usage(1L, null, 1L, null, false)))
                .isNull();
        assertThat(CostCalculator.billed(GPT, null)).isNull();
        assertThat(CostCalculator.billed(GPT, new Usage(null, null, 1L, null, false)))
                .isNull();
        assertThat(CostCalculator.billed(GPT, new Usage(1L, null, null, null, false)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 2.50",
                "default, 2.50",
                "standard, 2.50",
                "on_demand, 2.50",
                "flex, 1.250",
                "batch, 1",
                "priority, -",
                "odd, -"
            })
    void price_serviceTier_listedHalfOrUnknown(String tier, BigDecimal input) {
        CostCalculator tiers = new CostCalculator(Map.of("gpt-4o", GPT, "gpt-4o@batch", price("1", null, "5")));
        Usage usage = new Usage(1L, null, 1L, null, false).withServiceTier(tier);

        Price price = tiers.price("gpt-4o-2024-08-06", null, usage);

        assertThat(price == null ? null : price.input()).isEqualTo(input);
        assertThat(tiers.price("unknown", "gpt-4o", usage)).isEqualTo(price);
        assertThat(tiers.price("unknown", null, usage)).isNull();
    }

    @Test
    void cost_cacheWrites_billedButNeutral() {
        Price price =
                new Price(new BigDecimal("3"), new BigDecimal("0.30"), new BigDecimal("3.75"), new BigDecimal("15"));
        Usage usage = new Usage(2_649L, 2_569L, 100L, null, false, 79L, null, null);

        Cost cost = CostCalculator.cost(price, usage);

        assertThat(cost.billedUsd()).isEqualByComparingTo("0.00256995");
        assertThat(cost.cacheNeutralUsd()).isEqualByComparingTo("0.009447");
        assertThat(cost.estimated()).isFalse();
    }

    @Test
    void cost_statedByTheProvider_onlyWhereTheTableHasNone() {
        Usage usage = new Usage(1_000_000L, null, 0L, null, false, null, null, new BigDecimal("7"));

        assertThat(CostCalculator.cost(null, usage)).isEqualTo(new Cost(new BigDecimal("7"), null, false));
        assertThat(CostCalculator.cost(GPT, usage).billedUsd()).isEqualByComparingTo("2.5");
        assertThat(CostCalculator.cost(GPT, null)).isEqualTo(Cost.UNKNOWN);
    }

    private static Price price(String input, String cached, String output) {
        return new Price(new BigDecimal(input), cached == null ? null : new BigDecimal(cached), new BigDecimal(output));
    }
}
