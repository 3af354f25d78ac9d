package dev.understudy.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.request.Extras;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.canonical.request.Part;
import dev.understudy.canonical.request.Sampling;
import dev.understudy.canonical.request.Turn;
import dev.understudy.compare.Opinion;
import dev.understudy.compare.Pair;
import dev.understudy.config.BreakerConfig;
import dev.understudy.config.ByteSize;
import dev.understudy.config.ComparatorConfig;
import dev.understudy.config.ConfigException;
import dev.understudy.config.CredentialsConfig;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.LimitsConfig.Rate;
import dev.understudy.config.LimitsConfig.Spend;
import dev.understudy.config.Price;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.Asked;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Stratum;
import dev.understudy.judging.JudgeCalls.JudgeCall;
import dev.understudy.mirror.Headroom;
import dev.understudy.publish.Fixtures;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class JudgesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LIVE = "Refunded.";
    private static final String CANDIDATE = "Not refunded.";
    private static final String CONTROL = "I refunded it.";

    private final Recorder events = new Recorder();
    private final JudgeCalls calls = new JudgeCalls();
    private final AtomicLong nanos = new AtomicLong();
    private final Judges judges = new Judges(events, InstantSource.fixed(Instant.EPOCH), nanos::get);
    private final Headrooms headrooms = new Headrooms();
    private final BlockingQueue<Map<Pair, Opinion>> opinions = new LinkedBlockingQueue<>();

    /** What became of the pairs. */
    private static final class Recorder implements JudgeEvents {
        final List<JudgeResult> results = new CopyOnWriteArrayList<>();
        final List<String> reasons = new CopyOnWriteArrayList<>();
        final List<BigDecimal> bills = new CopyOnWriteArrayList<>();

        @Override
        public void judged(String shadow, Pair pair, JudgeResult result) {
            results.add(result);
        }

        @Override
        public void judgeFailed(String shadow, String reason) {
            reasons.add(reason);
        }

        @Override
        public void judgeBilled(String shadow, BigDecimal usd) {
            bills.add(usd);
        }
    }

    /** One for each origin, as the mirror has them. */
    private final class Headrooms {
        private final Map<String, Headroom> all = new ConcurrentHashMap<>();

        Headroom of(String origin) {
            return all.computeIfAbsent(origin, key -> new Headroom(nanos::get, InstantSource.fixed(Instant.EPOCH)));
        }
    }

    @AfterEach
    void close() {
        judges.close();
    }

    // ---- what is configured

    private static JudgeConfig judge() {
        return judge(false, 100, JudgeConfig.LIMITS);
    }

    private static JudgeConfig judge(boolean bothOrders, double percent, LimitsConfig limits) {
        return new JudgeConfig(
                UpstreamConfig.of("http://judge.example"),
                new CredentialsConfig(false, Map.of("authorization", "Bearer judge-key")),
                "openai-chat",
                null,
                "judge-1",
                Map.of(),
                null,
                true,
                bothOrders,
                percent,
                limits,
                JudgeConfig.BREAKER);
    }

    private static LimitsConfig limits(int inFlight, int queue, Rate rate, Spend spend) {
        ByteSize size = new ByteSize(100_000);
        return new LimitsConfig(inFlight, queue, rate, spend, size, size, Duration.ofSeconds(10));
    }

    private ProxyConfig config(JudgeConfig judge, Map<String, Price> prices) {
        ShadowConfig shadow = Fixtures.shadow("refunds", "openai", "m")
                .but()
                .compare(List.of(ComparatorConfig.named("judge")))
                .judge(judge)
                .build();
        return Fixtures.config(List.of("openai"))
                .but()
                .prices(prices)
                .shadows(List.of(shadow))
                .build();
    }

    private void use(JudgeConfig judge) {
        use(judge, Map.of());
    }

    private void use(JudgeConfig judge, Map<String, Price> prices) {
        judges.configure(config(judge, prices));
        judges.connect(new Judges.Network(calls, headrooms::of));
    }

    // ---- what is brought

    private static Exchange exchange(String id, Answer candidate, Answer control) {
        GenerationRequest request = new GenerationRequest(
                "openai-chat",
                "gpt-4o",
                false,
                List.of(new Turn(Turn.Role.USER, List.of(new Part.Text("I want a refund.")))),
                List.of(),
                null,
                null,
                null,
                Sampling.NONE,
                null,
                null,
                Extras.NONE);
        return new Exchange(
                id,
                "openai",
                "refunds",
                Instant.EPOCH,
                "conversation",
                Stratum.NORMAL,
                Asked.of(JsonNodeFactory.instance.objectNode(), request),
                Fixtures.answer(Arm.LIVE, LIVE),
                candidate,
                control);
    }

    private static Exchange exchange(String id) {
        return exchange(id, Fixtures.answer(Arm.CANDIDATE, CANDIDATE), null);
    }

    private void hear(Exchange exchange) {
        assertThat(judges.hear(exchange, opinions::add)).isTrue();
    }

    private Map<Pair, Opinion> heard() throws InterruptedException {
        Map<Pair, Opinion> heard = opinions.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(heard).as("opinions").isNotNull();
        return heard;
    }

    private Opinion onCandidate() throws InterruptedException {
        return heard().get(Pair.CANDIDATE);
    }

    // ---- opinions

    @ParameterizedTest
    @CsvSource({"Not refunded., WIN, 1", "Refunded., LOSS, 0"})
    void hear_preference_isOfTheAnswerWhereverItStood(String preferred, JudgeResult result, double win)
            throws InterruptedException {
        use(judge());
        for (int i = 0; i < 20; i++) {
            hear(exchange("exchange-" + i));
            JudgeCall call = calls.next();
            call.prefers(call.placeOf(preferred));
            assertThat(onCandidate())
                    .isInstanceOfSatisfying(
                            Opinion.Preference.class,
                            opinion -> assertThat(opinion.win()).isEqualTo(win));
        }
        assertThat(events.results).hasSize(20).containsOnly(result);
    }

    @Test
    void hear_manyExchanges_randomisesTheOrderAndRepeatsItself() throws InterruptedException {
        use(judge(false, 100, limits(1, 0, null, null)));
        int liveFirst = 0;
        for (int i = 0; i < 400; i++) {
            String place = placeOfLive("exchange-" + i);
            liveFirst += place.equals("a") ? 1 : 0;
            if (i < 20) {
                assertThat(placeOfLive("exchange-" + i)).isEqualTo(place);
            }
        }
        assertThat(liveFirst).isBetween(150, 250);
    }

    private String placeOfLive(String id) throws InterruptedException {
        hear(exchange(id));
        JudgeCall call = calls.next();
        call.prefers("tie");
        heard();
        return call.placeOf(LIVE);
    }

    @Test
    void hear_bothOrders_asksTwiceTurnedAndAgrees() throws InterruptedException {
        use(judge(true, 100, JudgeConfig.LIMITS));
        hear(exchange("x"));
        JudgeCall first = calls.next();
        first.prefers(first.placeOf(CANDIDATE));
        JudgeCall second = calls.next();
        assertThat(second.placeOf(LIVE)).isNotEqualTo(first.placeOf(LIVE));
        second.prefers(second.placeOf(CANDIDATE));
        assertThat(onCandidate()).isInstanceOfSatisfying(Opinion.Preference.class, opinion -> {
            assertThat(opinion.win()).isEqualTo(1);
            assertThat(opinion.consistent()).isTrue();
        });
    }

    @Test
    void hear_judgeThatLikesTheFirst_isATieInBothOrders() throws InterruptedException {
        use(judge(true, 100, JudgeConfig.LIMITS));
        hear(exchange("x"));
        calls.next().prefers("a");
        calls.next().prefers("a");
        assertThat(onCandidate()).isEqualTo(new Opinion.Preference(0.5, false, ""));
        assertThat(events.results).containsExactly(JudgeResult.TIE);
    }

    @Test
    void hear_control_isJudgedToo() throws InterruptedException {
        use(judge());
        hear(exchange("x", Fixtures.answer(Arm.CANDIDATE, CANDIDATE), Fixtures.answer(Arm.CONTROL, CONTROL)));
        for (int i = 0; i < 2; i++) {
            JudgeCall call = calls.next();
            boolean control = call.document().toString().contains(CONTROL);
            call.prefers(control ? "tie" : call.placeOf(CANDIDATE));
        }
        Map<Pair, Opinion> both = heard();
        assertThat(((Opinion.Preference) both.get(Pair.CANDIDATE)).win()).isEqualTo(1);
        assertThat(((Opinion.Preference) both.get(Pair.CONTROL)).win()).isEqualTo(0.5);
    }

    @Test
    void hear_sameAnswers_isATieWithoutAsking() throws InterruptedException {
        use(judge());
        hear(exchange("x", Fixtures.answer(Arm.CANDIDATE, " " + LIVE), null));
        assertThat(((Opinion.Preference) onCandidate()).win()).isEqualTo(0.5);
        assertThat(calls.isEmpty()).isTrue();
        assertThat(events.results).containsExactly(JudgeResult.IDENTICAL);
    }

    // ---- not asked

    @Test
    void hear_shadowWithoutAJudge_isNotForUs() {
        judges.configure(Fixtures.config(List.of("openai"), "refunds"));
        assertThat(judges.hear(exchange("x"), opinions::add)).isFalse();
    }

    @Test
    void hear_failedCandidate_isNotJudgeable() throws InterruptedException {
        use(judge());
        hear(exchange("x", Fixtures.failed(Arm.CANDIDATE, 500, ErrorKind.OTHER), null));
        assertThat(onCandidate()).isInstanceOf(Opinion.None.class);
        assertThat(events.results).containsExactly(JudgeResult.NOT_JUDGEABLE);
    }

    @Test
    void hear_percent_drawsByExchange() throws InterruptedException {
        use(judge(false, 25, JudgeConfig.LIMITS));
        for (int i = 0; i < 400; i++) {
            hear(exchange("exchange-" + i));
            // What is not sampled is settled on this thread.
            if (opinions.isEmpty()) {
                calls.next().prefers("tie");
            }
            heard();
        }
        long asked = events.results.stream().filter(JudgeResult.TIE::equals).count();
        assertThat(asked).isBetween(65L, 135L);
        assertThat(events.results).hasSize(400).containsOnly(JudgeResult.TIE, JudgeResult.NOT_SAMPLED);
    }

    @Test
    void hear_morePairsThanPlacesAndQueue_dropsAndCounts() throws InterruptedException {
        use(judge(false, 100, limits(1, 1, null, null)));
        hear(exchange("1"));
        JudgeCall first = calls.next();
        hear(exchange("2"));
        hear(exchange("3"));
        assertThat(onCandidate()).isInstanceOf(Opinion.None.class);
        assertThat(events.results).containsExactly(JudgeResult.DROPPED_QUEUE_FULL);
        assertThat(calls.isEmpty()).isTrue();

        first.prefers("tie");
        calls.next().prefers("tie");
        heard();
        heard();
        assertThat(events.results).containsExactly(JudgeResult.DROPPED_QUEUE_FULL, JudgeResult.TIE, JudgeResult.TIE);
    }

    @Test
    void hear_rateUsedUp_drops() throws InterruptedException {
        use(judge(false, 100, limits(4, 4, new Rate(1), null)));
        hear(exchange("1"));
        calls.next().prefers("tie");
        heard();
        hear(exchange("2"));
        heard();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        hear(exchange("3"));
        calls.next().prefers("tie");
        heard();
        assertThat(events.results).containsExactly(JudgeResult.TIE, JudgeResult.DROPPED_RATE, JudgeResult.TIE);
    }

    @Test
    void hear_budgetUsedUp_drops() throws InterruptedException {
        Spend spend = new Spend(new BigDecimal("0.001"), Duration.ofDays(1));
        Price price = new Price(BigDecimal.ONE, null, BigDecimal.TEN);
        use(judge(false, 100, limits(4, 4, null, spend)), Map.of("judge-1", price));
        hear(exchange("1"));
        calls.next().prefers("tie");
        heard();
        hear(exchange("2"));
        heard();
        assertThat(events.results).containsExactly(JudgeResult.TIE, JudgeResult.DROPPED_SPEND);
        assertThat(events.bills)
                .singleElement()
                .satisfies(bill -> assertThat(bill).isEqualByComparingTo("0.002"));
    }

    @Test
    void hear_budgetAndAChangedJudge_doesNotHandOutTheMoneyAgain() throws InterruptedException {
        Spend spend = new Spend(new BigDecimal("0.001"), Duration.ofDays(1));
        Map<String, Price> prices = Map.of("judge-1", new Price(BigDecimal.ONE, null, BigDecimal.TEN));
        use(judge(false, 100, limits(4, 4, null, spend)), prices);
        hear(exchange("1"));
        calls.next().prefers("tie");
        heard();
        use(judge(true, 100, limits(4, 4, null, spend)), prices);
        hear(exchange("2"));
        heard();
        assertThat(events.results).containsExactly(JudgeResult.TIE, JudgeResult.DROPPED_SPEND);
    }

    @Test
    void hear_budgetWithAnUnknownPrice_failsClosed() throws InterruptedException {
        Spend spend = new Spend(BigDecimal.TEN, Duration.ofDays(1));
        use(judge(false, 100, limits(4, 4, null, spend)));
        hear(exchange("1"));
        assertThat(onCandidate()).isInstanceOf(Opinion.None.class);
        assertThat(calls.isEmpty()).isTrue();
        assertThat(events.results).containsExactly(JudgeResult.DROPPED_SPEND);
    }

    @Test
    void hear_rateLimitedProvider_isLeftAloneForAWhile() throws InterruptedException {
        use(judge());
        hear(exchange("1"));
        calls.next().answers(429, "{\"error\": {\"message\": \"slow down\", \"type\": \"requests\"}}");
        heard();
        hear(exchange("2"));
        heard();
        assertThat(events.results).containsExactly(JudgeResult.ERROR, JudgeResult.DROPPED_HEADROOM);
        assertThat(events.reasons).containsExactly("rate_limited");
    }

    @Test
    void hear_answersTooLargeForTheQuestion_isCounted() throws InterruptedException {
        use(judge());
        hear(exchange("1", Fixtures.answer(Arm.CANDIDATE, "x".repeat(300_000)), null));
        assertThat(onCandidate()).isInstanceOf(Opinion.None.class);
        assertThat(events.results).containsExactly(JudgeResult.TOO_LARGE);
    }

    // ---- errors are no opinions

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Both are good. | no_verdict",
                "{\"preferred\": \"c\"} | no_verdict",
                "{\"preferred\": \"a\" | no_verdict"
            })
    void hear_malformedVerdict_isAnErrorByReason(String text, String reason) throws InterruptedException {
        use(judge());
        hear(exchange("1"));
        calls.next().says(text);
        assertThat(onCandidate()).isEqualTo(new Opinion.None("the judge failed: " + reason));
        assertThat(events.results).containsExactly(JudgeResult.ERROR);
        assertThat(events.reasons).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({"TIMED_OUT, timeout", "UNREACHABLE, connection", "BROKEN, truncated", "CAPPED, truncated"})
    void hear_brokenCall_isAnErrorByReason(Ending ending, String reason) throws InterruptedException {
        use(judge());
        hear(exchange("1"));
        calls.next().ends(ending);
        assertThat(onCandidate()).isInstanceOf(Opinion.None.class);
        assertThat(events.reasons).containsExactly(reason);
    }

    @Test
    void hear_secondOrderFails_givesNoOpinionAtAll() throws InterruptedException {
        use(judge(true, 100, JudgeConfig.LIMITS));
        hear(exchange("1"));
        calls.next().prefers("a");
        calls.next().answers(500, "oops");
        assertThat(onCandidate()).isInstanceOf(Opinion.None.class);
        assertThat(events.results).containsExactly(JudgeResult.ERROR);
    }

    // ---- one that fails

    private static JudgeConfig resting(int failures, Duration pause) {
        JudgeConfig usual = judge();
        return new JudgeConfig(
                usual.upstream(),
                usual.credentials(),
                usual.dialect(),
                null,
                usual.model(),
                Map.of(),
                null,
                true,
                false,
                100,
                usual.limits(),
                new BreakerConfig(failures, pause));
    }

    private void failOnce(String id) throws InterruptedException {
        hear(exchange(id));
        calls.next().answers(500, "oops");
        assertThat(onCandidate()).isInstanceOf(Opinion.None.class);
    }

    @Test
    void hear_judgeFailedSoManyTimesInARow_isNotAskedAndSaysSo() throws InterruptedException {
        use(resting(2, Duration.ofSeconds(30)));
        failOnce("1");
        failOnce("2");
        hear(exchange("3"));
        assertThat(onCandidate()).isEqualTo(new Opinion.None(JudgeResult.DROPPED_BREAKER_OPEN.explanation()));
        assertThat(calls.isEmpty()).isTrue();
        assertThat(events.results)
                .containsExactly(JudgeResult.ERROR, JudgeResult.ERROR, JudgeResult.DROPPED_BREAKER_OPEN);
        assertThat(events.reasons).hasSize(2);
    }

    @Test
    void hear_opinionBetweenFailures_startsTheCountAnew() throws InterruptedException {
        use(resting(2, Duration.ofSeconds(30)));
        failOnce("1");
        hear(exchange("2"));
        calls.next().prefers("tie");
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
        failOnce("3");
        hear(exchange("4"));
        calls.next().prefers("tie");
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
    }

    @Test
    void hear_afterThePause_asksOnceAndOpensAgainWhenThatFails() throws InterruptedException {
        use(resting(1, Duration.ofSeconds(30)));
        failOnce("1");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        hear(exchange("2"));
        assertThat(onCandidate()).isEqualTo(new Opinion.None(JudgeResult.DROPPED_BREAKER_OPEN.explanation()));
        nanos.incrementAndGet();
        hear(exchange("3"));
        JudgeCall probe = calls.next();
        hear(exchange("4"));
        assertThat(onCandidate()).isEqualTo(new Opinion.None(JudgeResult.DROPPED_BREAKER_OPEN.explanation()));
        probe.says("nonsense");
        assertThat(onCandidate()).isEqualTo(new Opinion.None("the judge failed: no_verdict"));
        hear(exchange("5"));
        assertThat(onCandidate()).isEqualTo(new Opinion.None(JudgeResult.DROPPED_BREAKER_OPEN.explanation()));
        assertThat(calls.isEmpty()).isTrue();
    }

    @Test
    void hear_probeWithAnOpinion_closesTheBreaker() throws InterruptedException {
        use(resting(1, Duration.ofSeconds(30)));
        failOnce("1");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        hear(exchange("2"));
        calls.next().prefers("tie");
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
        hear(exchange("3"));
        hear(exchange("4"));
        calls.next().prefers("tie");
        calls.next().prefers("tie");
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
    }

    @Test
    void hear_probeThatRefuses_letsTheNextOneTry() throws InterruptedException {
        use(resting(1, Duration.ofSeconds(30)));
        failOnce("1");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        hear(exchange("2"));
        calls.next().answers(200, """
                {"id": "1", "object": "chat.completion", "model": "judge-1", "choices": [{"index": 0, "finish_reason": "stop", \
                "message": {"role": "assistant", "content": null, "refusal": "I would rather not."}}]}""");
        assertThat(onCandidate()).isEqualTo(new Opinion.None("the judge failed: refused"));
        hear(exchange("3"));
        calls.next().prefers("tie");
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
    }

    // ---- switched off

    @Test
    void configure_disabledShadow_callsOffWhatRunsAndWaits() throws InterruptedException {
        use(judge(false, 100, limits(1, 1, null, null)));
        hear(exchange("1"));
        JudgeCall running = calls.next();
        hear(exchange("2"));
        ProxyConfig before = config(judge(false, 100, limits(1, 1, null, null)), Map.of());
        judges.configure(before.withShadows(List.of(before.shadows().get(0).withEnabled(false))));
        assertThat(onCandidate()).isEqualTo(new Opinion.None(JudgeResult.CANCELLED.explanation()));
        assertThat(onCandidate()).isEqualTo(new Opinion.None(JudgeResult.CANCELLED.explanation()));
        assertThat(running.cancelled).isTrue();
        assertThat(events.results).containsExactly(JudgeResult.CANCELLED, JudgeResult.CANCELLED);
        assertThat(calls.isEmpty()).isTrue();
    }

    @Test
    void configure_sameJudge_letsItGoOn() throws InterruptedException {
        use(judge());
        hear(exchange("1"));
        JudgeCall running = calls.next();
        use(judge());
        running.prefers("tie");
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
    }

    @Test
    void configure_judgeThatCannotBeAsked_isRefusedAndNothingChanges() throws InterruptedException {
        use(judge());
        JudgeConfig good = judge();
        JudgeConfig bad = new JudgeConfig(
                good.upstream(),
                good.credentials(),
                "openai-embeddings",
                null,
                "m",
                Map.of(),
                null,
                true,
                false,
                100,
                good.limits(),
                JudgeConfig.BREAKER);
        assertThatThrownBy(() -> use(bad)).isInstanceOf(ConfigException.class);
        hear(exchange("1"));
        calls.next().prefers("tie");
        assertThat(onCandidate()).isInstanceOf(Opinion.Preference.class);
    }

    @Test
    void close_withOpenQuestions_handsTheExchangesBack() throws InterruptedException {
        use(judge());
        hear(exchange("1"));
        JudgeCall running = calls.next();
        judges.close();
        assertThat(onCandidate()).isEqualTo(new Opinion.None(JudgeResult.CANCELLED.explanation()));
        running.prefers("a");
        assertThat(opinions).isEmpty();
        assertThat(judges.hear(exchange("2"), opinions::add)).isFalse();
    }

    // ---- law 7, and the sum

    @Test
    void call_hasTheJudgesCredentialsAndNothingOfAClient() throws InterruptedException {
        use(judge());
        hear(exchange("1"));
        JudgeCall call = calls.next();
        assertThat(call.request.headers().fields())
                .extracting(field -> field.name() + ": " + field.value())
                .containsExactlyInAnyOrder(
                        "content-type: application/json",
                        "accept: application/json",
                        "authorization: Bearer judge-key",
                        "x-understudy-shadow: refunds");
        assertThat(call.request.arm()).isNull();
        call.prefers("tie");
        heard();
    }

    @Test
    void hear_everyPair_endsInExactlyOneResult() throws InterruptedException {
        use(judge(false, 60, limits(2, 2, null, null)));
        Set<JudgeCall> held = new HashSet<>();
        int pairs = 0;
        for (int i = 0; i < 200; i++) {
            boolean control = i % 3 == 0;
            pairs += control ? 2 : 1;
            hear(exchange(
                    "exchange-" + i,
                    Fixtures.answer(Arm.CANDIDATE, i % 7 == 0 ? LIVE : CANDIDATE),
                    control ? Fixtures.answer(Arm.CONTROL, CONTROL) : null));
            if (i % 5 == 0 && !calls.isEmpty()) {
                held.add(calls.next());
            }
            held.forEach(call -> call.says(call.hashCode() % 2 == 0 ? "nonsense" : "{\"preferred\": \"a\"}"));
        }
        judges.close();
        for (int i = 0; i < 200; i++) {
            heard();
        }
        assertThat(opinions).isEmpty();
        assertThat(events.results).hasSize(pairs);
        long errors = events.results.stream().filter(JudgeResult.ERROR::equals).count();
        assertThat(events.reasons).hasSize((int) errors);
    }
}
