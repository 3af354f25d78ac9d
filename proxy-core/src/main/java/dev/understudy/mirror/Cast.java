package dev.understudy.mirror;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.tee.MirrorIntake;
import java.math.BigDecimal;
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
    /** @param shadows the active ones by name */
    private record InForce(@Nullable ProxyConfig config, Map<String, ActiveShadow> shadows) {}

    private final MirrorWorker[] workers;
    private final ShadowFactory factory;
    private final BooleanSupplier draining;
    private volatile InForce inForce = new InForce(null, Map.of());

    Cast(MirrorWorker[] workers, ShadowFactory factory, BooleanSupplier draining) {
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
        inForce = new InForce(config, next);
        retire(before, next);
        return intakes(config, next);
    }

    private static boolean unchanged(ActiveShadow old, ProxyConfig before, ProxyConfig config, ShadowConfig shadow) {
        return old.config().equals(shadow)
                && old.route().equals(config.route(shadow.route()))
                && before.samplingKey().equals(config.samplingKey())
                && before.prices().equals(config.prices());
    }

    private void retire(InForce before, Map<String, ActiveShadow> next) {
        boolean any = false;
        for (ActiveShadow shadow : before.shadows().values()) {
            if (next.get(shadow.name()) != shadow) {
                shadow.retire();
                any = true;
            }
        }
        for (MirrorWorker worker : any ? workers : new MirrorWorker[0]) {
            worker.post((Runnable) worker::endRetired);
        }
    }

    private Map<String, MirrorIntake> intakes(ProxyConfig config, Map<String, ActiveShadow> shadows) {
        Map<String, MirrorIntake> intakes = new LinkedHashMap<>();
        for (RouteConfig route : config.routes()) {
            ActiveShadow[] own = shadows.values().stream()
                    .filter(shadow -> shadow.route().name().equals(route.name()))
                    .toArray(ActiveShadow[]::new);
            if (own.length > 0) {
                Headroom origin = factory.headroom(route.upstream().origin());
                intakes.put(route.name(), new RouteIntake(workers, route, own, origin, draining));
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
                limits == null ? BigDecimal.ZERO : limits.spend().spent(),
                ledger.eligible(),
                ledger.open(),
                ledger.outcomes());
    }
}
