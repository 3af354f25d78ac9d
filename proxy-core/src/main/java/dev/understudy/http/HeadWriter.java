package dev.understudy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** The few bytes of a head that are ours to write. */
final class HeadWriter {
    static final byte[] HTTP_1_1_CRLF = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] STATUS_LINE = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);
    static final byte[] CONNECTION_UPGRADE = "connection: upgrade\r\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] CONNECTION_CLOSE = "connection: close\r\n".getBytes(StandardCharsets.US_ASCII);
    static final byte[] CONNECTION_KEEP_ALIVE = "connection: keep-alive\r\n".getBytes(StandardCharsets.US_ASCII);
    static final int CRLF = ('\r' << 8) | '\n';
    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private HeadWriter() {}

    /** Writes a string of 8-bit characters, as heads are made of. */
    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) is what writeAscii does inside
    static void ascii(ByteBuf out, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
        }
        ByteBufUtil.writeAscii(out, text);
    }

    /** Copies the lines of fields {@code [first kept, field)} as they stand; returns -1: nothing is pending any more. */
    static int flush(ByteBuf out, FieldBlock fields, int from, int field) {
        if (from >= 0) {
            int to = field < fields.size() ? fields.lineStart(field) : fields.bytes.length - 2;
            out.writeBytes(fields.bytes, from, to - from);
        }
        return -1;
    }

    static void contentLength(ByteBuf out, long length) {
        out.writeBytes(CONTENT_LENGTH);
        ByteBufUtil.writeAscii(out, Long.toString(length));
        out.writeShort(CRLF);
    }
}
