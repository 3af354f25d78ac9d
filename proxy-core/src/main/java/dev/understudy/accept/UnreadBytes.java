package dev.understudy.accept;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** What a client sent and nobody consumed yet, in a buffer of our own. One per connection; event loop only. */
final class UnreadBytes {
    private static final int SMALLEST = 512;

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf bytes;
    /** The buffer of ours that is being consumed: may be kept again without a copy. */
    private @Nullable ByteBuf lent;

    UnreadBytes(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** All unread bytes with {@code more} behind them; takes {@code more}, gives what it returns. */
    ByteBuf with(ByteBuf more) {
        ByteBuf all = take();
        if (all == null) {
            return more;
        }
        all.writeBytes(more);
        more.release();
        return all;
    }

    /** The unread bytes, now the caller's; null if there are none. */
    @Nullable
    ByteBuf take() {
        lent = bytes;
        bytes = null;
        return lent;
    }

    /** Takes what the caller could not consume, and keeps it. */
    void keep(ByteBuf rest) {
        if (rest == lent && rest.refCnt() == 1) {
            bytes = rest;
        } else {
            bytes = allocator
                    .buffer(Math.max(SMALLEST, rest.readableBytes() * 2))
                    .writeBytes(rest);
            rest.release();
        }
        lent = null;
    }

    void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
