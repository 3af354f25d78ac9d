package dev.understudy.publish;

import dev.understudy.compare.Comparison;
import dev.understudy.compare.Pair;
import dev.understudy.config.LimitsConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.connect.LoopWatch;
import dev.understudy.exchange.Answer;
import dev.understudy.exchange.Exchange;
import dev.understudy.exchange.Outcome;
import dev.understudy.exchange.Translation;
import dev.understudy.forward.LiveEvents;
import dev.understudy.judging.JudgeEvents;
import dev.understudy.judging.JudgeResult;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.recording.RecordOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.prometheus.client.Collector;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens and shows it to Prometheus. Thread-safe. Recording never blocks, and for a live request allocates
 * nothing; a scrape reads the striped counters and stops nobody. Metrics never carry content.
 *
 * <p>{@link #configure} decides which routes and shadows have series; call it before a configuration takes effect.
 */
public final class Metrics implements LiveEvents, MirrorEvents, JudgeEvents, AutoCloseable {
    private final Scrapes scrapes = new Scrapes();
    private final LongAdder reloadsApplied = new LongAdder();
    private final LongAdder reloadsRefused = new LongAdder();
    private volatile Meters meters = Meters.none();
    private final ProcessGauges process = new ProcessGauges();
    private final Readings readings = new Readings();
    private final OtlpMeters otlp = new OtlpMeters();
    private final Exposition exposition = new Exposition();
    private volatile Map<String, LimitsConfig.Spend> spendLimits = Map.of();
    private volatile boolean reloadSuccessful = true;

    public Metrics() {
        scrapes.register(exposition);
    }

    /** Takes over the names of a configuration: series of routes and shadows that are gone disappear. */
    public synchronized void configure(ProxyConfig config) {
        meters = meters.with(
                config.routes().stream().map(RouteConfig::name).collect(Collectors.toSet()),
                config.shadows().stream().map(ShadowConfig::name).collect(Collectors.toSet()));
        spendLimits = spendLimits(config);
    }

    private static Map<String, LimitsConfig.Spend> spendLimits(ProxyConfig config) {
        Map<String, LimitsConfig.Spend> limits = new HashMap<>();
        for (ShadowConfig shadow : config.shadows()) {
            LimitsConfig.Spend limit = shadow.limits().spend();
            if (limit != null) {
                limits.put(shadow.name(), limit);
            }
        }
        return limits;
    }

    /**
     * Begins to measure the process itself: memory, collector, threads, files, processor. Takes a tenth of a second the first
     * time; the first scrape does it where nobody has before.
     */
    public void measureProcess() {
        var unused = scrapes.process();
    }

    /** Where to read, at each scrape, how many client connections are open. Must not block. */
    public void connections(LongSupplier open) {
        process.connections(open);
    }

    /**
     * Shows how many tasks wait for each of these event loops: the first thing to grow when one is held up. Once, before the process is
     * measured.
     */
    public void eventLoops(Iterable<EventExecutor> loops) {
        scrapes.eventLoops(loops);
    }

    /**
     * Has these loops asked by {@link #askLoops} how they are.
     *
     * @param name of the set: live or shadow
     */
    public void watch(String name, LoopWatch watch) {
        process.watch(name, watch);
    }

    /** Asks the watched loops how long a task waits for its turn, and what connections they hold. Returns at once. */
    public void askLoops() {
        process.ask();
    }

    /** Where to read, at each scrape, the bytes that captures hold, and may hold. Must not block. */
    public void captures(LongSupplier bytes, LongSupplier limit) {
        process.captures(bytes, limit);
    }

    /** What others know and each scrape reads from them. */
    public Readings readings() {
        return readings;
    }

    /** To be told of every exchange that is kept: it becomes the example of the numbers that it made. */
    public ComparisonListener exemplars(InstantSource clock) {
        return new Exemplars(this, clock);
    }

    ShadowMeters shadow(String name) {
        return meters.shadow(name);
    }

    /** An exchange of a route that is recorded has ended; once for each. */
    public void recorded(String route, RecordOutcome outcome) {
        meters.route(route).recorded(outcome);
    }

    @Override
    public void completed(String route, int status, long durationNanos, long firstByteNanos, long overheadNanos) {
        meters.route(route).completed(status, durationNanos, firstByteNanos, overheadNanos);
    }

    @Override
    public void ended(String shadow, Outcome outcome) {
        meters.shadow(shadow).ended(outcome);
    }

    @Override
    public void answered(String shadow, Answer answer, @Nullable BigDecimal costUsd) {
        meters.shadow(shadow).answered(answer, costUsd);
    }

    /** Prometheus' counters never go back, so they go on over a reset. */
    @Override
    public MirrorEvents beyondReset() {
        return this;
    }

    @Override
    public void serverToolsRemoved(String shadow, int count) {
        meters.shadow(shadow).serverToolsRemoved(count);
    }

    /** A pair of answers, live's a success, was compared. */
    public void compared(String shadow, String comparator, Pair pair, Comparison comparison) {
        meters.shadow(shadow).compared(comparator, pair, comparison);
    }

    /** An exchange reached its end, whatever came of it: the tools its answers ask for. */
    public void toolsAsked(Exchange exchange) {
        meters.shadow(exchange.shadow()).tools().compared(exchange);
    }

    /** Live failed in an exchange that reached its end. */
    public void liveFailed(String shadow, boolean candidateSucceeded) {
        meters.shadow(shadow).liveFailed(candidateSucceeded);
    }

    /** A compared exchange's request was translated to the candidate's dialect. */
    public void translated(String shadow, Translation translation) {
        meters.shadow(shadow).translated(translation);
    }

    @Override
    public void judged(String shadow, Pair pair, JudgeResult result) {
        meters.shadow(shadow).judge().judged(pair, result);
    }

    @Override
    public void judgeFailed(String shadow, String reason) {
        meters.shadow(shadow).judge().failed(reason);
    }

    @Override
    public void judgeBilled(String shadow, BigDecimal usd) {
        meters.shadow(shadow).judge().billed(usd);
    }

    /** A configuration was read after the start: applied, or refused. */
    public void reloaded(boolean applied) {
        reloadSuccessful = applied;
        (applied ? reloadsApplied : reloadsRefused).increment();
    }

    /**
     * Everything, as Prometheus reads it.
     *
     * @param accept the Accept header of the request, which chooses between OpenMetrics and text 0.0.4; may be null
     */
    public Scrape scrape(@Nullable String accept) {
        return scrapes.scrape(accept);
    }

    /** Ours, as they stand now; for who sends them elsewhere. As a scrape, it takes milliseconds. */
    public List<Collector.MetricFamilySamples> families() {
        return exposition.collect();
    }

    /** The meters of the process beside ours. */
    public MeterRegistry process() {
        return scrapes.process().registry();
    }

    /** What became of what was to be sent elsewhere. */
    public OtlpMeters otlp() {
        return otlp;
    }

    @Override
    public void close() {
        scrapes.close();
    }

    private final class Exposition extends Collector {
        @Override
        public List<MetricFamilySamples> collect() {
            Samples samples = new Samples();
            Meters now = meters;
            now.collect(samples);
            readings.collect(samples, now::hasShadow, spendLimits);
            process.collect(samples);
            otlp.collect(samples);
            samples.add(Metric.CONFIG_RELOADS, reloadsApplied.sum(), "applied");
            samples.add(Metric.CONFIG_RELOADS, reloadsRefused.sum(), "refused");
            samples.add(Metric.CONFIG_RELOAD_SUCCESSFUL, reloadSuccessful ? 1 : 0);
            return samples.families();
        }
    }
}
