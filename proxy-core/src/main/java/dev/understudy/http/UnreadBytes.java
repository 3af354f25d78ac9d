package dev.understudy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * What came over a connection and nobody consumed yet, in a buffer of our own: so that an incomplete head does not pin a large
 * read buffer, and can grow. One per connection; event loop only.
 */
public final class UnreadBytes {
    private static final int SMALLEST = 512;

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf bytes;
    /** The buffer of ours that is being consumed: may be kept again without a copy. */
    private @Nullable ByteBuf lent;

    public UnreadBytes(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** All unread bytes with {@code more} behind them; takes {@code more}, gives what it returns. */
    public ByteBuf with(ByteBuf more) {
        ByteBuf all = take();
        if (all == null) {
            return more;
        }
        all.writeBytes(more);
        more.release();
        return all;
    }

    /** The unread bytes, now the caller's; null if there are none. */
    public @Nullable ByteBuf take() {
        lent = bytes;
        bytes = null;
        return lent;
    }

    /** Takes a buffer that was consumed, and keeps what is left in it. */
    public void keep(ByteBuf rest) {
        if (!rest.isReadable()) {
            rest.release();
        } else if (rest == lent && rest.refCnt() == 1) {
            bytes = rest;
        } else {
            bytes = allocator
                    .buffer(Math.max(SMALLEST, rest.readableBytes() * 2))
                    .writeBytes(rest);
            rest.release();
        }
        lent = null;
    }

    public void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
