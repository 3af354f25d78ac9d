package dev.understudy.send;

import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ChunkScanner;
import dev.understudy.tee.CaptureBudget;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The content of one arm's answer as it arrives, without framing, within a limit and the capture budget. One loop only. */
final class ArmAnswerBuffer {
    private static final byte[] NOTHING = {};
    private static final int USUAL_BYTES = 2 << 10;
    private static final int USUAL_PIECES = 4;
    private static final long PIECE_BYTES = Long.BYTES + Integer.BYTES;

    private final CaptureBudget budget;
    private final long limit;
    private byte[] content = NOTHING;
    private int length;
    private long[] times = new long[USUAL_PIECES];
    private int[] ends = new int[USUAL_PIECES];
    private int pieces;
    private long charged;
    private boolean fits = true;
    private @Nullable ChunkScanner chunks;

    ArmAnswerBuffer(CaptureBudget budget, long limit) {
        this.budget = budget;
        this.limit = limit;
    }

    void framing(BodyFraming framing) {
        chunks = framing == BodyFraming.CHUNKED ? new ChunkScanner() : null;
    }

    /** Adds a piece, which stays the caller's; false when it does not fit. */
    boolean add(ByteBuf wire, long now) {
        int from = wire.readerIndex();
        ChunkScanner scanner = chunks;
        if (scanner == null) {
            append(wire, from, wire.readableBytes());
        } else {
            try {
                scanner.scan(wire, from, wire.writerIndex(), this::append);
            } catch (BadMessageException e) {
                throw new IllegalStateException("framing that passed once does not pass again", e);
            }
        }
        piece(now);
        return fits;
    }

    /** When it came. The clock of a piece is larger than a small piece, so it is charged as well. */
    private void piece(long now) {
        if (pieces == times.length) {
            if (!fits || !charge(PIECE_BYTES * pieces)) {
                fits = false;
                return;
            }
            times = Arrays.copyOf(times, pieces * 2);
            ends = Arrays.copyOf(ends, pieces * 2);
        }
        times[pieces] = now;
        ends[pieces++] = length;
    }

    private boolean charge(long bytes) {
        if (!budget.take(bytes)) {
            return false;
        }
        charged += bytes;
        return true;
    }

    private void append(ByteBuf in, int from, int bytes) {
        if (!fits || length + (long) bytes > limit || !reserve(length + bytes)) {
            fits = false;
            return;
        }
        in.getBytes(from, content, length, bytes);
        length += bytes;
    }

    private boolean reserve(int wanted) {
        if (wanted <= content.length) {
            return true;
        }
        int capacity =
                (int) Math.min(Math.max(limit, wanted), Math.max(USUAL_BYTES, Math.max(wanted, content.length * 2L)));
        if (!charge(capacity - content.length)) {
            return false;
        }
        content = Arrays.copyOf(content, capacity);
        return true;
    }

    /** The content; gives its share of the budget back. Once: nothing is kept here. */
    byte[] take() {
        budget.giveBack(charged);
        charged = 0;
        byte[] whole = length == content.length ? content : Arrays.copyOf(content, length);
        content = NOTHING;
        length = 0;
        return whole;
    }

    long[] times() {
        return Arrays.copyOf(times, pieces);
    }

    int[] ends() {
        return Arrays.copyOf(ends, pieces);
    }
}
