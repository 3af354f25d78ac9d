package dev.understudy.tee;

import dev.understudy.exchange.Outcome;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ChunkScanner;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A capped copy of one body as it passes: retained slices with the framing they came in, and when each arrived. The live
 * loop adds; after the hand-over a worker takes the content or releases. Never both at once.
 *
 * <p>A slice pins the whole read buffer behind it, so a slice that is small beside its buffer is copied instead: what the
 * budget counts is what is really held.
 */
final class BodyCapture {
    private static final int COPY_BELOW = 1 << 10;
    private static final int USUAL_PIECES = 4;
    private static final int PIECE_OVERHEAD = 64;

    private final CaptureBudget budget;
    private final long limit;
    private ByteBuf[] pieces = new ByteBuf[USUAL_PIECES];
    private long[] times = new long[USUAL_PIECES];
    private int count;
    private long length;
    private long charged;
    private boolean chunked;
    private @Nullable Outcome overflow;

    BodyCapture(CaptureBudget budget, long limit) {
        this.budget = budget;
        this.limit = limit;
    }

    void framing(BodyFraming framing) {
        chunked = framing == BodyFraming.CHUNKED;
    }

    /** Keeps a copy of the readable bytes, which stay the caller's. Over a bound the copy is given up, the bytes go on. */
    void add(ByteBuf wire, long now) {
        if (overflow != null) {
            return;
        }
        int bytes = wire.readableBytes();
        length += bytes;
        if (length > limit) {
            giveUp(Outcome.DROPPED_BODY_LIMIT);
            return;
        }
        boolean copy = bytes < COPY_BELOW;
        long cost = (copy ? bytes : Math.max(bytes, pinned(wire, bytes))) + PIECE_OVERHEAD;
        if (!budget.take(cost)) {
            giveUp(Outcome.DROPPED_CAPTURE_BUDGET);
            return;
        }
        charged += cost;
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        pieces[count] =
                copy ? wire.alloc().buffer(bytes).writeBytes(wire, wire.readerIndex(), bytes) : wire.retainedSlice();
        times[count++] = now;
    }

    /** What a slice keeps alive: the buffer under it, as far as this piece is the one to blame. */
    private static long pinned(ByteBuf wire, int bytes) {
        ByteBuf root = wire.unwrap();
        int capacity = root == null ? wire.capacity() : root.capacity();
        return Math.min(capacity, bytes * 4L);
    }

    void giveUp(Outcome why) {
        overflow = why;
        release();
    }

    /** Why there is no whole copy, or null when there is. */
    @Nullable
    Outcome overflow() {
        return overflow;
    }

    /** Frees the slices and their share of the budget. Harmless when done already. */
    void release() {
        for (int i = 0; i < count; i++) {
            pieces[i].release();
        }
        count = 0;
        budget.giveBack(charged);
        charged = 0;
    }

    /** Content without framing, with the arrival of each piece. Frees the slices; the bytes stay charged until {@link #release}. */
    Content take() {
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) Math.min(length, Integer.MAX_VALUE - 8));
        long[] arrivals = Arrays.copyOf(times, count);
        int[] ends = new int[count];
        ChunkScanner scanner = chunked ? new ChunkScanner() : null;
        int taken = count;
        for (int i = 0; i < taken; i++) {
            append(pieces[i], scanner, content);
            ends[i] = content.size();
            pieces[i].release();
        }
        count = 0;
        return new Content(content.toByteArray(), arrivals, ends);
    }

    private static void append(ByteBuf piece, @Nullable ChunkScanner scanner, ByteArrayOutputStream content) {
        int from = piece.readerIndex();
        int to = piece.writerIndex();
        if (scanner == null) {
            copy(piece, from, to - from, content);
            return;
        }
        try {
            scanner.scan(piece, from, to, (in, at, bytes) -> copy(in, at, bytes, content));
        } catch (BadMessageException e) {
            throw new IllegalStateException("framing that passed once does not pass again", e);
        }
    }

    private static void copy(ByteBuf in, int from, int bytes, ByteArrayOutputStream content) {
        try {
            in.getBytes(from, content, bytes);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * A body without its framing.
     *
     * @param arrivals when each piece came
     * @param ends content offset after each piece
     */
    record Content(byte[] bytes, long[] arrivals, int[] ends) {}
}
