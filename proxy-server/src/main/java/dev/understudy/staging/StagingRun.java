package dev.understudy.staging;

import dev.understudy.compare.Comparators;
import dev.understudy.compare.ExchangeComparisons;
import dev.understudy.compare.Pair;
import dev.understudy.config.ConfigException;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.connect.EventLoops;
import dev.understudy.connect.Transport;
import dev.understudy.exchange.CapturedRequest;
import dev.understudy.exchange.Outcome;
import dev.understudy.judging.JudgeEvents;
import dev.understudy.judging.JudgeResult;
import dev.understudy.judging.Judges;
import dev.understudy.mirror.Mirror;
import dev.understudy.mirror.MirrorEvents;
import dev.understudy.privacy.PseudonymKeys;
import dev.understudy.privacy.Pseudonymisers;
import dev.understudy.report.Report;
import dev.understudy.report.ReportBuilder;
import dev.understudy.send.NettyArmCaller;
import dev.understudy.tee.CaptureBudget;
import dev.understudy.tee.MirrorIntake;
import dev.understudy.verdict.Coverage;
import dev.understudy.verdict.Gate;
import dev.understudy.verdict.rule.MetricTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a list of requests against a shadow's candidate, and against live: the same mirror, privacy, variants, limits, comparators
 * and rules as for traffic, with a list where clients would be. At a limit the list waits, where traffic would be dropped.
 *
 * <p>Used once: {@link #play} on one thread; {@link #stop} from any other.
 */
public final class StagingRun {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    private final ProxyConfig config;
    private final ShadowConfig shadow;
    private final RouteConfig route;
    private final StagingOptions options;
    private final Journal journal;
    private final StagingListener listener;
    private final InstantSource clock = InstantSource.system();
    private volatile @Nullable Pacer pacer;
    private volatile @Nullable String stoppedEarly;

    /**
     * @param config as {@code serve} would have it; of its shadows only that one plays, enabled or not, and unsampled: the list is the
     *     sample
     * @param journal not closed
     * @throws ConfigException if there is no such shadow
     */
    public StagingRun(
            ProxyConfig config, String shadow, StagingOptions options, Journal journal, StagingListener listener) {
        ShadowConfig configured = config.shadows().stream()
                .filter(each -> each.name().equals(shadow))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "shadow",
                        shadow,
                        "one of "
                                + String.join(
                                        ", ",
                                        config.shadows().stream()
                                                .map(ShadowConfig::name)
                                                .toList())));
        this.shadow = configured
                .but()
                .enabled(true)
                .sample(configured.sample().withPercent(100))
                .build();
        this.route = config.route(configured.route()).withRecording(null);
        this.config = config.withRoutes(List.of(route)).withShadows(List.of(this.shadow));
        this.options = options;
        this.journal = journal;
        this.listener = listener;
    }

    /** Lets nothing begin any more and what is under way end, for a few seconds; then {@link #play} returns what it has. */
    public void stop(String why) {
        stoppedEarly = why;
        Pacer running = pacer;
        if (running != null) {
            running.stop(why);
        }
    }

    /**
     * Plays them all, or as many as the limits let it.
     *
     * @param labels what the arms are called in the report
     */
    public StagingResult play(StagedRequests requests, Report.Labels labels) throws InterruptedException {
        Gate gate = Gate.of(shadow.gate(), MetricTable.ofBuild());
        List<String> names = shadow.compare().stream().map(each -> each.name()).toList();
        ReportBuilder builder = new ReportBuilder(
                gate, names, shadow.controlPercent() > 0, MetricTable.ofBuild(), Math.max(1, requests.count()));
        Protocol protocol = new Protocol(
                builder,
                new Purse(shadow.limits().spend()),
                journal,
                listener,
                clock,
                options.live(),
                requests.count());
        protocol.resume();
        long listed = played(requests, protocol);
        String stopped = stopped();
        if (stopped == null) {
            journal.finished();
        }
        Map<Outcome, Long> outcomes = protocol.outcomes();
        Report report = protocol.builder().build(labels, List.of(), new Coverage(outcomes));
        return new StagingResult(
                report, listed, outcomes, protocol.unknown(), stopped, protocol.usd(), protocol.load());
    }

    private @Nullable String stopped() {
        Pacer run = pacer;
        String why = run == null ? null : run.stopped();
        return why == null ? stoppedEarly : why;
    }

    private long played(StagedRequests requests, Protocol protocol) throws InterruptedException {
        RuntimeConfig runtime = runtime();
        EventLoops loops = new EventLoops("staging", Transport.of(runtime.transport()), runtime.shadowLoops());
        try {
            CaptureBudget budget = new CaptureBudget(
                    CaptureBudget.affordable(config.captureBudget().bytes()));
            return played(requests, protocol, runtime, new NettyArmCaller(loops, budget));
        } finally {
            loops.close();
        }
    }

    private long played(StagedRequests requests, Protocol protocol, RuntimeConfig runtime, NettyArmCaller caller)
            throws InterruptedException {
        ExchangeComparisons comparisons = new ExchangeComparisons(Comparators.from(shadow.compare()));
        PseudonymKeys keys = PseudonymKeys.of(config.privacy(), clock);
        LiveCalls live = new LiveCalls(shadow, route, caller);
        Judges judges = new Judges(new Unheard());
        Mirror mirror = new Mirror(
                runtime,
                caller,
                new StagingSink(protocol, comparisons, judges),
                MirrorEvents.NONE,
                each -> Pseudonymisers.of(each.anonymize(), keys));
        try {
            judges.configure(config);
            judges.connect(new Judges.Network(caller, mirror::headroom));
            MirrorIntake intake = Objects.requireNonNull(mirror.apply(config).get(route.name()), "intake");
            String liveOrigin = route.upstream().origin();
            Pacer running = new Pacer(mirror, protocol, listener, clock, options, shadow, liveOrigin);
            pacer = running;
            if (stoppedEarly != null) {
                running.stop(stoppedEarly);
            }
            long listed = feed(requests, new Doors(intake, live, protocol, running));
            finish(protocol, running);
            return listed;
        } finally {
            live.cancelAll();
            mirror.close();
            judges.close();
            // What was called off is settled in a moment.
            protocol.awaitFewer(1, GRACE.toNanos());
        }
    }

    private RuntimeConfig runtime() {
        RuntimeConfig asked = config.runtime();
        int processors = Runtime.getRuntime().availableProcessors();
        return new RuntimeConfig(
                asked.transport(), 1, Math.max(asked.shadowLoops(), (processors + 1) / 2), processors, asked.drain());
    }

    /** Where requests go in. */
    private record Doors(MirrorIntake intake, LiveCalls live, Protocol protocol, Pacer pacer) {}

    private long feed(StagedRequests requests, Doors doors) throws InterruptedException {
        long listed = 0;
        for (StagedRequest next = requests.next(); next != null; next = requests.next()) {
            listed++;
            Journal.Known known = journal.known(next.id());
            if (known == Journal.Known.BEGUN) {
                doors.protocol().isUnknown();
            }
            if (known != Journal.Known.NOTHING) {
                continue;
            }
            long lag = doors.pacer().await(next);
            if (lag < 0) {
                return listed;
            }
            begin(next, lag, doors);
        }
        return listed;
    }

    private void begin(StagedRequest request, long lag, Doors doors) {
        boolean recorded = options.live() != StagingOptions.LiveArm.CALL;
        Protocol protocol = doors.protocol();
        StagedExchange exchange = new StagedExchange(request, recorded, lag, protocol::over);
        CapturedRequest asked = request.request();
        protocol.begins(exchange, System.nanoTime());
        if (!doors.intake().eligible(asked.method(), asked.path(), false)) {
            protocol.over(exchange, Outcome.SKIPPED_ENDPOINT);
        } else if (recorded) {
            offer(exchange, doors, request.live() == null ? Outcome.LIVE_TRUNCATED : null);
        } else {
            callLive(exchange, doors);
        }
    }

    private void callLive(StagedExchange exchange, Doors doors) {
        LiveCalls.Ready ready = doors.live().prepare(exchange.staged().request());
        if (ready instanceof LiveCalls.Ready.Refused refused) {
            offer(exchange, doors, refused.outcome());
        } else if (doors.intake().offer(exchange)) {
            doors.live().call((LiveCalls.Ready.Call) ready, response -> {
                exchange.answered(response);
                doors.intake().ended(exchange);
            });
        } else {
            doors.protocol().over(exchange, Outcome.DROPPED_QUEUE_FULL);
        }
    }

    /** @param refused why it cannot be offered, or null */
    private static void offer(StagedExchange exchange, Doors doors, @Nullable Outcome refused) {
        if (refused != null) {
            doors.intake().lost(refused);
            doors.protocol().over(exchange, refused);
        } else if (doors.intake().offer(exchange)) {
            doors.intake().ended(exchange);
        } else {
            doors.protocol().over(exchange, Outcome.DROPPED_QUEUE_FULL);
        }
    }

    /** Waits for what is under way; after a stop only for a while. */
    private static void finish(Protocol protocol, Pacer pacer) throws InterruptedException {
        long until = 0;
        while (protocol.underWay() > 0) {
            if (pacer.stopped() != null) {
                until = until == 0 ? System.nanoTime() + GRACE.toNanos() : until;
                if (System.nanoTime() - until > 0) {
                    return;
                }
            }
            protocol.awaitFewer(1, LOOK_NANOS);
        }
    }

    /** What judges do is in the comparisons. */
    private static final class Unheard implements JudgeEvents {
        @Override
        public void judged(String shadow, Pair pair, JudgeResult result) {}

        @Override
        public void judgeFailed(String shadow, String reason) {}

        @Override
        public void judgeBilled(String shadow, BigDecimal usd) {}
    }
}
