package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExemplarsTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
    private static final Comparison.Mismatch MISMATCH = new Comparison.Mismatch(0.7, Map.of(), Map.of(), "differs");

    private final Metrics metrics = new Metrics();
    private final ComparisonListener exemplars = metrics.exemplars(InstantSource.fixed(Instant.ofEpochMilli(1_500)));

    @BeforeEach
    void configure() {
        metrics.configure(Fixtures.config(List.of("openai"), "refunds"));
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void compared_keptExchange_isTheExampleOfItsBuckets() {
        keep(Fixtures.exchange("refunds"), MISMATCH);

        assertThat(withExamples(OPEN_METRICS))
                .contains("understudy_divergence_bucket{shadow=\"refunds\",comparator=\"text\",pair=\"candidate\","
                        + "le=\"0.8\"} 1.0 # {exchange=\"exchange-1\"} 0.7 1.500")
                .contains("understudy_arm_duration_seconds_bucket{shadow=\"refunds\",arm=\"control\",le=\"2.0\"} 1.0"
                        + " # {exchange=\"exchange-1\"} 1.5 1.500")
                .contains("understudy_arm_time_to_first_token_seconds_bucket{shadow=\"refunds\",arm=\"candidate\","
                        + "le=\"0.4\"} 1.0 # {exchange=\"exchange-1\"} 0.3 1.500");
    }

    @Test
    void compared_textFormat_hasNoExamples() {
        keep(Fixtures.exchange("refunds"), MISMATCH);

        assertThat(withExamples(null)).isEmpty();
    }

    @Test
    void compared_liveFailed_isNoExampleOfADivergenceThatDoesNotCountIt() {
        keep(
                Fixtures.exchange(
                        "refunds",
                        Fixtures.failed(Arm.LIVE, 500, ErrorKind.OVERLOADED),
                        Fixtures.answer(Arm.CANDIDATE, "yes"),
                        null),
                MISMATCH);

        assertThat(withExamples(OPEN_METRICS))
                .isNotEmpty()
                .allMatch(line -> line.contains("arm=\"candidate\""))
                .noneMatch(line -> line.startsWith("understudy_divergence"));
    }

    @Test
    void compared_whatCannotBeComparedOrNamed_isNoExample() {
        Exchange plain = Fixtures.exchange("refunds");
        keep(plain, new Comparison.NotComparable(Map.of(), Map.of(), "no"));
        assertThat(withExamples(OPEN_METRICS)).noneMatch(line -> line.startsWith("understudy_divergence"));

        Exchange longName = new Exchange(
                "x".repeat(121),
                plain.route(),
                "refunds",
                plain.at(),
                plain.conversation(),
                plain.stratum(),
                plain.asked(),
                plain.live(),
                plain.candidate(),
                null);
        keep(longName, MISMATCH);
        assertThat(withExamples(OPEN_METRICS)).noneMatch(line -> line.contains("xxx"));
    }

    private void keep(Exchange exchange, Comparison comparison) {
        for (Arm arm : Arm.values()) {
            metrics.answered("refunds", Fixtures.answer(arm, "yes"), null);
        }
        metrics.compared("refunds", "text", Pair.CANDIDATE, comparison);
        Compared compared = new Compared("text", Pair.CANDIDATE, comparison);
        exemplars.compared(exchange, List.of(ComparisonEntry.of(1, exchange, compared)));
    }

    private List<String> withExamples(String accept) {
        return new String(metrics.scrape(accept).body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("# {"))
                .toList();
    }
}
