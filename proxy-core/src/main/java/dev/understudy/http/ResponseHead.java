package dev.understudy.http;

import static dev.understudy.http.BadMessageException.badRequest;

import dev.understudy.exchange.Headers;
import io.netty.buffer.ByteBuf;

/** A response head, checked, as the bytes it came in. Immutable once parsed and safe to read from any thread. */
public final class ResponseHead {
    private final FieldBlock fields;
    private final HeadParser.Framing framing;
    private final int status;
    private final int minorVersion;
    private final int statusStart;
    private final int lineEnd;

    private ResponseHead(
            FieldBlock fields, HeadParser.Framing framing, int status, int minorVersion, int statusStart, int lineEnd) {
        this.fields = fields;
        this.framing = framing;
        this.status = status;
        this.minorVersion = minorVersion;
        this.statusStart = statusStart;
        this.lineEnd = lineEnd;
    }

    /**
     * Parses a head that {@link HeadReader} found. The array belongs to the result from here on.
     *
     * @throws BadMessageException when it is not a valid response (RFC 9112 section 4)
     */
    public static ResponseHead parse(byte[] bytes) throws BadMessageException {
        int lineEnd = HeadParser.startLineEnd(bytes);
        boolean shaped = lineEnd >= 12
                && bytes[0] == 'H'
                && bytes[1] == 'T'
                && bytes[2] == 'T'
                && bytes[3] == 'P'
                && bytes[4] == '/'
                && bytes[5] == '1'
                && bytes[6] == '.'
                && (bytes[7] == '0' || bytes[7] == '1')
                && bytes[8] == ' '
                && Syntax.isDigit(bytes[9])
                && Syntax.isDigit(bytes[10])
                && Syntax.isDigit(bytes[11])
                // The reason phrase may be empty, and some servers leave its space out.
                && (lineEnd == 12 || bytes[12] == ' ');
        if (!shaped) {
            throw badRequest("bad status line");
        }
        int status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
        if (status < 100) {
            throw badRequest("bad status code");
        }
        for (int i = 12; i < lineEnd; i++) {
            if (!Syntax.isFieldValue(bytes[i])) {
                throw badRequest("control character in the status line");
            }
        }
        FieldBlock fields = new FieldBlock(bytes);
        HeadParser.Framing framing = HeadParser.fields(fields, lineEnd + 2, false);
        return new ResponseHead(fields, framing, status, bytes[7] - '0', 9, lineEnd);
    }

    public int status() {
        return status;
    }

    /** 1xx other than 101: more heads follow. */
    public boolean informational() {
        return status < 200 && status != 101;
    }

    /** How this response's body ends (RFC 9112 section 6.3, in its order). */
    public BodyFraming bodyFraming(String requestMethod) {
        if (requestMethod.equals("HEAD") || status < 200 || status == 204 || status == 304) {
            return BodyFraming.NONE;
        }
        if (framing.chunked) {
            return BodyFraming.CHUNKED;
        }
        if (framing.contentLength >= 0) {
            return framing.contentLength == 0 ? BodyFraming.NONE : BodyFraming.LENGTH;
        }
        return BodyFraming.UNTIL_CLOSE;
    }

    /** -1 when there is none. */
    public long contentLength() {
        return framing.contentLength;
    }

    /**
     * Whether the upstream keeps the connection after this response. Not after chunks in an HTTP/1.0 message, whose
     * framing is not to be trusted (RFC 9112 section 6.1).
     */
    public boolean keepAlive() {
        return minorVersion == 1 ? !framing.close : framing.keepAlive && !framing.close && !framing.chunked;
    }

    public Headers headers() {
        return fields.toHeaders();
    }

    /** End-to-end fields in order, for a client that is not spoken to in HTTP/1. */
    public void forEachEndToEnd(FieldVisitor visitor) {
        for (int field = 0; field < fields.size(); field++) {
            FieldKind kind = fields.kind(field);
            if (kind == FieldKind.END_TO_END
                    || kind == FieldKind.CONTENT_LENGTH
                    || kind == FieldKind.EXPECT
                    || kind == FieldKind.HOST
                    || kind == FieldKind.LOOP) {
                visitor.field(fields.name(field), fields.value(field));
            }
        }
    }

    /** Takes one field. */
    @FunctionalInterface
    public interface FieldVisitor {
        void field(String name, String value);
    }

    /** Upper bound of what {@link #writeTo} writes. */
    public int size() {
        return fields.bytes.length + HeadWriter.CONNECTION_KEEP_ALIVE.length;
    }

    /**
     * Writes the head as an HTTP/1 client gets it.
     *
     * @param keepChunked whether the body keeps its chunks; false for an HTTP/1.0 client
     * @param persistence what to say about the connection
     */
    public void writeTo(ByteBuf out, boolean keepChunked, Persistence persistence) {
        out.writeBytes(HeadWriter.STATUS_LINE);
        out.writeBytes(fields.bytes, statusStart, lineEnd - statusStart);
        out.writeShort(HeadWriter.CRLF);
        int from = -1;
        for (int field = 0; field < fields.size(); field++) {
            if (keeps(fields.kind(field), keepChunked)) {
                from = from < 0 ? fields.lineStart(field) : from;
            } else {
                from = HeadWriter.flush(out, fields, from, field);
            }
        }
        HeadWriter.flush(out, fields, from, fields.size());
        switch (persistence) {
            case UNSAID -> {}
            case KEEP_ALIVE -> out.writeBytes(HeadWriter.CONNECTION_KEEP_ALIVE);
            case CLOSE -> out.writeBytes(HeadWriter.CONNECTION_CLOSE);
            case UPGRADE -> out.writeBytes(HeadWriter.CONNECTION_UPGRADE);
        }
        out.writeShort(HeadWriter.CRLF);
    }

    private boolean keeps(FieldKind kind, boolean keepChunked) {
        return switch (kind) {
            case END_TO_END, CONTENT_LENGTH, EXPECT, HOST, LOOP -> true;
            case TRANSFER_ENCODING -> keepChunked;
            // Also names what a server would switch to (RFC 9110 section 7.8), on 101 and 426.
            case UPGRADE -> status == 101 || status == 426;
            case CONNECTION, HOP_BY_HOP -> false;
        };
    }

    /** What the Connection field towards the client says. */
    public enum Persistence {
        /** HTTP/1.1 keeps by default. */
        UNSAID,
        /** For HTTP/1.0 clients that asked. */
        KEEP_ALIVE,
        CLOSE,
        UPGRADE
    }
}
