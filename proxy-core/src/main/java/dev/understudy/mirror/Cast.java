package dev.understudy.mirror;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.tee.MirrorIntake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which shadows are active. Changes come one at a time; what is in force is read without a lock.
 */
final class Cast {
    /**
     * @param shadows the active ones by name
     * @param recorders by the name of the route
     */
    private record InForce(
            @Nullable ProxyConfig config, Map<String, ActiveShadow> shadows, Map<String, ActiveRecorder> recorders) {}

    private final Workers workers;
    private final ShadowFactory factory;
    private final BooleanSupplier draining;
    private volatile InForce inForce = new InForce(null, Map.of(), Map.of());

    Cast(Workers workers, ShadowFactory factory, BooleanSupplier draining) {
        this.workers = workers;
        this.factory = factory;
        this.draining = draining;
    }

    /** Nothing has changed when this throws; when it returns, every retired shadow's calls are cancelled. */
    synchronized Map<String, MirrorIntake> change(ProxyConfig config) {
        InForce before = inForce;
        Map<String, ActiveShadow> next = new LinkedHashMap<>();
        for (ShadowConfig shadow : config.shadows()) {
            if (shadow.enabled()) {
                ActiveShadow old = before.shadows().get(shadow.name());
                boolean same =
                        old != null && before.config() != null && unchanged(old, before.config(), config, shadow);
                next.put(shadow.name(), same ? old : factory.make(config, shadow));
            }
        }
        Map<String, ActiveRecorder> recorders = recorders(before, config);
        inForce = new InForce(config, next, recorders);
        retire(before, inForce);
        return intakes(config, inForce);
    }

    /**
     * Opens the books of a shadow anew: what it has under way is called off and counted before, what begins from now on after. Nothing
     * has changed when this throws.
     */
    synchronized Map<String, MirrorIntake> reset(String name) {
        InForce before = inForce;
        ProxyConfig config = before.config();
        if (config == null) {
            throw new IllegalStateException("nothing is in force yet");
        }
        factory.forget(name);
        Map<String, ActiveShadow> next = new LinkedHashMap<>(before.shadows());
        ActiveShadow old = next.get(name);
        if (old != null) {
            old.books().reset();
            next.put(name, factory.make(config, old.config()));
        }
        inForce = new InForce(config, next, before.recorders());
        retire(before, inForce);
        return intakes(config, inForce);
    }

    private static boolean unchanged(ActiveShadow old, ProxyConfig before, ProxyConfig config, ShadowConfig shadow) {
        return old.config().equals(shadow)
                // Whether the route is recorded as well is no matter of the shadow's.
                && old.route()
                        .withRecording(null)
                        .equals(config.route(shadow.route()).withRecording(null))
                && before.samplingKey().equals(config.samplingKey())
                && before.egress().equals(config.egress())
                && before.prices().equals(config.prices());
    }

    private Map<String, ActiveRecorder> recorders(InForce before, ProxyConfig config) {
        Map<String, ActiveRecorder> next = new LinkedHashMap<>();
        for (RouteConfig route : config.routes()) {
            ActiveRecorder old = before.recorders().get(route.name());
            boolean same = old != null
                    && before.config() != null
                    && old.route().equals(route)
                    && before.config().samplingKey().equals(config.samplingKey());
            ActiveRecorder recorder = same ? old : factory.recorder(config, route);
            if (recorder != null) {
                next.put(route.name(), recorder);
            }
        }
        return next;
    }

    private void retire(InForce before, InForce next) {
        boolean any = false;
        for (ActiveShadow shadow : before.shadows().values()) {
            if (next.shadows().get(shadow.name()) != shadow) {
                shadow.retire();
                any = true;
            }
        }
        for (ActiveRecorder recorder : before.recorders().values()) {
            if (next.recorders().get(recorder.route().name()) != recorder) {
                recorder.retire();
                any = true;
            }
        }
        if (any) {
            workers.endRetired();
        }
    }

    private Map<String, MirrorIntake> intakes(ProxyConfig config, InForce active) {
        Map<String, MirrorIntake> intakes = new LinkedHashMap<>();
        for (RouteConfig route : config.routes()) {
            ActiveRecorder recorder = active.recorders().get(route.name());
            ActiveShadow[] own = active.shadows().values().stream()
                    .filter(shadow -> shadow.route().name().equals(route.name()))
                    .toArray(ActiveShadow[]::new);
            if (own.length > 0 || recorder != null) {
                Headroom origin = factory.headroom(route.upstream().origin());
                intakes.put(route.name(), new RouteIntake(workers, route, own, recorder, origin, draining));
            }
        }
        return Map.copyOf(intakes);
    }

    void cancelCalls() {
        inForce.shadows().values().forEach(ActiveShadow::cancelCalls);
    }

    Headroom headroom(String origin) {
        return factory.headroom(origin);
    }

    long open() {
        return factory.open();
    }

    int queueDepth(String name) {
        ActiveShadow shadow = inForce.shadows().get(name);
        return shadow == null ? 0 : shadow.limits().places().waiting();
    }

    List<ShadowStatus> status() {
        InForce now = inForce;
        List<ShadowStatus> all = new ArrayList<>();
        if (now.config() != null) {
            for (ShadowConfig shadow : now.config().shadows()) {
                all.add(status(shadow, now.shadows().get(shadow.name())));
            }
        }
        return all;
    }

    private ShadowStatus status(ShadowConfig config, @Nullable ActiveShadow shadow) {
        Ledger ledger = factory.ledger(config.name());
        ShadowLimits limits = shadow == null ? null : shadow.limits();
        return new ShadowStatus(
                config.name(),
                config.route(),
                shadow != null,
                limits == null ? BreakerState.CLOSED : limits.breaker().state(),
                limits == null ? 0 : limits.places().taken(),
                limits == null ? 0 : limits.places().waiting(),
                factory.spend(config).spent(),
                ledger.eligible(),
                ledger.open(),
                ledger.outcomes());
    }
}
