package dev.understudy.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.compare.Compared;
import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.config.ConfigException;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonSinkTest {
    @Test
    void candidateFailed_isToldButNotCountedAsCompared() {
        List<ComparisonEntry> told = new ArrayList<>();
        try (Metrics metrics = new Metrics()) {
            ComparisonSink sink = new ComparisonSink(metrics, List.of(new ComparisonListener() {
                @Override
                public void compared(Exchange exchange, List<ComparisonEntry> entries) {
                    throw new AssertionError("nothing was compared");
                }

                @Override
                public void candidateFailed(Exchange exchange, List<ComparisonEntry> entries) {
                    told.addAll(entries);
                }
            }));
            sink.configure(Fixtures.config(List.of("openai"))
                    .withShadows(
                            List.of(Fixtures.comparing(Fixtures.shadow("refunds", "openai", "m"), "status", "text"))));
            sink.candidateFailed(
                    Fixtures.exchange(
                            "refunds",
                            Fixtures.answer(Arm.LIVE, "yes"),
                            Fixtures.failed(Arm.CANDIDATE, 0, ErrorKind.TIMEOUT),
                            null),
                    Outcome.CANDIDATE_TIMED_OUT);
        }
        assertThat(told).extracting(ComparisonEntry::comparator).containsExactly("status", "text");
        assertThat(told.get(0).comparison().other()).containsEntry("error", 1.0);
        assertThat(told.get(0).comparison().live()).containsEntry("error", 0.0);
        assertThat(told.get(1).comparison()).isInstanceOf(Comparison.NotComparable.class);
    }

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final List<List<ComparisonEntry>> heard = new ArrayList<>();
    private final Publisher publisher =
            new Publisher(CLOCK, List.of(this::broken, (exchange, entries) -> heard.add(entries)));

    private void broken(Exchange exchange, List<ComparisonEntry> entries) {
        throw new IllegalStateException("a listener of somebody's");
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void accept_withControl_comparesBothPairsAndTellsEveryListener() {
        publisher.configure(Fixtures.config(List.of("openai"), "refunds"));
        publisher.sink().accept(Fixtures.exchange("refunds"));

        assertThat(heard).hasSize(1);
        assertThat(heard.get(0))
                .extracting(ComparisonEntry::sequence, ComparisonEntry::comparator, ComparisonEntry::pair)
                .containsExactly(
                        tuple(1L, "exact", Pair.CANDIDATE),
                        tuple(2L, "usage", Pair.CANDIDATE),
                        tuple(3L, "exact", Pair.CONTROL),
                        tuple(4L, "usage", Pair.CONTROL));
        assertThat(scrape())
                .contains(
                        "understudy_comparisons_total{shadow=\"refunds\",comparator=\"exact\",pair=\"candidate\",result=\"mismatch\",} 1.0");
    }

    @Test
    void accept_liveFailed_isApartFromTheDivergence() {
        publisher.configure(Fixtures.config(List.of("openai"), "refunds"));
        publisher
                .sink()
                .accept(Fixtures.exchange(
                        "refunds",
                        Fixtures.failed(Arm.LIVE, 500, ErrorKind.OTHER),
                        Fixtures.answer(Arm.CANDIDATE, "Here you are."),
                        null));

        assertThat(scrape())
                .contains("understudy_shadow_live_failures_total{shadow=\"refunds\",candidate=\"succeeded\",} 1.0")
                .doesNotContain("understudy_comparisons_total{");
        ShadowSummary summary = publisher.statistics().summary("refunds").orElseThrow();
        assertThat(summary.exchanges()).isZero();
        assertThat(summary.liveFailed()).isEqualTo(1);
        assertThat(summary.liveFailedCandidateSucceeded()).isEqualTo(1);
        assertThat(heard.get(0)).hasSize(2);
    }

    @Test
    void accept_shadowRemovedByAReload_isQuiet() {
        publisher.configure(Fixtures.config(List.of("openai"), "refunds"));
        publisher.configure(Fixtures.config(List.of("openai"), "greetings"));
        publisher.sink().accept(Fixtures.exchange("refunds"));

        assertThat(heard).isEmpty();
        assertThat(publisher.statistics().summary("refunds")).isEmpty();
    }

    @Test
    void configure_comparatorThatCannotBe_isRefusedAndNothingChanges() {
        ProxyConfig good = Fixtures.config(List.of("openai"), "refunds");
        publisher.configure(good);
        ShadowConfig refunds = good.shadows().get(0);
        ProxyConfig bad = good.withShadows(
                List.of(Fixtures.shadow("other", "openai", "m"), Fixtures.comparing(refunds, "exakt")));

        assertThatThrownBy(() -> publisher.configure(bad)).isInstanceOf(ConfigException.class);
        publisher.sink().accept(Fixtures.exchange("refunds"));
        assertThat(heard).hasSize(1);
        assertThat(publisher.statistics().summary("other")).isEmpty();
    }

    @Test
    void entry_fromALoudComparator_isCut() {
        ComparisonEntry entry = ComparisonEntry.of(
                1,
                Fixtures.exchange("refunds"),
                new Compared("loud", Pair.CANDIDATE, Comparison.notComparable("\ud83d\ude00".repeat(100_000))));

        assertThat(entry.comparison().explanation())
                .hasSize(ComparisonEntry.EXPLANATION_LIMIT - 1)
                .endsWith("…");
        assertThat(Character.isHighSurrogate(
                        entry.comparison().explanation().charAt(ComparisonEntry.EXPLANATION_LIMIT - 3)))
                .isFalse();
    }

    private String scrape() {
        return new String(publisher.metrics().scrape(null).body(), StandardCharsets.UTF_8);
    }
}
