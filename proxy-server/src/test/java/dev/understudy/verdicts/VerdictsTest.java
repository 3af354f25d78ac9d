package dev.understudy.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.ShadowConfig.GateConfig;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.publish.ComparisonEntry;
import dev.understudy.publish.Fixtures;
import dev.understudy.testing.SteppedClock;
import dev.understudy.verdict.Decision;
import dev.understudy.verdict.EvidenceJson;
import dev.understudy.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerdictsTest {
    private static final String RULE = "error.rate <= live + 0.05";

    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final MemoryStore store = new MemoryStore();
    private Verdicts verdicts = verdicts();

    private Verdicts verdicts() {
        return new Verdicts(clock, store, Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        verdicts.close();
    }

    private static ProxyConfig config(String model, String... rules) {
        ShadowConfig gated = Fixtures.shadow("refunds", "openai", model)
                .but()
                .compare(List.of(ComparatorConfig.named("status"), ComparatorConfig.named("exact")))
                .gate(new GateConfig(0.95, List.of(rules)))
                .build();
        return Fixtures.config(List.of("openai")).withShadows(List.of(gated));
    }

    private void exchanges(int from, int to, double error) {
        for (int i = from; i < to; i++) {
            Exchange like = Fixtures.exchange("refunds");
            Exchange exchange = new Exchange(
                    "e" + i,
                    like.route(),
                    like.shadow(),
                    clock.instant(),
                    "conversation-" + i,
                    like.stratum(),
                    like.asked(),
                    Fixtures.answer(Arm.LIVE, "a"),
                    Fixtures.answer(Arm.CANDIDATE, "a"),
                    null);
            Comparison comparison =
                    Comparison.of(true, 0, Map.of("error", 0.0), Map.of("error", i % 10 < 10 * error ? 1.0 : 0.0), "");
            verdicts.compared(
                    exchange,
                    List.of(new ComparisonEntry(
                            i,
                            "e" + i,
                            "openai",
                            "refunds",
                            clock.instant(),
                            like.stratum(),
                            "status",
                            Pair.CANDIDATE,
                            comparison)));
            verdicts.ended("refunds", Outcome.COMPARED);
        }
    }

    private Verdict verdict() {
        clock.step(Duration.ofMinutes(10));
        return verdicts.verdict("refunds").orElseThrow();
    }

    @Test
    void verdict_afterEnoughExchanges_isDecided() {
        verdicts.configure(config("small", RULE));
        assertThat(verdict().decision()).isEqualTo(Decision.UNDECIDED);

        exchanges(0, 400, 0);

        assertThat(verdict().decision()).isEqualTo(Decision.PASS);
        assertThat(verdict().rules().get(0).conversations()).isEqualTo(400);
        assertThat(verdict().coverage().compared()).isEqualTo(400);
    }

    @Test
    void verdict_askedAgainWithinASecond_isTheSameObject() {
        verdicts.configure(config("small", RULE));
        Verdict first = verdict();
        exchanges(0, 10, 0);
        assertThat(verdicts.verdict("refunds")).containsSame(first);
        clock.step(Duration.ofSeconds(2));
        assertThat(verdicts.verdict("refunds").orElseThrow().exchanges()).isEqualTo(10);
    }

    @Test
    void configure_otherRules_keepTheEvidence() {
        verdicts.configure(config("small", RULE));
        exchanges(0, 400, 0.3);
        assertThat(verdict().decision()).isEqualTo(Decision.FAIL);

        verdicts.configure(config("small", "error.rate <= live + 0.5", "error.rate <= 0.9"));

        Verdict changed = verdict();
        assertThat(changed.rules().get(0).decision()).isEqualTo(Decision.PASS);
        assertThat(changed.rules().get(1).conversations()).isZero();
        exchanges(400, 700, 0.3);
        assertThat(verdict().decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void configure_otherCandidate_startsAnewAndSaysSo() {
        verdicts.configure(config("small", RULE));
        exchanges(0, 400, 0);
        verdicts.configure(config("other", RULE));

        assertThat(verdict().exchanges()).isZero();
        JsonNode json = verdicts.json("refunds").orElseThrow();
        assertThat(json.get("candidate_changed").asString()).isEqualTo("2026-11-22T10:00:00Z");
        assertThat(json.get("verdict").asString()).isEqualTo("undecided");
    }

    @Test
    void compared_askedOfTheCandidateBefore_isNotCounted() {
        verdicts.configure(config("small", RULE));
        Instant before = clock.instant();
        clock.step(Duration.ofSeconds(1));
        verdicts.configure(config("other", RULE));
        Exchange late = Fixtures.exchange("refunds");
        assertThat(late.at()).isEqualTo(before);
        verdicts.compared(late, List.of());

        assertThat(verdict().exchanges()).isZero();
    }

    @Test
    void configure_backToTheFormerCandidate_goesOnWithItsEvidence() {
        verdicts.configure(config("small", RULE));
        exchanges(0, 400, 0);
        verdicts.configure(config("other", RULE));
        verdicts.configure(config("small", RULE));

        Awaitility.await().untilAsserted(() -> assertThat(verdict().exchanges()).isEqualTo(400));
        assertThat(verdict().coverage().compared()).isEqualTo(400);
    }

    @Test
    void restart_sameCandidate_continues() {
        verdicts.configure(config("small", RULE));
        exchanges(0, 150, 0);
        verdicts.close();
        clock.step(Duration.ofMinutes(1));
        verdicts = verdicts();
        verdicts.configure(config("small", RULE));
        exchanges(150, 400, 0);

        Awaitility.await().untilAsserted(() -> assertThat(verdict().exchanges()).isEqualTo(400));
        assertThat(verdict().decision()).isEqualTo(Decision.PASS);
        assertThat(verdict().rules().get(0).conversations()).isEqualTo(400);
        assertThat(verdicts.json("refunds").orElseThrow().get("since").asString())
                .isEqualTo("2026-11-22T10:00:00Z");
    }

    @Test
    void restart_otherCandidate_startsAnewAndSaysSo() {
        verdicts.configure(config("small", RULE));
        exchanges(0, 150, 0);
        verdicts.close();
        verdicts = verdicts();
        verdicts.configure(config("other", RULE));

        Awaitility.await()
                .untilAsserted(() -> assertThat(verdicts.json("refunds")
                                .orElseThrow()
                                .get("candidate_changed")
                                .isString())
                        .isTrue());
        assertThat(verdict().exchanges()).isZero();
    }

    @Test
    void restart_unreadableEvidence_startsAnew() {
        verdicts.configure(config("small", RULE));
        exchanges(0, 10, 0);
        verdicts.close();
        store.kept.replaceAll((key, value) -> value.replace("\"version\":" + EvidenceJson.VERSION, "\"version\":99"));
        verdicts = verdicts();
        verdicts.configure(config("small", RULE));
        exchanges(0, 20, 0);

        Awaitility.await().until(() -> store.loads.get() == 2);
        assertThat(verdict().exchanges()).isEqualTo(20);
    }

    @Test
    void store_thatFails_isTriedAgain() {
        store.broken.set(true);
        verdicts.configure(config("small", RULE));
        exchanges(0, 400, 0);
        assertThat(verdict().decision()).isEqualTo(Decision.PASS);
        verdicts.configure(config("other", RULE));
        verdicts.configure(config("small", RULE));
        Awaitility.await().until(() -> store.loads.get() == 3);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void ended_unknownShadow_isNobodysBusiness() {
        verdicts.ended("nobody", Outcome.COMPARED);
        assertThat(verdicts.verdict("nobody")).isEmpty();
        assertThat(verdicts.json("nobody")).isEmpty();
    }

    @Test
    void fingerprint_whatDecidesNothing_isNotInIt() {
        ProxyConfig one = config("small", RULE);
        ProxyConfig otherGate = config("small", "error.rate <= 0.2");
        ProxyConfig otherModel = config("large", RULE);
        assertThat(fingerprint(otherGate)).isEqualTo(fingerprint(one)).hasSize(16);
        assertThat(fingerprint(otherModel)).isNotEqualTo(fingerprint(one));
    }

    private static String fingerprint(ProxyConfig config) {
        return CandidateFingerprint.of(config, config.shadows().get(0));
    }
}
