package dev.understudy.mirror;

import dev.understudy.config.ProxyConfig;
import dev.understudy.config.RouteConfig;
import dev.understudy.config.RuntimeConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.pair.ExchangeSink;
import dev.understudy.privacy.Pseudonymiser;
import dev.understudy.recording.Recorder;
import dev.understudy.send.ArmCaller;
import dev.understudy.tee.CaptureBudget;
import dev.understudy.tee.MirrorIntake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors exchanges to shadows: takes them off the live loops, keeps every bound, has candidate and control called, and
 * hands complete exchanges to the sink. Everything behind {@link MirrorIntake} happens on the workers' threads.
 *
 * <p>Thread-safe. {@link #apply} may be called at any time; {@link #drain} and {@link #close} end it.
 */
public final class Mirror implements AutoCloseable {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Clocks, so that tests need not wait. {@code nanoTime} must be monotonic. */
    record Clocks(InstantSource instants, LongSupplier nanoTime) {
        static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);
    }

    private final Workers workers;
    private final Cast cast;
    private final HeldBytes held = new HeldBytes(CaptureBudget.affordable(ProxyConfig.CAPTURE_BUDGET.bytes()));
    private final LargeBodies largeBodies;
    private volatile boolean draining;

    /** One that nothing is recorded by. */
    public Mirror(
            RuntimeConfig runtime,
            ArmCaller caller,
            ExchangeSink sink,
            MirrorEvents events,
            Function<ShadowConfig, Pseudonymiser> pseudonymisers) {
        this(runtime, caller, sink, events, pseudonymisers, route -> null);
    }

    /**
     * Starts the workers. No shadow is active before {@link #apply}.
     *
     * @param sink gets every exchange that could be compared, on a worker's thread
     * @param pseudonymisers the pseudonymiser of a shadow's policy; asked when a shadow becomes active
     * @param recorders where a route's exchanges are recorded, or null for nowhere; asked when a route's recording begins
     */
    public Mirror(
            RuntimeConfig runtime,
            ArmCaller caller,
            ExchangeSink sink,
            MirrorEvents events,
            Function<ShadowConfig, Pseudonymiser> pseudonymisers,
            Function<RouteConfig, @Nullable Recorder> recorders) {
        this(
                runtime,
                caller,
                sink,
                new ShadowFactory.Seams(events, pseudonymisers, ArmDerivation::of, recorders),
                Clocks.SYSTEM);
    }

    Mirror(RuntimeConfig runtime, ArmCaller caller, ExchangeSink sink, ShadowFactory.Seams seams, Clocks clocks) {
        FaultLog faults = new FaultLog();
        this.largeBodies =
                new LargeBodies(clocks.nanoTime(), Runtime.getRuntime().availableProcessors());
        MirrorWorker.Tools tools = new MirrorWorker.Tools(caller, sink, held, largeBodies, faults, clocks.nanoTime());
        this.workers = new Workers(runtime.workers(), tools);
        this.cast = new Cast(workers, new ShadowFactory(seams, clocks, faults), () -> draining);
    }

    /**
     * Makes a configuration the active one: route name → intake, for routes with at least one enabled shadow. A shadow
     * whose configuration has not changed goes on as it is. A changed, disabled or removed one is retired: its calls are
     * cancelled at once, and what it had open ends as DISABLED. Requests that are under way with an intake of before go
     * on with that.
     *
     * @throws dev.understudy.config.ConfigException before anything has changed, if a {@code when} does not compile
     */
    public Map<String, MirrorIntake> apply(ProxyConfig config) {
        Map<String, MirrorIntake> intakes = cast.change(config);
        held.limit(CaptureBudget.affordable(config.captureBudget().bytes()));
        return intakes;
    }

    /** A live loop came to its regular work so many nanoseconds late. Any thread; never blocks. */
    public void liveWasLate(long nanos) {
        largeBodies.liveWasLate(nanos);
    }

    /**
     * Begins a shadow anew under the configuration in force: its ledger is at zero, and what it had under way is called off and not
     * counted any more by those who count since a reset.
     *
     * @return route name → intake, as {@link #apply} does
     */
    public Map<String, MirrorIntake> reset(String shadow) {
        return cast.reset(shadow);
    }

    /** Every shadow of the active configuration, in its order. */
    public List<ShadowStatus> status() {
        return cast.status();
    }

    /** How many exchanges of that shadow wait for a place; 0 for one that is not active. */
    public int queueDepth(String shadow) {
        return cast.queueDepth(shadow);
    }

    /** What is known of the spare room of an origin; the same object for the same origin. */
    public Headroom headroom(String origin) {
        return cast.headroom(origin);
    }

    /**
     * Takes nothing new and lets what is open finish; what has not by then is called off as SHUTDOWN.
     *
     * @return whether everything finished by itself
     */
    public boolean drain(Duration atMost) {
        draining = true;
        long start = System.nanoTime();
        while (cast.open() > 0 && System.nanoTime() - start < atMost.toNanos()) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
        boolean finished = cast.open() == 0;
        cast.cancelCalls();
        workers.stop();
        return finished;
    }

    /** Calls off whatever is open and stops the workers. Idempotent. */
    @Override
    public void close() {
        drain(Duration.ZERO);
    }

    Workers workers() {
        return workers;
    }

    HeldBytes held() {
        return held;
    }
}
