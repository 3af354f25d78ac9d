package dev.understudy.forward;

import dev.understudy.tee.CaptureBudget;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.util.function.LongSupplier;

/**
 * What request bodies that wait for a live variant may hold: each one, and all of them together. Without the second bound a few
 * dozen large ones would fill the heap, and with it end every other request. Thread-safe.
 */
public final class RewriteBudget {
    /** A body is there as it came and, a little later, as a tree and as it goes out. */
    private static final long COPIES = 2;

    private final LongSupplier limit;
    private final CaptureBudget budget;

    /** @param limit largest body in bytes, asked for each request */
    public RewriteBudget(LongSupplier limit) {
        this(limit, Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param together bytes that all may hold, copies included */
    RewriteBudget(LongSupplier limit, long together) {
        this.limit = limit;
        this.budget = new CaptureBudget(together);
    }

    /** Bytes. */
    long limit() {
        return limit.getAsLong();
    }

    /** One that has no bytes yet. */
    Share share() {
        return new Share();
    }

    /** Bytes held at this moment, copies included. */
    long held() {
        return budget.used();
    }

    /** What one body holds. One thread at a time. */
    final class Share {
        private long held;

        /** Takes room for so many bytes more, or nothing. */
        boolean take(int bytes) {
            boolean room = budget.take(COPIES * bytes);
            held += room ? COPIES * bytes : 0;
            return room;
        }

        /** Gives back what is held; more than once does no harm. */
        void giveBack() {
            budget.giveBack(held);
            held = 0;
        }

        /** A buffer over a body as it goes out, which gives the share back when it is released. */
        ByteBuf handOver(byte[] body) {
            long bytes = held;
            held = 0;
            return new UnpooledHeapByteBuf(UnpooledByteBufAllocator.DEFAULT, body, body.length) {
                @Override
                protected void deallocate() {
                    super.deallocate();
                    budget.giveBack(bytes);
                }
            };
        }
    }
}
