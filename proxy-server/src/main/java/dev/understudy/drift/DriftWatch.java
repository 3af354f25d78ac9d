package dev.understudy.drift;

import dev.understudy.config.DriftConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Outcome;
import dev.understudy.fingerprint.PrintKey;
import dev.understudy.fingerprint.RequestPrinter;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.mirror.Sighting;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Watches for every shadow whether what it was approved under is still so. It sees keyed hashes and names of models, never
 * content. Thread-safe; the store has a thread of its own, so nobody waits for a disk.
 */
public final class DriftWatch implements MirrorEvents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
    private static final long LAST_SAVE_SECONDS = 5;

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final BaselineStore store;
    private final PrintKey key;
    private final RequestPrinter printer;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(new DefaultThreadFactory("drift-store", true));
    /** Whether a tick waits for the store's thread. */
    private final AtomicBoolean ticking = new AtomicBoolean();

    private volatile Map<String, ShadowWatch> watches = Map.of();
    private volatile DriftConfig config = DriftConfig.DEFAULT;
    private volatile Map<String, RouteConfig> routes = Map.of();
    private volatile Corpora corpora = Corpora.NONE;

    /** @param store where baselines are kept; closed with this */
    public DriftWatch(Clock clock, BaselineStore store) {
        this(clock, System::nanoTime, store);
    }

    DriftWatch(Clock clock, LongSupplier nanoTime, BaselineStore store) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.store = store;
        String hex = store.key();
        this.key = new PrintKey(
                Long.parseUnsignedLong(hex.substring(0, 16), 16), Long.parseUnsignedLong(hex.substring(16, 32), 16));
        this.printer = new RequestPrinter(key);
    }

    /** Takes over the shadows of a configuration. Does not wait for the store: what it kept is taken up when it comes. */
    public synchronized void configure(ProxyConfig changed) {
        DriftConfig before = config;
        config = changed.drift();
        Map<String, ShadowWatch> next = new HashMap<>();
        for (ShadowConfig shadow : changed.shadows()) {
            String candidate = ApprovedParts.candidate(key, shadow);
            ShadowWatch old = watches.get(shadow.name());
            ShadowWatch watch =
                    old != null && old.candidate().equals(candidate) && before.baseline() == config.baseline()
                            ? old
                            : new ShadowWatch(shadow.name(), candidate, key, config);
            watch.tolerance(config);
            watch.set(DriftKind.PRICES, clock.instant(), ApprovedParts.prices(key, changed));
            watch.set(
                    DriftKind.CONFIGURATION,
                    clock.instant(),
                    ApprovedParts.production(key, changed.route(shadow.route())));
            if (watch != old) {
                post(() -> load(watch));
            }
            next.put(shadow.name(), watch);
        }
        watches.values().forEach(this::save);
        Map<String, RouteConfig> recorded = new HashMap<>();
        changed.shadows().forEach(shadow -> recorded.put(shadow.name(), changed.route(shadow.route())));
        routes = Map.copyOf(recorded);
        watches = Map.copyOf(next);
    }

    /** Where to look for recorded traffic. */
    public void corpora(Corpora known) {
        corpora = known;
    }

    private void lookAtCorpus(ShadowWatch watch) {
        RouteConfig route = routes.get(watch.shadow());
        if (route != null) {
            watch.corpus(clock.instant(), corpora.stale(route));
        }
    }

    private void load(ShadowWatch watch) {
        store.load(watch.shadow()).ifPresent(text -> {
            try {
                watch.restore(Kept.read(text), clock.instant());
            } catch (IllegalArgumentException malformed) {
                LOG.error(
                        "shadow {}: the baseline that was kept cannot be read and is made anew: {}",
                        watch.shadow(),
                        malformed.getMessage());
            }
        });
    }

    private void save(ShadowWatch watch) {
        post(() -> keep(watch));
    }

    private void keep(ShadowWatch watch) {
        Kept kept = watch.unsaved();
        if (kept != null && !store.save(watch.shadow(), kept.at(), kept.json())) {
            watch.stillUnsaved();
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.error("keeping a baseline failed", fault);
        }
    }

    private void post(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
        } catch (RejectedExecutionException closed) {
            LOG.debug("a baseline came after the store was closed", closed);
        }
    }

    @Override
    public void ended(String shadow, Outcome outcome) {
        // What becomes of an exchange says nothing of what was asked.
    }

    @Override
    public void sampled(String shadow, Sighting request) {
        ShadowWatch watch = watches.get(shadow);
        if (watch != null && watch.wants(nanoTime.getAsLong())) {
            watch.see(clock.instant(), request.print(printer));
        }
    }

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
        ShadowWatch watch = watches.get(shadow);
        if (watch != null) {
            watch.answered(clock.instant(), nanoTime.getAsLong(), answer);
        }
    }

    /** Keeps what is not kept yet; to be called every few seconds. While a disk does not answer, nothing more waits for it. */
    public void tick() {
        for (ShadowWatch watch : watches.values()) {
            // Looking is what dates a drift.
            watch.findings();
        }
        if (ticking.compareAndSet(false, true)) {
            post(this::tickOnStore);
        }
    }

    private void tickOnStore() {
        ticking.set(false);
        for (ShadowWatch watch : watches.values()) {
            guarded(() -> lookAtCorpus(watch));
            guarded(() -> keep(watch));
        }
    }

    /**
     * From here on, what is seen and set now is what was approved. Returns what drifted until then; empty for a shadow that
     * is not configured, too.
     *
     * @param by who says so
     */
    public List<String> approve(String shadow, String by) {
        ShadowWatch watch = watches.get(shadow);
        if (watch == null) {
            return List.of();
        }
        List<String> drifted = watch.approve(clock.instant(), by);
        save(watch);
        return drifted;
    }

    /** How a shadow stands; empty for one that is not configured. */
    public Optional<ObjectNode> json(String shadow) {
        return Optional.ofNullable(watches.get(shadow)).map(watch -> DriftJson.of(watch, config.baseline()));
    }

    /** By shadow and kind: whether it has drifted. What cannot be said yet is not in it. */
    public Map<String, Map<String, Boolean>> drifted() {
        return byShadow(finding -> finding.share() == null ? null : finding.state() == Finding.State.DRIFT);
    }

    /** By shadow and kind: the share of what is seen that is new. What cannot be said yet is not in it. */
    public Map<String, Map<String, Double>> shares() {
        return byShadow(Finding::share);
    }

    private <T> Map<String, Map<String, T>> byShadow(Function<Finding, @Nullable T> what) {
        Map<String, Map<String, T>> all = new TreeMap<>();
        watches.forEach((shadow, watch) -> {
            Map<String, T> kinds = new LinkedHashMap<>();
            for (Finding finding : watch.findings()) {
                T value = what.apply(finding);
                if (value != null) {
                    kinds.put(finding.kind().label(), value);
                }
            }
            all.put(shadow, kinds);
        });
        return all;
    }

    /** Keeps what is not kept yet and closes the store. */
    @Override
    public void close() {
        watches.values().forEach(this::save);
        post(store::close);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_SAVE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the store did not take the last baseline within {} s", LAST_SAVE_SECONDS);
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
