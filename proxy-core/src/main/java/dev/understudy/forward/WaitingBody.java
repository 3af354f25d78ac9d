package dev.understudy.forward;

import dev.understudy.connect.UpstreamConnection;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Request bytes that arrived before there was a connection for them. Owns them until they are written or released. One per call;
 * event loop only.
 */
final class WaitingBody {
    /** Small bodies ride in the head's buffer: one entry, one copy, one system call. */
    private static final int COPY_BELOW = 4 << 10;

    /** Most requests have one piece, and need no queue. */
    private @Nullable ByteBuf first;

    private @Nullable ArrayDeque<ByteBuf> others;

    void add(ByteBuf wire) {
        if (first == null) {
            first = wire;
            return;
        }
        if (others == null) {
            others = new ArrayDeque<>(4);
        }
        others.add(wire);
    }

    /** How many bytes will be written into the head's own buffer. */
    int riding() {
        ByteBuf piece = first;
        return piece != null && piece.readableBytes() < COPY_BELOW ? piece.readableBytes() : 0;
    }

    /** Writes a head and all that waits behind it; says whether anything did. */
    boolean writeBehind(ByteBuf head, UpstreamConnection connection) {
        ByteBuf piece = first;
        ArrayDeque<ByteBuf> rest = others;
        first = null;
        others = null;
        if (piece != null && piece.readableBytes() < COPY_BELOW) {
            head.writeBytes(piece);
            piece.release();
            connection.write(head);
        } else {
            connection.write(head);
            if (piece != null) {
                connection.write(piece);
            }
        }
        if (rest != null) {
            rest.forEach(connection::write);
        }
        return piece != null;
    }

    void release() {
        if (first != null) {
            first.release();
            first = null;
        }
        if (others != null) {
            others.forEach(ByteBuf::release);
            others = null;
        }
    }
}
