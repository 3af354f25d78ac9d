package dev.understudy.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.FinishReason;
import dev.understudy.config.Price;
import dev.understudy.config.ProxyConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.fingerprint.RequestPrint;
import dev.understudy.publish.Fixtures;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class DriftWatchTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
    private static final Price PRICE = new Price(BigDecimal.ONE, null, BigDecimal.TEN);

    private final ProxyConfig config = Fixtures.config(List.of("openai"), "refunds");
    private final Memory store = new Memory();

    private DriftWatch watch() {
        DriftWatch watch = new DriftWatch(CLOCK, () -> 0, store);
        watch.configure(config);
        return watch;
    }

    private static void see(DriftWatch watch, int times, long prompt) {
        for (int i = 0; i < times; i++) {
            watch.sampled(
                    "refunds",
                    printer -> new RequestPrint(
                            new long[] {1, prompt}, new long[] {2}, new long[] {3, 4}, new long[] {5}));
        }
    }

    private static void answer(DriftWatch watch, int times, Arm arm, String model, String fingerprint) {
        Completion completion = new Completion(
                "yes", null, null, List.of(), FinishReason.STOP, model, null, null, 0, 0, null, List.of(), fingerprint);
        Answer answer = Fixtures.answer(arm, "yes").withCompletion(completion);
        for (int i = 0; i < times; i++) {
            watch.answered("refunds", answer, null);
        }
    }

    private static JsonNode kind(DriftWatch watch, DriftKind kind) {
        return watch.json("refunds").orElseThrow().path("kinds").get(kind.ordinal());
    }

    private static String state(DriftWatch watch) {
        return watch.json("refunds").orElseThrow().path("state").stringValue();
    }

    private ProxyConfig priced(Map<String, Price> prices) {
        return config.but().prices(prices).build();
    }

    @Test
    void state_promptChanges_isDriftWithItsShare() {
        try (DriftWatch watch = watch()) {
            assertThat(state(watch)).isEqualTo("gathering");
            see(watch, 100, 10);
            assertThat(state(watch)).isEqualTo("none");
            assertThat(watch.shares().get("refunds"))
                    .containsEntry("system_prompt", 0.0)
                    .containsEntry("configuration", 0.0)
                    .doesNotContainKeys("fingerprint", "corpus", "model_version");
            see(watch, 100, 11);
            assertThat(state(watch)).isEqualTo("drift");
            assertThat(watch.shares().get("refunds")).containsEntry("system_prompt", 0.5);
            assertThat(watch.drifted().get("refunds"))
                    .containsEntry("system_prompt", true)
                    .containsEntry("tools", false)
                    .doesNotContainKey("model_version");
            assertThat(kind(watch, DriftKind.SYSTEM_PROMPT).path("since").stringValue())
                    .isEqualTo("2026-11-22T10:00:00Z");
            assertThat(kind(watch, DriftKind.TOOLS).path("state").stringValue()).isEqualTo("none");
        }
    }

    @Test
    void approve_afterADrift_saysWhatDriftedAndEndsIt() {
        try (DriftWatch watch = watch()) {
            see(watch, 100, 10);
            see(watch, 100, 11);
            assertThat(watch.approve("refunds", "ops"))
                    .containsExactly("system_prompt: 50 % new since 2026-11-22T10:00:00Z");
            assertThat(state(watch)).isEqualTo("none");
            assertThat(watch.json("refunds").orElseThrow().at("/approved/by").stringValue())
                    .isEqualTo("ops");
            assertThat(watch.approve("nobody", "ops")).isEmpty();
        }
    }

    @Test
    void answered_modelOfOneArmChanges_isDriftWithItsName() {
        try (DriftWatch watch = watch()) {
            answer(watch, 100, Arm.LIVE, "gpt-4o-2024-05-13", "fp_a");
            answer(watch, 100, Arm.CANDIDATE, "gpt-5-mini", null);
            answer(watch, 50, Arm.CONTROL, "gpt-4o-2024-08-06", "fp_b");
            assertThat(kind(watch, DriftKind.MODEL_VERSION).path("state").stringValue())
                    .isEqualTo("drift");
        }
    }

    @Test
    void answered_fingerprintChanges_isDriftOfThatKindOnly() {
        try (DriftWatch watch = watch()) {
            answer(watch, 100, Arm.LIVE, "m", "fp_a");
            answer(watch, 50, Arm.CONTROL, "other", "fp_c");
            answer(watch, 20, Arm.LIVE, "m", "fp_b");
            JsonNode fingerprint = kind(watch, DriftKind.FINGERPRINT);
            assertThat(fingerprint.path("state").stringValue()).isEqualTo("drift");
            assertThat(fingerprint.path("changes").findValuesAsString("label"))
                    .containsExactlyInAnyOrder("live: fp_a", "live: fp_b");
            assertThat(kind(watch, DriftKind.MODEL_VERSION).path("state").stringValue())
                    .isEqualTo("none");
        }
    }

    @Test
    void configure_priceChanges_isDrift_andAnotherModelIsNot() {
        try (DriftWatch watch = watch()) {
            assertThat(kind(watch, DriftKind.PRICES).path("state").stringValue())
                    .isEqualTo("unseen");
            watch.configure(priced(Map.of("a", PRICE)));
            watch.configure(priced(Map.of("a", PRICE, "b", PRICE)));
            assertThat(kind(watch, DriftKind.PRICES).path("state").stringValue())
                    .isEqualTo("none");
            watch.configure(priced(Map.of("a", new Price(BigDecimal.TEN, null, BigDecimal.TEN))));
            assertThat(kind(watch, DriftKind.PRICES).path("state").stringValue())
                    .isEqualTo("drift");
        }
    }

    @Test
    void tick_corpusOfAnotherProduction_isDriftByItsShare() {
        try (DriftWatch watch = watch()) {
            watch.tick();
            assertThat(kind(watch, DriftKind.CORPUS).path("state").stringValue())
                    .isEqualTo("unseen");
            watch.corpora(route -> route.name().equals("openai") ? 0.25 : null);
            watch.tick();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    kind(watch, DriftKind.CORPUS).path("share").doubleValue())
                            .isEqualTo(0.25));
            assertThat(kind(watch, DriftKind.CORPUS).path("state").stringValue())
                    .isEqualTo("drift");
            watch.corpora(route -> 0.0);
            watch.tick();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(
                                    kind(watch, DriftKind.CORPUS).path("state").stringValue())
                            .isEqualTo("none"));
        }
    }

    @Test
    void restart_baselineIsKept_andDriftIsSeenAgainstIt() {
        try (DriftWatch first = watch()) {
            see(first, 100, 10);
            answer(first, 100, Arm.LIVE, "m", "fp_a");
        }
        assertThat(store.kept.get("refunds")).doesNotContain("yes");
        try (DriftWatch second = watch()) {
            Awaitility.await().until(() -> state(second).equals("none"));
            see(second, 50, 11);
            answer(second, 50, Arm.LIVE, "m", "fp_b");
            assertThat(kind(second, DriftKind.SYSTEM_PROMPT).path("share").doubleValue())
                    .isEqualTo(1);
            assertThat(kind(second, DriftKind.FINGERPRINT).path("changes").findValuesAsString("label"))
                    .containsExactlyInAnyOrder("live: fp_a", "live: fp_b");
        }
    }

    @Test
    void restart_keptTextIsRubbish_beginsAnew() {
        for (String rubbish : List.of(
                "", "[]", "{\"at\":\"now\"}", "{\"candidate\":\"x\",\"seen\":{\"tools\":{\"counts\":{\"z\":1}}}}")) {
            store.kept.put("refunds", rubbish);
            try (DriftWatch watch = watch()) {
                see(watch, 100, 10);
                assertThat(state(watch)).isEqualTo("none");
            }
        }
    }

    @Test
    void sampled_shadowThatIsNotConfigured_isNothing() {
        try (DriftWatch watch = watch()) {
            watch.sampled("nobody", printer -> {
                throw new AssertionError("nobody asked");
            });
            assertThat(watch.json("nobody")).isEmpty();
        }
    }

    @Test
    void tick_storeThatDoesNotAnswer_doesNotPileUp() {
        store.answers = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        try (DriftWatch watch = watch()) {
            watch.corpora(route -> {
                looks.incrementAndGet();
                return null;
            });
            for (int i = 0; i < 100; i++) {
                watch.tick();
            }
            store.answers.countDown();
            Awaitility.await().until(() -> looks.get() == 1);
            watch.tick();
        }
        assertThat(looks).hasValue(2);
    }

    private static final class Memory implements BaselineStore {
        private final Map<String, String> kept = new HashMap<>();
        private volatile CountDownLatch answers = new CountDownLatch(0);

        @Override
        public String key() {
            return "00112233445566778899aabbccddeeff";
        }

        @Override
        public synchronized Optional<String> load(String shadow) {
            try {
                answers.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Optional.ofNullable(kept.get(shadow));
        }

        @Override
        public synchronized boolean save(String shadow, Instant at, String baseline) {
            kept.put(shadow, baseline);
            return true;
        }

        @Override
        public void close() {}
    }
}
