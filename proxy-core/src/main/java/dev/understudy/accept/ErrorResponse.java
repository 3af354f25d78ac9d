package dev.understudy.accept;

import dev.understudy.exchange.RequestId;
import dev.understudy.forward.LiveError;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer of the proxy's own, whole. */
final class ErrorResponse {
    /** Says that the proxy answered and not the upstream, and why. */
    static final String REASON_HEADER = "x-understudy-error";

    /** The request's id: also in the log, and, where the request is mirrored, in its comparisons. */
    static final String ID_HEADER = "x-understudy-request-id";

    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponse.class);

    private ErrorResponse() {}

    /** The id to answer with. Clients decide how many errors there are, so a log at the usual level does not have them. */
    static String id(LiveError error, ExchangeIds ids) {
        String exchange = error.id() == null ? ids.next() : error.id();
        String id = RequestId.ofExchange(exchange);
        LOG.atDebug()
                .addKeyValue("request_id", id)
                .addKeyValue("exchange", exchange)
                .log("answered {} {}: {}", error.status(), error.reason(), error.message());
        return id;
    }

    static ByteBuf http1(
            ByteBufAllocator alloc, LiveError error, String id, byte[] body, boolean keep, boolean headOnly) {
        String head = "HTTP/1.1 " + error.status() + " "
                + HttpResponseStatus.valueOf(error.status()).reasonPhrase() + "\r\n"
                + "content-type: application/json\r\n"
                + "content-length: " + body.length + "\r\n"
                + REASON_HEADER + ": " + error.reason() + "\r\n"
                + ID_HEADER + ": " + id + "\r\n"
                + (keep ? "" : "connection: close\r\n")
                + "\r\n";
        ByteBuf out = alloc.buffer(head.length() + body.length);
        out.writeCharSequence(head, StandardCharsets.ISO_8859_1);
        return headOnly ? out : out.writeBytes(body);
    }
}
