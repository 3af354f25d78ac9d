package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Stratum;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonJsonTest {
    @Test
    void of_numbersThatJsonHasNoWordFor_areNull() {
        Comparison comparison = new Comparison.Mismatch(
                0.25,
                Map.of("words", 3.0, "ratio", Double.POSITIVE_INFINITY),
                Map.of("words", Double.NaN),
                "a \"quote\",\na line and <b>");
        ComparisonEntry entry = new ComparisonEntry(
                7, "id-1", "openai", "refunds", Instant.EPOCH, Stratum.NORMAL, "text", Pair.CANDIDATE, comparison);

        assertThat(ComparisonJson.of(entry, true))
                .hasToString(
                        "{\"sequence\":7,\"id\":\"id-1\",\"request_id\":\"id-1\",\"at\":\"1970-01-01T00:00:00Z\",\"route\":\"openai\","
                                + "\"shadow\":\"refunds\",\"stratum\":\"normal\",\"pair\":\"candidate\",\"comparator\":\"text\","
                                + "\"result\":\"mismatch\",\"divergence\":0.25,\"live\":{\"ratio\":null,\"words\":3.0},"
                                + "\"other\":{\"words\":null},\"reason\":null,\"explanation\":\"a \\\"quote\\\",\\na line and <b>\"}");
    }

    @Test
    void of_notComparable_hasNoDivergence() {
        ComparisonEntry entry = new ComparisonEntry(
                1,
                "id",
                "r",
                "s",
                Instant.EPOCH,
                Stratum.LIVE_FAILED,
                "json",
                Pair.CONTROL,
                Comparison.notComparable("live failed"));

        assertThat(ComparisonJson.of(entry, true).get("divergence").isNull()).isTrue();
        assertThat(ComparisonJson.of(entry, true).get("result").asString()).isEqualTo("not_comparable");
        assertThat(ComparisonJson.of(entry, false).get("reason").asString()).isEqualTo("live failed");
    }

    @Test
    void of_withoutContent_doesNotExplain() {
        ComparisonEntry entry = new ComparisonEntry(
                1,
                "id",
                "r",
                "s",
                Instant.EPOCH,
                Stratum.NORMAL,
                "json",
                Pair.CONTROL,
                new Comparison.Mismatch(1, Map.of(), Map.of(), "he said 42"));

        assertThat(ComparisonJson.of(entry, false).get("explanation").isNull()).isTrue();
    }
}
