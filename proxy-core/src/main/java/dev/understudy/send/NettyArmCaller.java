package dev.understudy.send;

import dev.understudy.connect.EventLoops;
import dev.understudy.connect.Loop;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.tee.CaptureBudget;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Makes calls on event loops and pools that live traffic does not share. Thread-safe. */
public final class NettyArmCaller implements ArmCaller {
    private static final Runnable WAKE = () -> {};

    private final EventLoops loops;
    private final CaptureBudget budget;
    private final Map<EventLoop, ReadPace> paces = new ConcurrentHashMap<>();
    /** Loops that have been given calls and not been woken for them. */
    private final Set<EventLoop> dozing = ConcurrentHashMap.newKeySet();

    /**
     * A caller.
     *
     * @param loops the shadows' own; not closed by this
     * @param budget what answers are charged to while they arrive
     */
    public NettyArmCaller(EventLoops loops, CaptureBudget budget) {
        this.loops = loops;
        this.budget = budget;
    }

    @Override
    public Call call(ArmRequest request, Consumer<CapturedResponse> done) {
        Loop loop = loops.next();
        ReadPace pace = paces.computeIfAbsent(loop.eventLoop(), ReadPace::new);
        ArmCall call = new ArmCall(request, loop, pace, budget, done);
        call.start();
        dozing.add(loop.eventLoop());
        return call;
    }

    @Override
    public void flush() {
        for (EventLoop loop : dozing) {
            if (dozing.remove(loop)) {
                wake(loop);
            }
        }
    }

    private static void wake(EventLoop loop) {
        try {
            loop.execute(WAKE);
        } catch (RejectedExecutionException closing) {
            // It is awake then, and runs what it was given before it ends.
        }
    }
}
