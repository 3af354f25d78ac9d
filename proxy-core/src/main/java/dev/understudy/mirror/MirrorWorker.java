package dev.understudy.mirror;

import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Outcome;
import dev.understudy.pair.ExchangeSink;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import dev.understudy.send.Niceness;
import dev.understudy.tee.LiveExchange;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * One thread and its inbox. Every live exchange belongs to one worker for good, so what hangs on it needs no lock.
 *
 * <p>The inbox never refuses an event: only {@link #admit} bounds it, by the number of exchanges that are still to be
 * begun, and each of those brings a bounded number of further events. Posting wakes the thread only if it sleeps
 * soundly. After work it naps for a moment first, during which nobody wakes it: under load that turns three wake-ups an
 * exchange, each dearer than the work it brings, into one for many exchanges.
 *
 * <p>When the thread has ended, whoever posts runs the inbox under a lock, so that no exchange is left open.
 */
final class MirrorWorker implements Runnable {
    static final int MOST_BACKLOG = 4096;
    private static final int MOST_AT_ONCE = 1024;
    /** Events of some ten exchanges: a call must not wait long for its neighbours. */
    private static final int FLUSH_EVERY = 32;

    private static final int RUNNING = 0;
    private static final int ASLEEP = 1;
    private static final int GONE = 2;
    /** Short against any model's answer, long against a wake-up. */
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** What every worker works with. */
    record Tools(
            ArmCaller caller,
            ExchangeSink sink,
            HeldBytes held,
            LargeBodies largeBodies,
            FaultLog faults,
            LongSupplier nanoTime) {}

    private final Tools tools;
    private final Niceness niceness;
    private final Runnable afterEvent;
    private final Thread thread;
    private final MpscUnboundedArrayQueue<Object> inbox = new MpscUnboundedArrayQueue<>(1024);
    private final AtomicInteger backlog = new AtomicInteger();
    private final AtomicInteger state = new AtomicInteger(RUNNING);
    private final Map<LiveExchange, MirroredExchange> exchanges = new IdentityHashMap<>();
    private final Set<ShadowExchange> waiting = new LinkedHashSet<>();
    private long sweptAt;
    /** Whether calls wait for a flush. */
    private boolean called;

    private volatile boolean stopping;

    /** @param afterEvent runs on the thread behind every event */
    MirrorWorker(String name, Niceness niceness, Tools tools, Runnable afterEvent) {
        this.tools = tools;
        this.niceness = niceness;
        this.afterEvent = afterEvent;
        this.sweptAt = System.nanoTime();
        this.thread = new Thread(this, name);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    // ---- any thread

    /** Takes one of the places for exchanges that are still to be begun. Never blocks. */
    boolean admit() {
        if (backlog.get() >= MOST_BACKLOG || stopping) {
            return false;
        }
        backlog.incrementAndGet();
        return true;
    }

    /** Hands an event over. Never blocks, never refuses. */
    void post(Object event) {
        inbox.offer(event);
        // The queue's index was moved by a compare-and-set, a full fence: either the thread saw it, or we see it
        // asleep.
        int seen = state.get();
        if (seen == ASLEEP && state.compareAndSet(ASLEEP, RUNNING)) {
            LockSupport.unpark(thread);
        } else if (seen == GONE) {
            runInbox();
        }
    }

    /** Ends everything open as a shutdown and lets the thread go once the inbox is empty. */
    void stop() {
        stopping = true;
        post((Runnable) this::endAll);
    }

    boolean join(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
        return !thread.isAlive();
    }

    // ---- the thread

    @Override
    public void run() {
        niceness.applyToThisThread();
        boolean worked = false;
        while (!stopping || !inbox.isEmpty()) {
            boolean works = drain();
            sweepIfDue();
            if (!works && !worked) {
                sleep();
            } else if (!works) {
                LockSupport.parkNanos(this, NAP_NANOS);
            }
            worked = works;
        }
        state.set(GONE);
        runInbox();
    }

    private boolean drain() {
        Object event = inbox.poll();
        boolean any = event != null;
        // Sweeps must come even if the inbox never runs empty.
        for (int i = 1; event != null; i++) {
            handle(event);
            if (i % FLUSH_EVERY == 0) {
                flush();
            }
            event = i < MOST_AT_ONCE ? inbox.poll() : null;
        }
        flush();
        return any;
    }

    /** Calls leave together, so that the shadow loop is woken once for them. */
    private void flush() {
        if (called) {
            called = false;
            tools.caller().flush();
        }
    }

    private void sleep() {
        state.set(ASLEEP);
        if (inbox.isEmpty() && !stopping) {
            if (waiting.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, SWEEP_NANOS);
            }
        }
        state.set(RUNNING);
    }

    /** For the time after the thread: one poster at a time stands in for it. */
    private synchronized void runInbox() {
        Object event = inbox.poll();
        while (event != null) {
            handle(event);
            event = inbox.poll();
        }
        flush();
    }

    private void handle(Object event) {
        try {
            dispatch(event);
        } catch (Throwable fault) {
            tools.faults().fault("handling an event", event.getClass().getSimpleName(), fault);
        }
        afterEvent.run();
    }

    private void dispatch(Object event) {
        if (event instanceof MirroredExchange exchange) {
            backlog.decrementAndGet();
            exchange.begin();
        } else if (event instanceof LiveExchange live) {
            MirroredExchange exchange = exchanges.get(live);
            if (exchange != null) {
                exchange.liveEnded();
            }
        } else if (event instanceof RunningCall call) {
            call.deliver();
        } else if (event instanceof ShadowExchange granted) {
            granted.enter();
        } else {
            ((Runnable) event).run();
        }
    }

    private void sweepIfDue() {
        if (waiting.isEmpty() || System.nanoTime() - sweptAt < SWEEP_NANOS) {
            return;
        }
        sweptAt = System.nanoTime();
        long now = now();
        for (ShadowExchange exchange : List.copyOf(waiting)) {
            exchange.sweep(now);
        }
    }

    private void endAll() {
        for (MirroredExchange exchange : new ArrayList<>(exchanges.values())) {
            exchange.endAll(Outcome.SHUTDOWN);
        }
    }

    /** Ends everything of shadows that are retired. */
    void endRetired() {
        for (MirroredExchange exchange : new ArrayList<>(exchanges.values())) {
            exchange.retire();
        }
    }

    void add(MirroredExchange exchange) {
        exchanges.put(exchange.live(), exchange);
    }

    void remove(MirroredExchange exchange) {
        exchanges.remove(exchange.live());
    }

    void waits(ShadowExchange exchange) {
        waiting.add(exchange);
    }

    void waitsNoMore(ShadowExchange exchange) {
        waiting.remove(exchange);
    }

    boolean stopping() {
        return stopping;
    }

    long now() {
        return tools.nanoTime().getAsLong();
    }

    ArmCaller.Call call(ArmRequest request, Consumer<CapturedResponse> done) {
        called = true;
        return tools.caller().call(request, done);
    }

    ExchangeSink sink() {
        return tools.sink();
    }

    HeldBytes held() {
        return tools.held();
    }

    LargeBodies largeBodies() {
        return tools.largeBodies();
    }

    FaultLog faults() {
        return tools.faults();
    }
}
