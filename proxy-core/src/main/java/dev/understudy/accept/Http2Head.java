package dev.understudy.accept;

import dev.understudy.http.BadMessageException;
import dev.understudy.http.RequestHead;
import dev.understudy.http.ResponseHead;
import dev.understudy.http.TrailerFields;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        head.append(clean(headers.method()))
                .append(' ')
                .append(clean(headers.path()))
                .append(" HTTP/1.1\r\n");
        boolean hasAuthority = headers.authority() != null;
        if (hasAuthority) {
            line(head, "host", headers.authority());
        }
        boolean cookies = false;
        for (Map.Entry<CharSequence, CharSequence> field : headers) {
            CharSequence name = field.getKey();
            if (name.charAt(0) == ':' || (hasAuthority && "host".contentEquals(name))) {
                continue;
            }
            if (!"cookie".contentEquals(name)) {
                line(head, name, field.getValue());
            } else if (!cookies) {
                // RFC 9113 section 8.2.3: what was taken apart to compress better is one field for HTTP/1.1.
                cookies = true;
                line(head, name, String.join("; ", headers.getAll("cookie")));
            }
        }
        if (chunked) {
            head.append("transfer-encoding: chunked\r\n");
        }
        head.append("\r\n");
        return RequestHead.parse(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The end of a chunked body, trailers included but those that may not be any: it is written anew, so they can be left out. */
    static byte[] lastChunk(Http2Headers trailers) throws BadMessageException {
        StringBuilder last = new StringBuilder(64).append("0\r\n");
        for (Map.Entry<CharSequence, CharSequence> field : trailers) {
            CharSequence name = field.getKey();
            if (name.charAt(0) != ':' && !TrailerFields.isMisplaced(name)) {
                line(last, name, field.getValue());
            }
        }
        return last.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void line(StringBuilder out, CharSequence name, CharSequence value) throws BadMessageException {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == ':') {
                throw new BadMessageException(400, "bad header field name");
            }
        }
        out.append(clean(name)).append(": ").append(clean(value)).append("\r\n");
    }

    /** A line break inside a part would become a line of its own: RFC 9113 section 8.2.1 calls that malformed. */
    private static CharSequence clean(@Nullable CharSequence part) throws BadMessageException {
        if (part == null) {
            throw new BadMessageException(400, "a pseudo-header field is missing");
        }
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
                throw new BadMessageException(400, "control character in a header field");
            }
        }
        return part;
    }

    static Http2Headers response(ResponseHead head) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        headers.status(Integer.toString(head.status()));
        head.forEachEndToEnd((name, value) -> headers.add(name.toLowerCase(Locale.ROOT), value));
        return headers;
    }

    /**
     * Trailers of a chunked body, as their lines came: {@code name: value CRLF …}. Checked when they passed the scanner. Fields about a
     * connection may not be in HTTP/2 at all (RFC 9113 section 8.2.2).
     */
    static Http2Headers trailers(String lines) {
        Http2Headers headers = new DefaultHttp2Headers(false);
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && !TrailerFields.isMisplaced(line.substring(0, colon))) {
                headers.add(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }
}
