package dev.understudy.accept;

import dev.understudy.forward.LiveError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** An answer of the proxy's own, whole. */
final class ErrorResponse {
    /** Says that the proxy answered and not the upstream, and why. */
    static final String REASON_HEADER = "x-understudy-error";

    private ErrorResponse() {}

    static ByteBuf http1(ByteBufAllocator alloc, LiveError error, byte[] body, boolean keep, boolean headOnly) {
        String head = "HTTP/1.1 " + error.status() + " "
                + HttpResponseStatus.valueOf(error.status()).reasonPhrase() + "\r\n"
                + "content-type: application/json\r\n"
                + "content-length: " + body.length + "\r\n"
                + REASON_HEADER + ": " + error.reason() + "\r\n"
                + (keep ? "" : "connection: close\r\n")
                + "\r\n";
        ByteBuf out = alloc.buffer(head.length() + body.length);
        out.writeCharSequence(head, StandardCharsets.ISO_8859_1);
        return headOnly ? out : out.writeBytes(body);
    }
}
