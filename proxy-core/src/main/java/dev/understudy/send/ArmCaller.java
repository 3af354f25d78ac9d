package dev.understudy.send;

import dev.understudy.exchange.CapturedResponse;
import java.util.function.Consumer;

/** Makes candidate and control calls, never on a live event loop. Thread-safe. */
public interface ArmCaller {
    /**
     * Starts a call. {@code done} is called exactly once, on an I/O thread, whatever happens: answered, failed, timed
     * out or cancelled. It must not block. The call may wait for the next {@link #flush}.
     */
    Call call(ArmRequest request, Consumer<CapturedResponse> done);

    /** Sets off what was called since the last flush: waking an I/O thread once for many calls, not for each. */
    default void flush() {}

    /** A call under way. */
    interface Call {
        /** Ends the call and its connection at once, with CANCELLED, unless it has ended already. Any thread. */
        void cancel();
    }
}
