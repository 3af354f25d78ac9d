package dev.understudy.mirror;

import dev.understudy.config.UpstreamConfig;
import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.exchange.TraceContext;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. Holds a place of its shadow from {@link #start} until the worker hears of its end; that is heard
 * exactly once, whatever the caller does. Started on the worker, ended on an I/O thread, cancelled from anywhere.
 */
final class RunningCall implements Consumer<CapturedResponse> {
    private static final CapturedResponse DELIVERED = CapturedResponse.none(Ending.CANCELLED, "delivered", 0, 0);

    private final ShadowExchange exchange;
    private final Arm arm;
    private final int requestBytes;
    private final UpstreamConfig upstream;
    private final @Nullable String traceParent;
    private final CircuitBreaker.Permit permit;
    /** Until the call is started: then it is the caller's, who lets go of it at the end. */
    private @Nullable ArmRequest request;

    private final AtomicReference<@Nullable CapturedResponse> response = new AtomicReference<>();
    private volatile ArmCaller.@Nullable Call call;
    private volatile boolean cancelled;

    RunningCall(ShadowExchange exchange, ArmRequest request, CircuitBreaker.Permit permit) {
        this.exchange = exchange;
        this.request = request;
        this.arm = Objects.requireNonNull(request.arm(), "arm");
        this.requestBytes = request.body().length;
        this.upstream = request.upstream();
        this.traceParent = request.headers().get(TraceContext.HEADER);
        this.permit = permit;
    }

    Arm arm() {
        return arm;
    }

    int requestBytes() {
        return requestBytes;
    }

    UpstreamConfig upstream() {
        return upstream;
    }

    /** Where it stands in the client's trace, as its request says; null where it stands in none. */
    @Nullable
    String traceParent() {
        return traceParent;
    }

    CircuitBreaker.Permit permit() {
        return permit;
    }

    void start() {
        boolean allowed = exchange.shadow().register(this);
        long now = System.nanoTime();
        try {
            call = exchange.worker().call(takeRequest(), this);
        } catch (RuntimeException refused) {
            exchange.faults().fault("starting a call", exchange.id(), refused);
            accept(CapturedResponse.none(Ending.UNREACHABLE, "the call could not be started", now, now));
        }
        // Whoever cancelled before the call was known could not reach it; both sides write first and look second.
        if (!allowed || cancelled || exchange.shadow().retired()) {
            cancel();
        }
    }

    private ArmRequest takeRequest() {
        ArmRequest ready = request;
        request = null;
        if (ready == null) {
            throw new IllegalStateException("started twice");
        }
        return ready;
    }

    /** Calls it off unless it has ended. Any thread, any number of times. */
    void cancel() {
        cancelled = true;
        ArmCaller.Call running = call;
        if (running == null || response.get() != null) {
            return;
        }
        try {
            running.cancel();
        } catch (RuntimeException fault) {
            exchange.faults().fault("cancelling a call", exchange.id(), fault);
        }
    }

    /** The end, on an I/O thread: hands it to the worker and returns. */
    @Override
    public void accept(CapturedResponse ended) {
        if (response.compareAndSet(null, ended)) {
            exchange.worker().post(this);
        }
    }

    /**
     * The end, on the worker. Nothing of request, answer and connection is kept beyond it: the exchange may wait for a
     * slow live answer much longer, and thousands of others with it.
     */
    void deliver() {
        CapturedResponse ended = response.getAndSet(DELIVERED);
        call = null;
        if (ended != null && ended != DELIVERED) {
            exchange.shadow().unregister(this);
            exchange.callEnded(this, ended);
        }
    }
}
