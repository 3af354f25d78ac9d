package dev.understudy.connect;

import dev.understudy.http.BadMessageException;
import dev.understudy.http.BodyFraming;
import dev.understudy.http.BodyReader;
import dev.understudy.http.HeadReader;
import dev.understudy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of an HTTP/1.1 upstream into responses, each to the request that {@link #expect} named. Heads are parsed, bodies
 * pass as the bytes they are. One per connection; event loop only.
 */
final class UpstreamResponseReader {
    /** Is told what was read, in its order. May call the reader back. */
    interface Responses {
        /** A 1xx head; more follow. */
        void informationalRead(ResponseHead head);

        /** The final head. */
        void headRead(ResponseHead head, BodyFraming framing);

        /** A piece of the body with its framing, the receiver's to release. */
        void piece(ResponseHead head, ByteBuf piece);

        /**
         * The response's end.
         *
         * @param bytesLeft whether more came than belongs to it
         */
        void complete(ResponseHead head, boolean bytesLeft);
    }

    private static final int HEAD_LIMIT = 256 << 10;

    private final Responses responses;
    private final HeadReader heads = new HeadReader(HEAD_LIMIT);
    private final BodyReader body = BodyReader.ofResponses();

    private boolean expecting;
    private String method = "";
    private @Nullable ResponseHead head;

    UpstreamResponseReader(Responses responses) {
        this.responses = responses;
    }

    /** What comes from here on is the response to a request of this method, which says whether it has a body. */
    void expect(String requestMethod) {
        expecting = true;
        method = requestMethod;
        head = null;
    }

    /** Nobody wants what still comes. */
    void stop() {
        expecting = false;
    }

    /** Reads until more is needed or nothing more is expected; what is left of {@code in} then belongs to no response. */
    void read(ByteBuf in) throws BadMessageException {
        while (expecting && in.isReadable()) {
            ResponseHead current = head;
            if (current != null) {
                readBody(current, in);
            } else if (!readHead(in)) {
                return;
            }
        }
    }

    private boolean readHead(ByteBuf in) throws BadMessageException {
        byte[] bytes = heads.read(in);
        if (bytes == null) {
            return false;
        }
        ResponseHead arrived = ResponseHead.parse(bytes);
        if (arrived.informational()) {
            responses.informationalRead(arrived);
            return true;
        }
        head = arrived;
        BodyFraming framing = arrived.status() == 101 ? BodyFraming.UNTIL_CLOSE : arrived.bodyFraming(method);
        body.start(framing, arrived.contentLength());
        responses.headRead(arrived, framing);
        completeIfDone(arrived, in);
        return true;
    }

    private void readBody(ResponseHead current, ByteBuf in) throws BadMessageException {
        int length = body.take(in);
        if (length > 0) {
            responses.piece(current, in.readRetainedSlice(length));
        }
        completeIfDone(current, in);
    }

    /** Who was told of the last piece may have lost interest. */
    private void completeIfDone(ResponseHead current, ByteBuf in) {
        if (expecting && body.done()) {
            expecting = false;
            responses.complete(current, in.isReadable());
        }
    }

    /** Whether the final head of the expected response is here. */
    boolean answered() {
        return head != null;
    }

    /** Whether part of a head is here, and not all of it. */
    boolean insideHead() {
        return head == null && heads.started();
    }

    /** Whether a close is the regular end of what has come. */
    boolean endsByClose() {
        return head != null && body.framing() == BodyFraming.UNTIL_CLOSE;
    }
}
