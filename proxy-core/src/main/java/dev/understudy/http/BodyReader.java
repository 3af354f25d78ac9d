package dev.understudy.http;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how much of what a connection delivers belongs to the current body. The bytes keep their framing. One per
 * connection, restarted for every message; event loop only.
 */
public final class BodyReader {
    private final Supplier<ChunkScanner> scanners;
    private BodyFraming framing = BodyFraming.NONE;
    private long left;
    private @Nullable ChunkScanner chunks;

    private BodyReader(Supplier<ChunkScanner> scanners) {
        this.scanners = scanners;
    }

    /** For requests: trailers that may not be any are refused. */
    public static BodyReader ofRequests() {
        return new BodyReader(ChunkScanner::ofRequest);
    }

    /** For responses: what an upstream puts into its trailers is the client's business. */
    public static BodyReader ofResponses() {
        return new BodyReader(ChunkScanner::new);
    }

    /**
     * Begins a body.
     *
     * @param length for LENGTH framing, else ignored
     */
    public void start(BodyFraming framing, long length) {
        this.framing = framing;
        this.left = length;
        this.chunks = framing == BodyFraming.CHUNKED ? scanners.get() : null;
    }

    /**
     * How many of the readable bytes belong to this body; advances over them in thought only, so call it once for each.
     *
     * @throws BadMessageException when chunked framing is broken
     */
    public int take(ByteBuf in) throws BadMessageException {
        int readable = in.readableBytes();
        return switch (framing) {
            case NONE -> 0;
            case UNTIL_CLOSE -> readable;
            case LENGTH -> {
                int length = (int) Math.min(left, readable);
                left -= length;
                yield length;
            }
            case CHUNKED -> {
                int from = in.readerIndex();
                yield scanner().scan(in, from, from + readable, null) - from;
            }
        };
    }

    /** Whether the body has ended. A body until close never has. */
    public boolean done() {
        return switch (framing) {
            case NONE -> true;
            case UNTIL_CLOSE -> false;
            case LENGTH -> left == 0;
            case CHUNKED -> scanner().done();
        };
    }

    /** Whether enough has arrived to trust the framing: for chunks, the first size line. */
    public boolean begun() {
        return framing != BodyFraming.CHUNKED || scanner().begun();
    }

    public BodyFraming framing() {
        return framing;
    }

    private ChunkScanner scanner() {
        ChunkScanner scanner = chunks;
        if (scanner == null) {
            throw new IllegalStateException("no chunked body");
        }
        return scanner;
    }
}
