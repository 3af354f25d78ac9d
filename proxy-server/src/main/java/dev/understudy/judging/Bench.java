package dev.understudy.judging;

import dev.understudy.canonical.Completion;
import dev.understudy.canonical.ErrorKind;
import dev.understudy.canonical.request.GenerationRequest;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.compare.Judgeable;
import dev.understudy.compare.Pair;
import dev.understudy.compare.judge.JudgePrompt;
import dev.understudy.compare.judge.JudgeReply;
import dev.understudy.compare.judge.SameAnswers;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.Price;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.dialect.Dialect;
import dev.understudy.egress.EgressRule;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Exchange;
import dev.understudy.mirror.CircuitBreaker;
import dev.understudy.mirror.CostCalculator;
import dev.understudy.mirror.Places;
import dev.understudy.mirror.RateLimit;
import dev.understudy.mirror.SpendAccount;
import dev.understudy.mirror.SpendLimit;
import dev.understudy.pair.AnswerReader;
import dev.understudy.route.KeyedHash;
import dev.understudy.send.ArmRequest;
import dev.understudy.variant.Derived;
import dev.understudy.variant.OwnRequests;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A shadow's judge at run time: how it is asked, its bounds, and what is before it. Lives as long as its configuration stays
 * the same; then it is retired. Thread-safe.
 */
final class Bench {
    private final String shadow;
    private final JudgeConfig config;
    private final EgressRule egress;
    private final String samplingKey;
    private final Map<String, Price> prices;
    private final KeyedHash hash;
    private final JudgePrompt prompt;
    private final OwnRequests requests;
    private final CostCalculator costs;
    private final SpendLimit spend;
    private final RateLimit rate;
    private final CircuitBreaker breaker;
    private final Places<Hearing> places;
    private final Set<Hearing> open = ConcurrentHashMap.newKeySet();
    private volatile boolean retired;

    /**
     * @param account what the judge has spent; outlives this
     * @throws dev.understudy.config.ConfigException for a dialect that no question can be written in
     */
    Bench(ProxyConfig proxy, ShadowConfig shadow, JudgeConfig config, SpendAccount account, LongSupplier nanoTime) {
        this.shadow = shadow.name();
        this.config = config;
        this.egress = egress(proxy, shadow, config);
        this.samplingKey = proxy.samplingKey();
        this.prices = proxy.prices();
        this.hash = new KeyedHash(samplingKey);
        this.prompt = new JudgePrompt(
                config.model(),
                config.rubric(),
                config.systemPrompt(),
                config.limits().body().bytes());
        this.requests = requests(shadow.name(), config);
        this.costs = new CostCalculator(prices);
        this.spend = new SpendLimit(config.limits().spend(), account);
        this.rate = new RateLimit(config.limits().rate(), nanoTime);
        this.breaker = new CircuitBreaker(config.breaker(), nanoTime);
        this.places = new Places<>(config.limits().inFlight(), config.limits().queue());
    }

    private static EgressRule egress(ProxyConfig proxy, ShadowConfig shadow, JudgeConfig judge) {
        return EgressRule.of(proxy.egress(), proxy.route(shadow.route()).upstream(), judge.upstream());
    }

    private static OwnRequests requests(String shadow, JudgeConfig config) {
        return new OwnRequests(
                config.dialect(),
                new OwnRequests.Destination(
                        config.upstream(), config.credentials(), config.path(), config.set(), shadow));
    }

    String shadow() {
        return shadow;
    }

    JudgeConfig config() {
        return config;
    }

    /** Whether a configuration leaves it as it is. */
    boolean isFor(ProxyConfig proxy, ShadowConfig judged, JudgeConfig judge) {
        return config.equals(judge)
                && egress.equals(egress(proxy, judged, judge))
                && samplingKey.equals(proxy.samplingKey())
                && prices.equals(proxy.prices());
    }

    /** Why a judge is not asked about this pair, or null: all that needs no place. */
    @Nullable
    JudgeResult settles(Exchange exchange, Pair pair, Answer other) {
        if (!judgeable(exchange, pair, other)) {
            return JudgeResult.NOT_JUDGEABLE;
        }
        if (!sampled(exchange)) {
            return JudgeResult.NOT_SAMPLED;
        }
        if (SameAnswers.same(exchange.live(), other)) {
            return JudgeResult.IDENTICAL;
        }
        return null;
    }

    /** Takes a token of the rate, if there is one. */
    boolean inRate() {
        return rate.tryTake();
    }

