package dev.understudy.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a head in what a connection delivers, however it is cut into pieces. Looks at every byte once. One
 * per connection; event loop only.
 */
public final class HeadReader {
    private static final int NOTHING_YET = -1;

    private final int limit;
    /** Bytes of the current head that were looked at already, from the reader index on. */
    private int scanned;
    /** Offset of the last line feed seen, from the reader index on. */
    private int lastLineFeed = NOTHING_YET;

    /**
     * A reader.
     *
     * @param limit largest head in bytes, its empty line included
     */
    public HeadReader(int limit) {
        this.limit = limit;
    }

    /**
     * Takes a whole head out of {@code in}, its empty line included; null, with {@code in} as it was, while more is
     * needed.
     *
     * @throws BadMessageException for a bare line feed (RFC 9112 section 2.2 lets us refuse it), or a head over the limit
     */
    public byte @Nullable [] read(ByteBuf in) throws BadMessageException {
        int start = in.readerIndex();
        int readable = in.readableBytes();
        while (scanned < readable) {
            int lineFeed = in.indexOf(start + scanned, start + readable, (byte) '\n');
            if (lineFeed < 0) {
                scanned = readable;
                break;
            }
            int offset = lineFeed - start;
            if (offset == 0 || in.getByte(lineFeed - 1) != '\r') {
                throw BadMessageException.badRequest("bare line feed in head");
            }
            boolean emptyLine = offset - lastLineFeed == 2;
            lastLineFeed = offset;
            scanned = offset + 1;
            if (emptyLine && offset > 1) {
                return take(in, offset + 1);
            }
            if (emptyLine) {
                // RFC 9112 section 2.2: an empty line before the request line is ignored.
                in.skipBytes(2);
                start = in.readerIndex();
                readable = in.readableBytes();
                reset();
            }
        }
        if (scanned > limit) {
            throw new BadMessageException(431, "head larger than " + limit + " bytes");
        }
        return null;
    }

    private byte[] take(ByteBuf in, int length) throws BadMessageException {
        if (length > limit) {
            throw new BadMessageException(431, "head larger than " + limit + " bytes");
        }
        byte[] head = new byte[length];
        in.readBytes(head);
        reset();
        return head;
    }

    private void reset() {
        scanned = 0;
        lastLineFeed = NOTHING_YET;
    }

    /** Whether part of a head has arrived. */
    public boolean started() {
        return scanned > 0;
    }
}
