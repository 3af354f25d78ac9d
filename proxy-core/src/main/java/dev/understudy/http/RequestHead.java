package dev.understudy.http;

import static dev.understudy.http.BadMessageException.badRequest;

import dev.understudy.exchange.Headers;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request head, checked, as the bytes it came in. Immutable once parsed and safe to read from any thread.
 */
public final class RequestHead {
    private static final String ASTERISK = "*";

    private final FieldBlock fields;
    private final HeadParser.Framing framing;
    private final String method;
    private final String target;
    private final @Nullable String authority;
    private final int minorVersion;

    private RequestHead(
            FieldBlock fields,
            HeadParser.Framing framing,
            String method,
            String target,
            @Nullable String authority,
            int minorVersion) {
        this.fields = fields;
        this.framing = framing;
        this.method = method;
        this.target = target;
        this.authority = authority;
        this.minorVersion = minorVersion;
    }

    /**
     * Parses a head that {@link HeadReader} found. The array belongs to the result from here on.
     *
     * @throws BadMessageException with the status to refuse it with
     */
    public static RequestHead parse(byte[] bytes) throws BadMessageException {
        int lineEnd = HeadParser.startLineEnd(bytes);
        int methodEnd = 0;
        while (methodEnd < lineEnd && Syntax.isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        int targetStart = methodEnd + 1;
        int targetEnd = targetStart;
        while (targetEnd < lineEnd && Syntax.isTarget(bytes[targetEnd])) {
            targetEnd++;
        }
        // RFC 9112 section 3: exactly one space on either side of the target.
        boolean shaped = methodEnd > 0
                && bytes[methodEnd] == ' '
                && targetEnd > targetStart
                && bytes[targetEnd] == ' '
                && lineEnd - targetEnd == 9;
        if (!shaped) {
            throw badRequest("bad request line");
        }
        int minor = version(bytes, targetEnd + 1);
        FieldBlock fields = new FieldBlock(bytes);
        HeadParser.Framing framing = HeadParser.fields(fields, lineEnd + 2, true);
        String method = method(bytes, methodEnd);
        if (method.equals("CONNECT")) {
            // A success would turn the connection into a tunnel (RFC 9110 section 9.3.6): not a reverse proxy's
            // business.
            throw new BadMessageException(501, "CONNECT is not served here");
        }
        if (framing.chunked && minor == 0) {
            // RFC 9112 section 6.1: HTTP/1.0 knows no chunks, so the framing is faulty.
            throw badRequest("Transfer-Encoding in an HTTP/1.0 request");
        }
        return withTarget(fields, framing, method, ascii(bytes, targetStart, targetEnd), minor);
    }

    private static RequestHead withTarget(
            FieldBlock fields, HeadParser.Framing framing, String method, String target, int minor)
            throws BadMessageException {
        if (target.indexOf('#') >= 0) {
            // No form of a target has a fragment (RFC 9112 section 3.2): one hop would take it for path or query, the
            // next leave it out.
            throw badRequest("fragment in the request target");
        }
        if (target.charAt(0) == '/' || (target.equals(ASTERISK) && method.equals("OPTIONS"))) {
            return new RequestHead(fields, framing, method, target, null, minor);
        }
        // Absolute form (RFC 9112 section 3.2.2): its authority stands in for Host.
        String lower = target.toLowerCase(Locale.ROOT);
        int scheme = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
        if (scheme < 0) {
            throw badRequest("bad request target");
        }
        int slash = target.indexOf('/', scheme);
        int query = target.indexOf('?', scheme);
        int authorityEnd = slash >= 0 && (query < 0 || slash < query) ? slash : query >= 0 ? query : target.length();
        if (authorityEnd == scheme) {
            throw badRequest("bad request target");
        }
        String rest = target.substring(authorityEnd);
        String origin = rest.startsWith("/") ? rest : "/" + rest;
        if (rest.isEmpty() && method.equals("OPTIONS")) {
            // RFC 9112 section 3.2.4: this is how the asterisk form looks to a proxy.
            origin = ASTERISK;
        }
        return new RequestHead(fields, framing, method, origin, target.substring(scheme, authorityEnd), minor);
    }

    private static int version(byte[] bytes, int at) throws BadMessageException {
        boolean http = bytes[at] == 'H'
                && bytes[at + 1] == 'T'
                && bytes[at + 2] == 'T'
                && bytes[at + 3] == 'P'
                && bytes[at + 4] == '/'
                && Syntax.isDigit(bytes[at + 5])
                && bytes[at + 6] == '.'
                && Syntax.isDigit(bytes[at + 7]);
        if (!http) {
            throw badRequest("bad HTTP version");
        }
        if (bytes[at + 5] != '1' || bytes[at + 7] > '1') {
            throw new BadMessageException(505, "HTTP version other than 1.0 and 1.1");
        }
        return bytes[at + 7] - '0';
    }

    private static String method(byte[] bytes, int end) {
        if (end == 4 && bytes[0] == 'P' && bytes[1] == 'O' && bytes[2] == 'S' && bytes[3] == 'T') {
            return "POST";
        }
        if (end == 3 && bytes[0] == 'G' && bytes[1] == 'E' && bytes[2] == 'T') {
            return "GET";
        }
        return ascii(bytes, 0, end);
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    public String method() {
        return method;
    }

    /** Origin form, byte for character. */
    public String target() {
        return target;
    }

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Host and port as the client named them, from an absolute target or the Host field; null when it named none. */
    public @Nullable String authority() {
        return authority != null ? authority : fields.first("host");
    }

    /** 0 or 1. */
    public int minorVersion() {
        return minorVersion;
    }

    public BodyFraming bodyFraming() {
        if (framing.chunked) {
            return BodyFraming.CHUNKED;
        }
        return framing.contentLength > 0 ? BodyFraming.LENGTH : BodyFraming.NONE;
    }

    /** -1 when there is none. */
    public long contentLength() {
        return framing.contentLength;
    }

    /** Whether the client wants the connection kept after this exchange (RFC 9112 section 9.3). */
    public boolean keepAlive() {
        return minorVersion == 1 ? !framing.close : framing.keepAlive && !framing.close;
    }

    /**
     * Asks to leave HTTP for another protocol. h2c is not one of them: RFC 9113 section 3.1 withdrew that upgrade; and
     * from an HTTP/1.0 client the field means nothing (RFC 9110 section 7.8).
     */
    public boolean upgrade() {
        String protocol = framing.upgrade && minorVersion == 1 ? fields.first("upgrade") : null;
        return protocol != null && !protocol.toLowerCase(Locale.ROOT).startsWith("h2c");
    }

    /** Whether its method means the same when it is sent again: RFC 9110 section 9.2.2. */
    public boolean idempotent() {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE" -> true;
            default -> false;
        };
    }

    /** Waits for a 100 (Continue). An HTTP/1.0 client cannot (RFC 9110 section 10.1.1). */
    public boolean expectsContinue() {
        return minorVersion == 1 && fields.first("expect") != null;
    }

    /** Another Understudy sent this as a mirrored request. */
    public boolean mirrored() {
        for (int field = 0; field < fields.size(); field++) {
            if (fields.kind(field) == FieldKind.LOOP) {
                return true;
            }
        }
        return false;
    }

    /** The first value of that name (given in lower case), or null. */
    public @Nullable String field(String lowerCase) {
        return fields.first(lowerCase);
    }

    /** The value of the only field of that name (given in lower case); null where there is none or more than one, or where it is longer. */
    public @Nullable String only(String lowerCase, int longest) {
        return fields.only(lowerCase, longest);
    }

    /** All fields, hop-by-hop ones included. */
    public Headers headers() {
        return fields.toHeaders();
    }

    /** Upper bound of what {@link #writeTo} writes, without what the route adds. */
    public int size() {
        return fields.bytes.length;
    }

    /** Writes the head as it goes upstream. Event loop of the destination buffer's owner. */
    public void writeTo(ByteBuf out, RequestRewrite rewrite) {
        HeadWriter.ascii(out, method);
        out.writeByte(' ');
        if (!target.equals(ASTERISK)) {
            out.writeBytes(rewrite.pathPrefix());
        }
        HeadWriter.ascii(out, rewrite.target(target));
        out.writeBytes(HeadWriter.HTTP_1_1_CRLF);
        if (framing.hosts == 0) {
            out.writeBytes(rewrite.hostLine());
        }
        boolean upgrade = upgrade();
        int from = -1;
        for (int field = 0; field < fields.size(); field++) {
            if (keeps(field, upgrade, rewrite)) {
                from = from < 0 ? fields.lineStart(field) : from;
                continue;
            }
            from = HeadWriter.flush(out, fields, from, field);
            if (fields.kind(field) == FieldKind.HOST) {
                out.writeBytes(rewrite.hostLine());
            }
        }
        HeadWriter.flush(out, fields, from, fields.size());
        if (upgrade) {
            out.writeBytes(HeadWriter.CONNECTION_UPGRADE);
        }
        out.writeBytes(rewrite.addedLines());
        if (rewrite.contentLength() >= 0) {
            HeadWriter.contentLength(out, rewrite.contentLength());
        }
        out.writeShort(HeadWriter.CRLF);
    }

    private boolean keeps(int field, boolean upgrade, RequestRewrite rewrite) {
        return switch (fields.kind(field)) {
            case END_TO_END -> !rewrite.replaces(fields, field);
            case LOOP -> true;
            // Whoever rewrites a body has it already, and an HTTP/1.0 client takes no 100.
            case EXPECT -> rewrite.contentLength() < 0 && minorVersion == 1;
            case CONTENT_LENGTH, TRANSFER_ENCODING -> rewrite.contentLength() < 0;
            case UPGRADE -> upgrade;
            case HOST, CONNECTION, HOP_BY_HOP -> false;
        };
    }
}
