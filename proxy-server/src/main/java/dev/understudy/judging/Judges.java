package dev.understudy.judging;

import dev.understudy.compare.Opinion;
import dev.understudy.compare.Pair;
import dev.understudy.config.JudgeConfig;
import dev.understudy.config.ProxyConfig;
import dev.understudy.config.ShadowConfig;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Exchange;
import dev.understudy.mirror.Headroom;
import dev.understudy.mirror.SpendAccount;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The judges of all shadows. Whoever brings an exchange gets it back with the opinions on its pairs, at once or when the
 * judge has answered. Questions are made and answers read on one thread of its own; what waits there is bounded by the
 * judges' places and queues. Thread-safe.
 */
public final class Judges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Judges.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * How questions get out.
     *
     * @param caller never on a live event loop
     * @param headroom of an origin
     * @param follower hears of every question that was sent, once it is over, where its exchange is followed; must be quick
     */
    public record Network(ArmCaller caller, Function<String, Headroom> headroom, Consumer<EndedQuestion> follower) {
        /** One that nobody follows. */
        public Network(ArmCaller caller, Function<String, Headroom> headroom) {
            this(caller, headroom, question -> {});
        }
    }

    private final JudgeEvents events;
    private final InstantSource instants;
    private final LongSupplier nanoTime;
    private final Map<String, SpendAccount> accounts = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor thread;
    private volatile Map<String, Bench> benches = Map.of();
    private volatile @Nullable Network network;

    public Judges(JudgeEvents events) {
        this(events, InstantSource.system(), System::nanoTime);
    }

    Judges(JudgeEvents events, InstantSource instants, LongSupplier nanoTime) {
        this.events = events;
        this.instants = instants;
        this.nanoTime = nanoTime;
        this.thread = new ThreadPoolExecutor(
                1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new DefaultThreadFactory("judges", true));
        thread.allowCoreThreadTimeOut(true);
    }

    /** From here on questions can go out; without it nobody is asked. */
    public void connect(Network connected) {
        network = connected;
    }

    /**
     * Takes over the judges of a configuration. One that changed or went is called off, with what is before it; the others go
     * on.
     *
     * @throws dev.understudy.config.ConfigException before anything has changed, for a judge that cannot be asked
     */
    public synchronized void configure(ProxyConfig config) {
        Map<String, Bench> next = new HashMap<>();
        for (ShadowConfig shadow : config.shadows()) {
            JudgeConfig judge = judge(shadow);
            if (judge != null) {
                next.put(shadow.name(), bench(config, shadow, judge));
            }
        }
        Map<String, Bench> before = benches;
        benches = Map.copyOf(next);
        before.forEach((name, bench) -> {
            if (next.get(name) != bench) {
                retire(bench);
            }
        });
    }

    /** Who judges that shadow now, or null for nobody. */
    private static @Nullable JudgeConfig judge(ShadowConfig shadow) {
        boolean named = shadow.compare().stream().anyMatch(each -> each.name().equals("judge"));
        return shadow.enabled() && named ? shadow.judge() : null;
    }

    private Bench bench(ProxyConfig config, ShadowConfig shadow, JudgeConfig judge) {
        Bench old = benches.get(shadow.name());
        return old != null && old.isFor(config, shadow, judge)
                ? old
                : new Bench(
                        config,
                        shadow,
                        judge,
                        accounts.computeIfAbsent(shadow.name(), name -> new SpendAccount(instants)),
                        nanoTime);
    }

    private void retire(Bench bench) {
        bench.retire();
        post(() -> bench.open().forEach(Hearing::callOff));
    }

    /**
     * Finds out which answers of an exchange are better. Returns whether this shadow has a judge; if so, {@code then} is
     * called exactly once, on this thread or on the judges' own.
     */
    public boolean hear(Exchange exchange, Consumer<Map<Pair, Opinion>> then) {
        Bench bench = benches.get(exchange.shadow());
        if (bench == null) {
            return false;
        }
        new Session(this, bench, exchange, then).open();
        return true;
    }

    JudgeEvents events() {
        return events;
    }

    /** Runs something on the judges' thread; when that has ended, here and now, so that nothing stays open. */
    void post(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
        } catch (RejectedExecutionException closed) {
            synchronized (this) {
                guarded(task);
            }
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            // Not its message: it may quote an answer.
            LOG.error("judging failed: {} at {}", fault.getClass().getName(), fault.getStackTrace());
        }
    }

    /** Why nobody can be asked at this moment, or null. */
    @Nullable
    JudgeResult obstacle(Bench bench) {
        Network known = network;
        if (known == null || bench.retired()) {
            return JudgeResult.CANCELLED;
        }
        if (bench.spent()) {
            return JudgeResult.DROPPED_SPEND;
        }
        if (bench.rests()) {
            return JudgeResult.DROPPED_BREAKER_OPEN;
        }
        return headroom(known, bench).sheds() ? JudgeResult.DROPPED_HEADROOM : null;
    }

    private static Headroom headroom(Network network, Bench bench) {
        return network.headroom().apply(bench.config().upstream().origin());
    }

    ArmCaller.Call call(ArmRequest request, Consumer<CapturedResponse> done) {
        Network known = network;
        if (known == null) {
            throw new IllegalStateException("not connected");
        }
        ArmCaller.Call call = known.caller().call(request, done);
        known.caller().flush();
        return call;
    }

    void observe(Bench bench, CapturedResponse response) {
        Network known = network;
        if (known != null) {
            headroom(known, bench).observe(response);
        }
    }

    void follow(EndedQuestion question) {
        Network known = network;
        if (known != null) {
            known.follower().accept(question);
        }
    }

    /** The loops may have ended before: then there is nothing to cancel. */
    void cancel(ArmCaller.Call call) {
        try {
            call.cancel();
        } catch (RejectedExecutionException ended) {
            LOG.debug("a call was cancelled after its event loop had ended", ended);
        }
    }

    /** Gives a place back, to whoever is next. */
    void passOn(Bench bench) {
        Hearing next = bench.leave();
        if (next != null) {
            post(next::enter);
        }
    }

    /** Calls off whatever is open, and hands its exchanges back without an opinion. */
    @Override
    public void close() {
        Map<String, Bench> before;
        synchronized (this) {
            before = benches;
            benches = Map.of();
        }
        before.values().forEach(this::retire);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("stopped with questions to judges still open");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
