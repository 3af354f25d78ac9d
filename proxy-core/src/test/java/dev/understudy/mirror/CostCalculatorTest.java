package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Usage;
import dev.understudy.config.Price;
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

    private static Price price(String input, String cached, String output) {
        return new Price(new BigDecimal(input), cached == null ? null : new BigDecimal(cached), new BigDecimal(output));
    }
}
