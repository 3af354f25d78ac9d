package dev.understudy.staging;

import dev.understudy.config.LimitsConfig.Rate;
import dev.understudy.config.ShadowConfig;
import dev.understudy.mirror.BreakerState;
import dev.understudy.mirror.Mirror;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests begin when they are due and the shadow's limits have room: where traffic would be dropped at a limit, a list waits. One
 * thread; {@link #stop} from any.
 */
final class Pacer {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
    /** Longer than any provider asks for, and than a breaker's usual pause. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    /** Probes that fail one after the other. */
    private static final int MOST_PROBES = 3;

    private final Mirror mirror;
    private final Protocol protocol;
    private final StagingListener listener;
    private final InstantSource clock;
    private final StagingOptions options;
    private final ShadowConfig shadow;
    private final String liveOrigin;
    private final int concurrency;
    private final long rateNanos;
    private volatile @Nullable String stopped;

    private @Nullable Instant first;
    private long startedNanos;
    private long lastNanos;
    private int probes;

    Pacer(
            Mirror mirror,
            Protocol protocol,
            StagingListener listener,
            InstantSource clock,
            StagingOptions options,
            ShadowConfig shadow,
            String liveOrigin) {
        this.mirror = mirror;
        this.protocol = protocol;
        this.listener = listener;
        this.clock = clock;
        this.options = options;
        this.shadow = shadow;
        this.liveOrigin = liveOrigin;
        // More than calls and queue take together would be dropped.
        int most = shadow.limits().inFlight() + shadow.limits().queue();
        this.concurrency =
                options.concurrency() == 0 ? shadow.limits().inFlight() : Math.min(options.concurrency(), most);
        Rate rate = shadow.limits().rate();
        this.rateNanos = rate == null ? 0 : (long) Math.ceil(1e9 / rate.perSecond());
    }

    /** Ends the waiting, and lets nothing begin any more. */
    void stop(String why) {
        stopped = why;
        protocol.wake();
    }

    /** Why it was stopped, or null. */
    @Nullable
    String stopped() {
        return stopped;
    }

    /** Waits until the request may begin. Returns by how many nanoseconds it is late; negative when it was stopped. */
    long await(StagedRequest request) throws InterruptedException {
        long due = due(request);
        awaitTime(due);
        awaitPlace();
        awaitProviders();
        awaitHealth();
        if (stopped == null && protocol.spent(clock.instant())) {
            stop("the shadow's spend limit is reached");
        }
        if (stopped != null) {
            return -1;
        }
        lastNanos = System.nanoTime();
        return options.paced() ? Math.max(0, lastNanos - due) : 0;
    }

    private long due(StagedRequest request) {
        if (first == null) {
            first = request.at();
            startedNanos = System.nanoTime();
            lastNanos = startedNanos - rateNanos;
        }
        if (!options.paced()) {
            return System.nanoTime();
        }
        double after = Math.max(0, Duration.between(first, request.at()).toNanos() / options.speed());
        return startedNanos + (long) Math.min(after, Long.MAX_VALUE / 4.0);
    }

    private void awaitTime(long due) throws InterruptedException {
        long allowed = Math.max(due, lastNanos + rateNanos);
        for (long left = allowed - System.nanoTime(); left > 0 && stopped == null; left = allowed - System.nanoTime()) {
            pause(left);
        }
    }

    private void pause(long nanos) throws InterruptedException {
        synchronized (protocol) {
            if (stopped == null) {
                protocol.wait(nanos / 1_000_000, (int) (nanos % 1_000_000));
            }
        }
    }

    private void awaitPlace() throws InterruptedException {
        long since = System.nanoTime();
        while (stopped == null && protocol.underWay() >= concurrency) {
            protocol.awaitFewer(concurrency, LOOK_NANOS);
        }
        protocol.held(concurrency, System.nanoTime() - since);
    }

    /** A provider that says that it has had enough. */
    private void awaitProviders() throws InterruptedException {
        String candidate = shadow.candidate().upstream().origin();
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean said = false;
        while (stopped == null
                && (sheds(candidate) || (options.live() == StagingOptions.LiveArm.CALL && sheds(liveOrigin)))) {
            if (!said) {
                listener.waiting("a provider asks for a rest");
                said = true;
            }
            if (System.nanoTime() - until > 0) {
                stop("a provider has asked for a rest for " + PATIENCE.toMinutes() + " minutes");
            }
            pause(LOOK_NANOS);
        }
        if (said) {
            listener.waiting("");
        }
    }

    private boolean sheds(String origin) {
        return mirror.headroom(origin).sheds();
    }

    /** A candidate that fails all the time: its breaker's pause, then one request at a time until it is well or given up. */
    private void awaitHealth() throws InterruptedException {
        BreakerState state = state();
        if (state == BreakerState.CLOSED) {
            probes = 0;
            return;
        }
        if (probes++ >= MOST_PROBES) {
            stop("the candidate keeps failing");
            return;
        }
        listener.waiting("the candidate fails; its breaker is open");
        while (stopped == null && (state() == BreakerState.OPEN || protocol.underWay() > 0)) {
            pause(LOOK_NANOS);
            if (state() == BreakerState.CLOSED) {
                break;
            }
        }
        listener.waiting("");
    }

    private BreakerState state() {
        return mirror.status().get(0).breaker();
    }
}
