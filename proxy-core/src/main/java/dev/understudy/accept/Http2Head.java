package dev.understudy.accept;

import dev.understudy.http.BadMessageException;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Heads between HTTP/2 and the HTTP/1.1 that the rest of the proxy speaks (RFC 9113 section 8.3). */
final class Http2Head {
    private Http2Head() {}

    /**
     * The same request as an HTTP/1.1 head, so that one parser checks them all.
     *
     * @param chunked the body has no declared length and will be chunked
     */
    static RequestHead request(Http2Headers headers, boolean chunked) throws BadMessageException {
        StringBuilder head = new StringBuilder(256);
        head.append(headers.method()).append(' ').append(headers.path()).append(" HTTP/1.1\r\n");
        if (headers.authority() != null) {
            head.append("host: ").append(headers.authority()).append("\r\n");
        }
        boolean hasAuthority = headers.authority() != null;
        for (Map.Entry<CharSequence, CharSequence> field : headers) {
            CharSequence name = field.getKey();
            boolean pseudo = name.charAt(0) == ':';
            boolean repeatedHost = hasAuthority && "host".contentEquals(name);
            if (!pseudo && !repeatedHost) {
                head.append(name).append(": ").append(field.getValue()).append("\r\n");
            }
        }
        if (chunked) {
            head.append("transfer-encoding: chunked\r\n");
        }
        head.append("\r\n");
        return RequestHead.parse(checked(head.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** A line break inside a value would have become a field of its own; HTTP/2 forbids it, so count the lines. */
    private static byte[] checked(byte[] head) throws BadMessageException {
        for (int i = 0; i < head.length; i++) {
            boolean lineFeed = head[i] == '\n';
            boolean closing = lineFeed && i > 0 && head[i - 1] == '\r';
            if (head[i] == 0 || (lineFeed && !closing)) {
                throw new BadMessageException(400, "control character in a header field");
            }
        }
        return head;
    }

    static Http2Headers response(ResponseHead head) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        headers.status(Integer.toString(head.status()));
        head.forEachEndToEnd((name, value) -> headers.add(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }
}
