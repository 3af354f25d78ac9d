package dev.understudy.http;

import static dev.understudy.http.BadMessageException.badRequest;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a chunked body (RFC 9112 section 7.1) without taking it apart: chunks pass through with the framing they
 * came in, and this finds their end and refuses whatever two parsers could read differently. Strict: only CRLF, no white
 * space around a size, at most 15 hexadecimal digits. One per body; event loop or worker, never both.
 */
public final class ChunkScanner {
    private static final int SIZE_DIGITS = 15;
    private static final int TRAILER_LIMIT = 16 << 10;

    /** Where content bytes lie, for those who want it without the framing. */
    @FunctionalInterface
    public interface ContentVisitor {
        /** Content at {@code [from, from + length)}; the buffer is only lent. */
        void content(ByteBuf in, int from, int length);
    }

    private enum State {
        SIZE,
        EXTENSION,
        SIZE_LINE_FEED,
        DATA,
        DATA_RETURN,
        DATA_LINE_FEED,
        TRAILER_START,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LINE_FEED,
        LAST_LINE_FEED,
        DONE
    }

    private final ChunkExtension extension = new ChunkExtension();
    private State state = State.SIZE;
    private long chunkLeft;
    private int digits;
    private int trailerLength;
    private boolean sizeSeen;
    private @Nullable StringBuilder trailers;
    /** Set where trailers are held to what they may be. */
    private @Nullable TrailerFields allowed;

    /** A scanner for a request, which refuses trailers that may not be any. */
    static ChunkScanner ofRequest() {
        ChunkScanner scanner = new ChunkScanner();
        scanner.allowed = new TrailerFields();
        return scanner;
    }

    /** A scanner that remembers the trailers, which are at most {@value #TRAILER_LIMIT} bytes. */
    public static ChunkScanner keepingTrailers() {
        ChunkScanner scanner = new ChunkScanner();
        scanner.trailers = new StringBuilder();
        return scanner;
    }

    /** The trailer lines as they came, with their line ends; empty unless {@linkplain #keepingTrailers() kept}. */
    public String trailers() {
        return trailers == null ? "" : trailers.toString();
    }

    /**
     * Scans {@code [from, to)} and returns where the body ends, or {@code to} while it goes on.
     *
     * @throws BadMessageException when the framing is broken
     */
    public int scan(ByteBuf in, int from, int to, @Nullable ContentVisitor visitor) throws BadMessageException {
        int at = from;
        while (at < to && state != State.DONE) {
            if (state == State.DATA) {
                int length = (int) Math.min(chunkLeft, to - at);
                if (visitor != null) {
                    visitor.content(in, at, length);
                }
                chunkLeft -= length;
                at += length;
                state = chunkLeft == 0 ? State.DATA_RETURN : State.DATA;
            } else {
                framing(in.getByte(at++));
            }
        }
        return at;
    }

    private void framing(byte b) throws BadMessageException {
        switch (state) {
            case SIZE -> size(b);
            case EXTENSION -> state = extension.ends(b) ? State.SIZE_LINE_FEED : State.EXTENSION;
            case SIZE_LINE_FEED -> {
                expect(b, '\n', "bad line ending after a chunk size");
                sizeSeen = true;
                state = chunkLeft == 0 ? State.TRAILER_START : State.DATA;
            }
            case DATA_RETURN -> {
                expect(b, '\r', "chunk longer than its size");
                state = State.DATA_LINE_FEED;
            }
            case DATA_LINE_FEED -> {
                expect(b, '\n', "bad line ending after a chunk");
                state = State.SIZE;
                digits = 0;
                chunkLeft = 0;
            }
            case TRAILER_START, TRAILER_NAME, TRAILER_VALUE -> trailer(b);
            case TRAILER_LINE_FEED -> {
                expect(b, '\n', "bad line ending in a trailer");
                if (trailers != null) {
                    trailers.append("\r\n");
                }
                state = State.TRAILER_START;
            }
            case LAST_LINE_FEED -> {
                expect(b, '\n', "bad line ending after the last chunk");
                state = State.DONE;
            }
            case DATA, DONE -> throw new IllegalStateException(state.name());
        }
    }

    private void size(byte b) throws BadMessageException {
        int digit = Syntax.hex(b);
        if (digit >= 0) {
            if (++digits > SIZE_DIGITS) {
                throw badRequest("chunk size too large");
            }
            chunkLeft = chunkLeft << 4 | digit;
        } else if (digits > 0 && b == '\r') {
            state = State.SIZE_LINE_FEED;
        } else if (digits > 0 && b == ';') {
            state = State.EXTENSION;
            extension.start();
        } else {
            throw badRequest("bad chunk size");
        }
    }

    private void trailer(byte b) throws BadMessageException {
        if (++trailerLength > TRAILER_LIMIT) {
            throw badRequest("trailers too long");
        }
        if (trailers != null && b != '\r') {
            trailers.append((char) (b & 0xff));
        }
        if (state == State.TRAILER_START && b == '\r') {
            state = State.LAST_LINE_FEED;
        } else if (state == State.TRAILER_VALUE) {
            if (b == '\r') {
                state = State.TRAILER_LINE_FEED;
            } else if (!Syntax.isFieldValue(b)) {
                throw badRequest("control character in a trailer");
            }
        } else if (b == ':' && state == State.TRAILER_NAME) {
            state = State.TRAILER_VALUE;
            if (allowed != null) {
                allowed.nameEnds();
            }
        } else if (Syntax.isToken(b)) {
            state = State.TRAILER_NAME;
            if (allowed != null) {
                allowed.name(b);
            }
        } else {
            throw badRequest("bad trailer field name");
        }
    }

    private static void expect(byte b, char expected, String reason) throws BadMessageException {
        if (b != expected) {
            throw badRequest(reason);
        }
    }

    /** Whether the body, trailers included, is over. */
    public boolean done() {
        return state == State.DONE;
    }

    /** Whether the first chunk-size line was there and valid. */
    public boolean begun() {
        return sizeSeen;
    }
}
