package dev.understudy.send;

import dev.understudy.connect.EventLoops;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.tee.CaptureBudget;
import java.util.function.Consumer;

/** Makes calls on event loops and pools that live traffic does not share. Thread-safe. */
public final class NettyArmCaller implements ArmCaller {
    private final EventLoops loops;
    private final CaptureBudget budget;

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
        ArmCall call = new ArmCall(request, loops.next(), budget, done);
        call.start();
        return call;
    }
}
