package dev.understudy.publish;

import dev.understudy.config.LimitsConfig;
import dev.understudy.mirror.ShadowStatus;
import dev.understudy.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What others know, and each scrape reads from them as it stands then. Each source says nothing until it is set; none may block.
 * Thread-safe.
 */
public final class Readings {
    private volatile LongSupplier streamDropped = () -> 0;
    private volatile LongSupplier storeKept = () -> 0;
    private volatile LongSupplier storeDropped = () -> 0;
    private volatile Supplier<List<ShadowStatus>> shadows = List::of;
    private volatile Supplier<Map<String, Verdict>> verdicts = Map::of;
    private volatile Supplier<Map<String, Map<String, Boolean>>> drift = Map::of;
    private volatile Supplier<Map<String, Map<String, Double>>> driftShares = Map::of;
    private volatile Supplier<Map<String, Long>> recordBytes = Map::of;

    Readings() {}

    /** How every shadow stands. */
    public void shadows(Supplier<List<ShadowStatus>> status) {
        shadows = status;
    }

    /** What can be said of each shadow. */
    public void verdicts(Supplier<Map<String, Verdict>> current) {
        verdicts = current;
    }

    /** Which kinds of drift are watched for each shadow, and whether it drifted. */
    public void drift(Supplier<Map<String, Map<String, Boolean>>> kinds) {
        drift = kinds;
    }

    /** How much of what is seen under each shadow is new, by kind; from 0 to 1. */
    public void driftShares(Supplier<Map<String, Map<String, Double>>> shares) {
        driftShares = shares;
    }

    /** What the corpus of each recorded route takes. */
    public void recordBytes(Supplier<Map<String, Long>> bytes) {
        recordBytes = bytes;
    }

    /** How many comparisons slow stream readers have missed. */
    public void streamDropped(LongSupplier dropped) {
        streamDropped = dropped;
    }

    /** How many exchanges the store kept, and how many it could not. */
    public void store(LongSupplier kept, LongSupplier dropped) {
        storeKept = kept;
        storeDropped = dropped;
    }

    /**
     * Adds all of it.
     *
     * @param shown whether a shadow has series; what is known of others is left out
     * @param limits of the shadows that may spend so much and no more
     */
    void collect(Samples samples, Predicate<String> shown, Map<String, LimitsConfig.Spend> limits) {
        shadows.get().stream()
                .filter(status -> shown.test(status.name()))
                .forEach(status -> ShadowGauges.add(samples, status, limits.get(status.name())));
        recordBytes.get().forEach((route, bytes) -> samples.add(Metric.RECORD_BYTES, bytes, route));
        verdicts.get().forEach((shadow, verdict) -> {
            if (shown.test(shadow)) {
                VerdictSamples.add(samples, shadow, verdict);
            }
        });
        collectDrift(samples, shown);
        samples.add(Metric.STREAM_DROPPED, streamDropped.getAsLong());
        samples.add(Metric.STORE_EXCHANGES, storeKept.getAsLong(), "kept");
        samples.add(Metric.STORE_EXCHANGES, storeDropped.getAsLong(), "dropped");
    }

    private void collectDrift(Samples samples, Predicate<String> shown) {
        driftShares.get().forEach((shadow, kinds) -> {
            if (shown.test(shadow)) {
                kinds.forEach((kind, share) -> samples.add(Metric.DRIFT_SHARE, share, shadow, kind));
            }
        });
        drift.get().forEach((shadow, kinds) -> {
            if (shown.test(shadow)) {
                kinds.forEach((kind, drifted) -> samples.add(Metric.DRIFT, drifted ? 1 : 0, shadow, kind));
            }
        });
    }
}
