package dev.understudy.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Usage;
import dev.understudy.config.Price;
import dev.understudy.dialect.Dialect;
import dev.understudy.dialect.Dialects;
import dev.understudy.dialect.NeedsRecordedData;
import dev.understudy.dialect.Recorded;
import dev.understudy.exchange.Cost;
import dev.understudy.exchange.Headers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What OpenRouter billed, against the public price lists of the models (USD per million tokens, November 2026). */
@NeedsRecordedData
class BilledCostTest {
    private static final CostCalculator PRICES = new CostCalculator(Map.ofEntries(
            Map.entry("anthropic/claude-4.5-sonnet", price("3", "0.30", "3.75", "15")),
            Map.entry("anthropic/claude-sonnet-4.5", price("3", "0.30", "3.75", "15")),
            Map.entry("anthropic/claude-4.6-sonnet", price("3", "0.30", "3.75", "15")),
            Map.entry("openai/gpt-5-mini", price("0.25", "0.025", null, "2")),
            Map.entry("openai/gpt-5.1-codex-mini", price("0.25", "0.025", null, "2")),
            Map.entry("openai/gpt-5.6-sol", price("5", "0.50", "6.25", "30")),
            Map.entry("openai/gpt-4o-mini", price("0.15", "0.075", null, "0.60")),
            Map.entry("openai/gpt-4.1-mini", price("0.40", "0.10", null, "1.60")),
            Map.entry("openai/o3", price("2", "0.50", null, "8")),
            Map.entry("openai/gpt-oss-20b", price("0.05", null, null, "0.20")),
            Map.entry("google/gemini-2.5-flash", price("0.30", "0.03", null, "2.50")),
            Map.entry("google/gemini-3.6-flash", price("1.50", "0.15", null, "7.50")),
            Map.entry("minimax/minimax-m2:free", price("0", null, null, "0")),
            Map.entry("x-ai/grok-4", price("3", "0.75", null, "15")),
            Map.entry("deepseek/deepseek-chat", price("0.26", null, null, "1.03"))));

    private static Price price(String input, String cachedInput, String cacheWrite, String output) {
        return new Price(
                new BigDecimal(input),
                cachedInput == null ? null : new BigDecimal(cachedInput),
                cacheWrite == null ? null : new BigDecimal(cacheWrite),
                new BigDecimal(output));
    }

    @Test
    void cost_recordedBills_medianErrorUnderAPercent() {
        Map<String, Recorded.Exchange> byId = Recorded.exchanges().stream()
                .collect(Collectors.toMap(Recorded.Exchange::id, Function.identity(), (first, second) -> first));
        List<Double> errors = new ArrayList<>();
        for (JsonNode line : Recorded.lines("wire/billed_cost.jsonl")) {
            Recorded.Exchange exchange = byId.get(line.path("id").asString());
            assertThat(exchange).isNotNull();
            double billed = line.path("cost_value").asDouble();
            Usage usage = usage(exchange);
            String model = line.path("model").asString();

            Cost cost = CostCalculator.cost(PRICES.price(model, null, usage), usage);

            assertThat(cost.billedUsd()).as(model).isNotNull();
            assertThat(usage.statedCostUsd().doubleValue()).isEqualTo(billed);
            assertThat(CostCalculator.cost(null, usage)).isEqualTo(new Cost(usage.statedCostUsd(), null, false));
            if (billed > 0) {
                errors.add(Math.abs(cost.billedUsd().doubleValue() - billed) / billed);
            }
        }
        assertThat(errors).hasSizeGreaterThanOrEqualTo(30);
        assertThat(errors.stream().sorted().skip(errors.size() / 2).findFirst().orElseThrow())
                .isLessThanOrEqualTo(0.01);
        // Searches and file parsing, which OpenRouter charges by the piece, are in no token price: seven bills have
        // some.
        assertThat(errors).filteredOn(error -> error > 0.01).hasSizeLessThanOrEqualTo(7);
    }

    private static Usage usage(Recorded.Exchange exchange) {
        Dialect dialect = Dialects.named(exchange.api().equals("responses") ? "openai-responses" : "openai-chat");
        return dialect.response(
                        exchange.status(), Headers.of("content-type", exchange.contentType()), exchange.response())
                .completion()
                .usage();
    }
}