    private static boolean judgeable(Exchange exchange, Pair pair, Answer other) {
        Answer live = exchange.live();
        return ExchangeComparisons.fit(exchange, pair)
                && Judgeable.obstacle(live, other) == null
                && SameAnswers.saysSomething(live)
                && SameAnswers.saysSomething(other)
                && JudgePrompt.canBeAsked(exchange.asked());
    }

    /** One draw for both pairs of an exchange: the noise is measured on the same requests. */
    private boolean sampled(Exchange exchange) {
        double percent = config.percent();
        return percent >= 100
                || (percent > 0 && KeyedHash.fraction(hash.of("judged " + shadow, exchange.id())) * 100 < percent);
    }

    /** Whether live's answer stands first: chance, but the same on every replica and at every repetition. */
    boolean liveFirst(Exchange exchange, Pair pair) {
        return KeyedHash.fraction(hash.of("order " + shadow + ' ' + pair.label(), exchange.id())) < 0.5;
    }

    /** Whether nothing more may be spent; so it is where nobody knows what a question costs. */
    boolean spent() {
        return spend.limited() && (spend.reached() || costs.price(config.model()) == null);
    }

    /** Whether it is left alone because it failed again and again. */
    boolean rests() {
        return !breaker.allows();
    }

    /** Asked just before a call; unless it is refused, {@link #learn} or {@link #abandoned} has to follow. */
    CircuitBreaker.Permit permit() {
        return breaker.tryCall();
    }

    /** The call with this permit has ended like that. */
    void learn(CircuitBreaker.Permit permit, JudgeReply reply) {
        switch (health(reply)) {
            case GOOD -> breaker.succeeded(permit);
            case BAD -> breaker.failed(permit);
            case UNKNOWN -> breaker.abandoned(permit);
        }
    }

    /** The call with this permit was called off. */
    void abandoned(CircuitBreaker.Permit permit) {
        breaker.abandoned(permit);
    }

    private enum Health {
        GOOD,
        BAD,
        UNKNOWN
    }

    /**
     * One that babbles costs as much as one that is down, and both want a rest. A refusal is about the answers, and a provider
     * without room has a rest of its own.
     */
    private static Health health(JudgeReply reply) {
        if (!(reply instanceof JudgeReply.NoBallot none)) {
            return Health.GOOD;
        }
        boolean says = none.refused()
                || none.reason().equals(ErrorKind.RATE_LIMITED.label())
                || none.reason().equals(ErrorKind.OVERLOADED.label());
        return says ? Health.UNKNOWN : Health.BAD;
    }

    /** The question on the wire; null when the answers are too large for it. */
    @Nullable
    Derived question(Exchange exchange, Answer first, Answer second) {
        GenerationRequest asked = prompt.of(exchange.asked(), first, second);
        Derived written = asked == null ? null : requests.write(asked);
        boolean tooLarge = written instanceof Derived.Ready ready
                && ready.body().length > config.limits().body().bytes();
        return tooLarge ? null : written;
    }

    ArmRequest call(Derived.Ready ready) {
        return new ArmRequest(
                null,
                config.upstream(),
                ready.method(),
                ready.target(),
                ready.headers(),
                ready.body(),
                config.limits().response(),
                config.limits().duration(),
                egress);
    }

    Completion read(CapturedResponse response) {
        Dialect dialect = requests.dialect();
        return AnswerReader.completion(
                response, dialect, (int) config.limits().response().bytes());
    }

    /** Charges a call that has ended. Returns what it cost; null when that is not known. */
    @Nullable
    BigDecimal charge(int requestBytes, CapturedResponse response, Completion completion) {
        Price price = costs.price(completion.model(), config.model(), completion.usage());
        spend.charge(requestBytes, response, price, completion.usage());
        return CostCalculator.billed(price, completion.usage());
    }

    // ---- who is before it

    Places.Entry enter(Hearing hearing) {
        open.add(hearing);
        Places.Entry entry = places.enter(hearing);
        if (entry == Places.Entry.FULL) {
            open.remove(hearing);
        }
        return entry;
    }

    boolean withdraw(Hearing hearing) {
        return places.withdraw(hearing);
    }

    /** Gives a place back; returns who has it now. */
    @Nullable
    Hearing leave() {
        return places.leave();
    }

    void over(Hearing hearing) {
        open.remove(hearing);
    }

    /** Nothing is begun any more. What is open is called off by whoever retires it. */
    void retire() {
        retired = true;
    }

    boolean retired() {
        return retired;
    }

    Set<Hearing> open() {
        return Set.copyOf(open);
    }
}
