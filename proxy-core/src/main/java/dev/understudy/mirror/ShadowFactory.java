package dev.understudy.mirror;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RecordConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.egress.EgressRule;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.recording.Recorder;
import dev.understudy.route.Sampler;
import dev.understudy.route.WhenPredicate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes active shadows, and keeps what belongs to a name or an origin and outlives them: ledgers, spend accounts,
 * headroom. Thread-safe.
 */
final class ShadowFactory {
    /** What comes from outside. */
    record Seams(
            MirrorEvents events,
            Function<ShadowConfig, Pseudonymiser> pseudonymisers,
            ArmDerivation.Factory derivations,
            Function<RouteConfig, @Nullable Recorder> recorders) {}

    private final Seams seams;
    private final Mirror.Clocks clocks;
    private final FaultLog faults;
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Map<String, SpendAccount> accounts = new ConcurrentHashMap<>();
    private final Map<String, Headroom> origins = new ConcurrentHashMap<>();

    ShadowFactory(Seams seams, Mirror.Clocks clocks, FaultLog faults) {
        this.seams = seams;
        this.clocks = clocks;
        this.faults = faults;
    }

    /** @throws dev.understudy.config.ConfigException if its {@code when} does not compile */
    ActiveShadow make(ProxyConfig config, ShadowConfig shadow) {
        RouteConfig route = config.route(shadow.route());
        String when = shadow.when();
        Pseudonymiser privacy = seams.pseudonymisers().apply(shadow);
        ActiveShadow.ShadowTools tools = new ActiveShadow.ShadowTools(
                when == null ? null : WhenPredicate.compile(when),
                new Sampler(config.samplingKey(), shadow.name(), shadow.sample(), shadow.controlPercent()),
                privacy,
                seams.derivations().of(route, shadow, privacy),
                new CostCalculator(config.prices()),
                EgressRule.of(
                        config.egress(), route.upstream(), shadow.candidate().upstream()));
        Books books = new Books(shadow.name(), ledger(shadow.name()), seams.events(), faults);
        return new ActiveShadow(shadow, route, tools, limits(shadow, route), books);
    }

    /** The recording of a route; null where there is none. */
    @Nullable
    ActiveRecorder recorder(ProxyConfig config, RouteConfig route) {
        RecordConfig recording = route.recording();
        Recorder recorder = recording == null ? null : seams.recorders().apply(route);
        return recording == null || recorder == null
                ? null
                : new ActiveRecorder(route, recording, config.samplingKey(), recorder, faults);
    }

    private ShadowLimits limits(ShadowConfig shadow, RouteConfig route) {
        return new ShadowLimits(
                new CircuitBreaker(shadow.breaker(), clocks.nanoTime()),
                new RateLimit(shadow.limits().rate(), clocks.nanoTime()),
                spend(shadow),
                headroom(shadow.candidate().upstream().origin()),
                headroom(route.upstream().origin()),
                new Places<>(shadow.limits().inFlight(), shadow.limits().queue()));
    }

    /** What a shadow may spend and has spent, whether it is on or off. */
    SpendLimit spend(ShadowConfig shadow) {
        SpendAccount account = accounts.computeIfAbsent(shadow.name(), name -> new SpendAccount(clocks.instants()));
        return new SpendLimit(shadow.limits().spend(), account);
    }

    Headroom headroom(String origin) {
        return origins.computeIfAbsent(origin, key -> new Headroom(clocks.nanoTime(), clocks.instants()));
    }

    Ledger ledger(String shadow) {
        return ledgers.computeIfAbsent(shadow, key -> new Ledger());
    }

    /** Opens another ledger for a name; spend and headroom stay as they are. */
    void forget(String shadow) {
        ledgers.put(shadow, new Ledger());
    }

    /** Exchanges of all shadows that ever were which have not ended. */
    long open() {
        return ledgers.values().stream().mapToLong(Ledger::open).sum();
    }
}
