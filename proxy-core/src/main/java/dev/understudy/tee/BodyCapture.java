package dev.understudy.tee;

import dev.understudy.exchange.Outcome;
import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.ChunkScanner;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capped copy of one body as it passes, with the framing it came in, and when each piece arrived. The live loop adds;
 * after the hand-over a worker takes the content or releases. Never both at once.
 *
 * <p>Large pieces are retained slices. A slice pins the whole read buffer behind it, so small pieces (the events of a
 * stream) are copied together instead: what the budget counts is what is really held.
 */
final class BodyCapture {
    private static final int COPY_BELOW = 4 << 10;
    private static final int FIRST_RUN = 1 << 10;
    private static final int LARGEST_RUN = 64 << 10;
    private static final int USUAL_PIECES = 4;

    private final CaptureBudget budget;
    private final long limit;
    private final List<ByteBuf> segments = new ArrayList<>(2);
    private long[] times = new long[USUAL_PIECES];
    private long[] wireEnds = new long[USUAL_PIECES];
    private int pieces;
    /** Where small pieces are copied to: the last segment, or null after a large piece. */
    private @Nullable ByteBuf run;

    private long length;
    private long charged;
    private boolean chunked;
    private int expected = FIRST_RUN;
    private @Nullable Outcome overflow;

    BodyCapture(CaptureBudget budget, long limit) {
        this.budget = budget;
        this.limit = limit;
    }

    /** How the body is framed; for LENGTH its bytes, else negative. */
    void framing(BodyFraming framing, long contentLength) {
        chunked = framing == BodyFraming.CHUNKED;
        if (framing == BodyFraming.LENGTH && contentLength <= LARGEST_RUN) {
            expected = (int) contentLength;
        }
    }

    /** Keeps a copy of the readable bytes, which stay the caller's. Over a bound the copy is given up, the bytes go on. */
    void add(ByteBuf wire, long now) {
        int bytes = wire.readableBytes();
        if (overflow != null || bytes == 0) {
            return;
        }
        length += bytes;
        if (length > limit) {
            giveUp(Outcome.DROPPED_BODY_LIMIT);
            return;
        }
        boolean kept = roomForPiece() && (bytes < COPY_BELOW ? copied(wire, bytes) : retained(wire, bytes));
        if (!kept) {
            giveUp(Outcome.DROPPED_CAPTURE_BUDGET);
            return;
        }
        times[pieces] = now;
        wireEnds[pieces++] = length;
    }

    /** The clock of a piece is larger than a small piece, so it is charged as well. */
    private boolean roomForPiece() {
        if (pieces < times.length) {
            return true;
        }
        if (!charge(2L * Long.BYTES * pieces)) {
            return false;
        }
        times = Arrays.copyOf(times, pieces * 2);
        wireEnds = Arrays.copyOf(wireEnds, pieces * 2);
        return true;
    }

    private boolean copied(ByteBuf wire, int bytes) {
        ByteBuf current = run;
        if (current == null || current.writableBytes() < bytes) {
            int capacity = Math.max(bytes, Math.min(LARGEST_RUN, expected));
            if (!charge(capacity)) {
                return false;
            }
            expected = Math.max(FIRST_RUN, capacity * 2);
            // On the heap: a worker frees it without going back to this loop's arena.
            current = Unpooled.buffer(capacity, capacity);
            segments.add(current);
            run = current;
        }
        current.writeBytes(wire, wire.readerIndex(), bytes);
        return true;
    }

    private boolean retained(ByteBuf wire, int bytes) {
        ByteBuf root = wire.unwrap();
        int pinned = root == null ? wire.capacity() : root.capacity();
        if (!charge(Math.max(bytes, Math.min(pinned, 4L * bytes)))) {
            return false;
        }
        segments.add(wire.retainedSlice());
        run = null;
        return true;
    }

    private boolean charge(long bytes) {
        if (!budget.take(bytes)) {
            return false;
        }
        charged += bytes;
        return true;
    }

    void giveUp(Outcome why) {
        overflow = why;
        release();
    }

    /** Bytes on the wire so far, framing included; 0 without a whole copy. */
    long length() {
        return length;
    }

    /** Why there is no whole copy, or null when there is. */
    @Nullable
    Outcome overflow() {
        return overflow;
    }

    /** Frees the segments and their share of the budget. Harmless when done already. */
    void release() {
        segments.forEach(ByteBuf::release);
        segments.clear();
        run = null;
        pieces = 0;
        length = 0;
        budget.giveBack(charged);
        charged = 0;
    }

    /** Content without framing, with the arrival of each piece. Frees the slices; the bytes stay charged until {@link #release}. */
    Content take() {
        Content content = wholeRun();
        if (content == null) {
            content = assembled();
        }
        segments.forEach(ByteBuf::release);
        segments.clear();
        run = null;
        return content;
    }

    /** A small body that came without chunks is its one run already. */
    private @Nullable Content wholeRun() {
        if (chunked || segments.size() != 1 || run == null || run.readableBytes() != run.array().length) {
            return null;
        }
        return new Content(run.array(), Arrays.copyOf(times, pieces), ends());
    }

    private int[] ends() {
        int[] ends = new int[pieces];
        for (int i = 0; i < pieces; i++) {
            ends[i] = (int) wireEnds[i];
        }
        return ends;
    }

    private Content assembled() {
        // Of the right size at once: bodies may be large, and each one that grows is two.
        byte[] content = new byte[contentLength()];
        ContentWriter writer = new ContentWriter(content, chunked ? new ChunkScanner() : null);
        int[] ends = new int[pieces];
        long position = 0;
        int piece = 0;
        for (ByteBuf segment : segments) {
            while (segment.isReadable()) {
                int bytes = (int) Math.min(segment.readableBytes(), wireEnds[piece] - position);
                writer.append(segment, bytes);
                position += bytes;
                if (position == wireEnds[piece]) {
                    ends[piece++] = writer.written;
                }
            }
        }
        return new Content(content, Arrays.copyOf(times, pieces), ends);
    }

    /** How long the body is without its framing. */
    private int contentLength() {
        if (!chunked) {
            return (int) length;
        }
        int[] sum = new int[1];
        ChunkScanner scanner = new ChunkScanner();
        for (ByteBuf segment : segments) {
            scan(scanner, segment, segment.readableBytes(), (in, from, count) -> sum[0] += count);
        }
        return sum[0];
    }

    private static void scan(ChunkScanner scanner, ByteBuf segment, int bytes, ChunkScanner.ContentVisitor visitor) {
        int from = segment.readerIndex();
        try {
            scanner.scan(segment, from, from + bytes, visitor);
        } catch (BadMessageException e) {
            throw new IllegalStateException("framing that passed once does not pass again", e);
        }
    }

    /** Puts the content of segments one behind the other. */
    private static final class ContentWriter implements ChunkScanner.ContentVisitor {
        private final byte[] content;
        private final @Nullable ChunkScanner scanner;
        private int written;

        ContentWriter(byte[] content, @Nullable ChunkScanner scanner) {
            this.content = content;
            this.scanner = scanner;
        }

        void append(ByteBuf segment, int bytes) {
            if (scanner == null) {
                content(segment, segment.readerIndex(), bytes);
            } else {
                scan(scanner, segment, bytes, this);
            }
            segment.skipBytes(bytes);
        }

        @Override
        public void content(ByteBuf in, int from, int length) {
            in.getBytes(from, content, written, length);
            written += length;
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
