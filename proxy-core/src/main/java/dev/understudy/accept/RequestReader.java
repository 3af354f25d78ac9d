package dev.understudy.accept;

import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyReader;
import dev.understudy.http.HeadReader;
import dev.understudy.http.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of an HTTP/1 client into requests, one at a time: the next begins after {@link #next}. A chunked request
 * is announced only when its first size line proved valid, so nothing of a malformed one is forwarded. One per connection;
 * event loop only.
 */
final class RequestReader {
    /** Is told what was read, in its order. May call the reader back. */
    interface Requests {
        /** The first bytes of a head that is not complete yet. */
        void headStarted();

        /** A head; its body may still prove malformed. */
        void headRead(RequestHead head);

        /**
         * The connection's first bytes are those of HTTP/2.
         *
         * @param rest what follows {@code start}; the reader's caller owns it
         */
        void http2(byte[] start, ByteBuf rest);

        /**
         * A request that may be forwarded.
         *
         * @param firstPiece the first bytes of its body, the receiver's to release
         * @param whole      whether nothing more follows
         */
        void begin(RequestHead head, @Nullable ByteBuf firstPiece, boolean whole);

        /** More of the body, the receiver's to release. */
        void piece(ByteBuf piece);

        /** The body's end, after {@link #piece}; also when the exchange has ended meanwhile. */
        void complete();
    }

    private enum Position {
        HEAD,
        /** After the head of a chunked request whose first size line is not there yet. */
        FIRST_CHUNK,
        BODY,
        WHOLE
    }

    private final Requests requests;
    private final ByteBufAllocator allocator;
    private final HeadReader heads;
    private final BodyReader body = BodyReader.ofRequests();

    private Position position = Position.HEAD;
    private boolean first = true;
    private @Nullable RequestHead head;
    /** The bytes of an incomplete first size line: scanned, but not announced yet. Ours. */
    private @Nullable ByteBuf scanned;

    /**
     * A reader.
     *
     * @param headLimit largest head, bytes
     */
    RequestReader(Requests requests, ByteBufAllocator allocator, int headLimit) {
        this.requests = requests;
        this.allocator = allocator;
        this.heads = new HeadReader(headLimit);
    }

    /** Reads on; false while more bytes or {@link #next} are needed. */
    boolean read(ByteBuf in) throws BadMessageException {
        if (!in.isReadable()) {
            return false;
        }
        return switch (position) {
            case HEAD -> readHead(in);
            case FIRST_CHUNK -> readFirstChunk(in);
            case BODY -> readBody(in);
            case WHOLE -> false;
        };
    }

    private boolean readHead(ByteBuf in) throws BadMessageException {
        boolean started = heads.started();
        byte[] bytes = heads.read(in);
        if (bytes == null) {
            if (!started && heads.started()) {
                requests.headStarted();
            }
            return false;
        }
        if (first && Http2Preface.startsWith(bytes)) {
            requests.http2(bytes, in);
            return false;
        }
        first = false;
        RequestHead parsed = RequestHead.parse(bytes);
        head = parsed;
        position = Position.FIRST_CHUNK;
        body.start(parsed.bodyFraming(), parsed.contentLength());
        requests.headRead(parsed);
        int length = body.take(in);
        // Who waits for "100 Continue" has sent no size line, and must be asked for it by forwarding the head.
        if (!body.begun() && (length > 0 || !parsed.expectsContinue())) {
            hold(in, length);
            return false;
        }
        begin(parsed, length == 0 ? null : in.readRetainedSlice(length));
        return true;
    }

    private boolean readFirstChunk(ByteBuf in) throws BadMessageException {
        hold(in, body.take(in));
        RequestHead current = head;
        if (!body.begun() || current == null) {
            return false;
        }
        ByteBuf held = scanned;
        scanned = null;
        begin(current, held);
        return true;
    }

    private void hold(ByteBuf in, int length) {
        if (length > 0) {
            ByteBuf before = scanned == null ? allocator.buffer(64) : scanned;
            scanned = before.writeBytes(in, length);
        }
    }

    private void begin(RequestHead parsed, @Nullable ByteBuf firstPiece) {
        boolean whole = body.done();
        position = whole ? Position.WHOLE : Position.BODY;
        requests.begin(parsed, firstPiece, whole);
    }

    private boolean readBody(ByteBuf in) throws BadMessageException {
        int length = body.take(in);
        if (length > 0) {
            requests.piece(in.readRetainedSlice(length));
        }
        if (position == Position.BODY && body.done()) {
            position = Position.WHOLE;
            requests.complete();
        }
        return true;
    }

    /** Goes on with the next head. */
    void next() {
        position = Position.HEAD;
        head = null;
    }

    /** Whether the next thing to come is a head, or the rest of one. */
    boolean betweenRequests() {
        return position == Position.HEAD;
    }

    /** Whether a head has begun to arrive and has not ended. */
    boolean insideHead() {
        return position == Position.HEAD && heads.started();
    }

    /** Whether all of the current request has been read. */
    boolean whole() {
        return position == Position.WHOLE;
    }

    void release() {
        if (scanned != null) {
            scanned.release();
            scanned = null;
        }
    }
}
