package dev.understudy.http;

import static dev.understudy.http.BadMessageException.badRequest;

import java.util.Locale;

/** Reads the fields of a head, strictly: RFC 9112 section 5, with everything refused that two parsers could read differently. */
final class HeadParser {
    private static final int MAX_FIELDS = 256;
    private static final int LONGEST_LENGTH = 18;

    /** Each is compared with every field, so a head full of them would cost far more than it cost to send. */
    private static final int MAX_NOMINATIONS = 64;

    private HeadParser() {}

    /** What the framing fields of a head say. */
    static final class Framing {
        long contentLength = -1;
        boolean chunked;
        boolean close;
        boolean keepAlive;
        boolean upgrade;
        int hosts;
    }

    /**
     * The end of the start line: the offset of its CR.
     *
     * @throws BadMessageException when that CR stands alone
     */
    static int startLineEnd(byte[] head) throws BadMessageException {
        int at = 0;
        while (head[at] != '\r') {
            at++;
        }
        if (head[at + 1] != '\n') {
            throw badRequest("bare carriage return in the start line");
        }
        return at;
    }

    /** Parses all field lines from {@code from} to the empty line. */
    static Framing fields(FieldBlock fields, int from, boolean request) throws BadMessageException {
        byte[] bytes = fields.bytes;
        Framing framing = new Framing();
        int at = from;
        int end = bytes.length - 2;
        while (at < end) {
            at = field(fields, at, end, framing, request);
            if (fields.size() > MAX_FIELDS) {
                throw new BadMessageException(431, "more than " + MAX_FIELDS + " header fields");
            }
        }
        if (framing.chunked && framing.contentLength >= 0) {
            // RFC 9112 section 6.3: "ought to be handled as an error", the classic of request smuggling.
            throw badRequest("both Content-Length and Transfer-Encoding");
        }
        nominations(fields);
        return framing;
    }

    private static int field(FieldBlock fields, int lineStart, int end, Framing framing, boolean request)
            throws BadMessageException {
        byte[] bytes = fields.bytes;
        int colon = lineStart;
        while (colon < end && Syntax.isToken(bytes[colon])) {
            colon++;
        }
        if (colon == lineStart || colon >= end || bytes[colon] != ':') {
            boolean folded = bytes[lineStart] == ' ' || bytes[lineStart] == '\t';
            throw badRequest(folded ? "folded header line" : "bad header field name");
        }
        int value = colon + 1;
        while (bytes[value] == ' ' || bytes[value] == '\t') {
            value++;
        }
        int lineEnd = value;
        while (Syntax.isFieldValue(bytes[lineEnd])) {
            lineEnd++;
        }
        if (bytes[lineEnd] != '\r' || bytes[lineEnd + 1] != '\n') {
            throw badRequest("control character in a header field value");
        }
        int valueEnd = lineEnd;
        while (valueEnd > value && (bytes[valueEnd - 1] == ' ' || bytes[valueEnd - 1] == '\t')) {
            valueEnd--;
        }
        int index = fields.size();
        FieldKind kind = fields.add(lineStart, colon, value, valueEnd);
        if (kind != FieldKind.END_TO_END) {
            note(fields, index, kind, framing, request);
        }
        return lineEnd + 2;
    }

    private static void note(FieldBlock fields, int field, FieldKind kind, Framing framing, boolean request)
            throws BadMessageException {
        switch (kind) {
            case CONTENT_LENGTH -> contentLength(fields, field, framing);
            case TRANSFER_ENCODING -> transferEncoding(fields, field, framing, request);
            case CONNECTION -> connection(fields, field, framing);
            case HOST -> {
                if (request) {
                    host(fields, field, framing);
                }
            }
            case UPGRADE, EXPECT, HOP_BY_HOP, LOOP, END_TO_END -> {}
        }
    }

    /** RFC 9112 section 3.2: two of them, or one that is no host and port, are refused. An empty one may be. */
    private static void host(FieldBlock fields, int field, Framing framing) throws BadMessageException {
        if (++framing.hosts > 1) {
            throw badRequest("more than one Host");
        }
        for (int i = fields.valueStart(field); i < fields.valueEnd(field); i++) {
            if (!Syntax.isAuthority(fields.bytes[i])) {
                throw badRequest("bad Host");
            }
        }
    }

    private static void contentLength(FieldBlock fields, int field, Framing framing) throws BadMessageException {
        if (framing.contentLength >= 0) {
            // Also when they agree: RFC 9110 section 8.6 allows refusing, and nothing honest sends it.
            throw badRequest("more than one Content-Length");
        }
        int start = fields.valueStart(field);
        int end = fields.valueEnd(field);
        if (start == end || end - start > LONGEST_LENGTH) {
            throw badRequest("bad Content-Length");
        }
        long length = 0;
        for (int i = start; i < end; i++) {
            if (!Syntax.isDigit(fields.bytes[i])) {
                throw badRequest("bad Content-Length");
            }
            length = length * 10 + (fields.bytes[i] - '0');
        }
        framing.contentLength = length;
    }

    /**
     * Only {@code chunked}, once. Other codings would have to be undone by whoever frames the next hop (RFC 9112 section
     * 6.1 asks for 501), and no HTTP client uses them.
     */
    private static void transferEncoding(FieldBlock fields, int field, Framing framing, boolean request)
            throws BadMessageException {
        if (framing.chunked || !fields.valueIs(field, "chunked")) {
            throw new BadMessageException(request ? 501 : 502, "Transfer-Encoding other than chunked");
        }
        framing.chunked = true;
    }

    private static void connection(FieldBlock fields, int field, Framing framing) {
        byte[] bytes = fields.bytes;
        int end = fields.valueEnd(field);
        int at = fields.valueStart(field);
        while (at < end) {
            int tokenEnd = at;
            while (tokenEnd < end && bytes[tokenEnd] != ',') {
                tokenEnd++;
            }
            int trimmed = tokenEnd;
            while (trimmed > at && (bytes[trimmed - 1] == ' ' || bytes[trimmed - 1] == '\t')) {
                trimmed--;
            }
            framing.close |= Syntax.equalsIgnoreCase(bytes, at, trimmed, "close");
            framing.keepAlive |= Syntax.equalsIgnoreCase(bytes, at, trimmed, "keep-alive");
            framing.upgrade |= Syntax.equalsIgnoreCase(bytes, at, trimmed, "upgrade");
            at = tokenEnd + 1;
            while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
                at++;
            }
        }
    }

    /** What Connection names is for this hop only (RFC 9110 section 7.6.1), wherever the field stands. */
    private static void nominations(FieldBlock fields) throws BadMessageException {
        int nominated = 0;
        for (int field = 0; field < fields.size(); field++) {
            if (fields.kind(field) == FieldKind.CONNECTION && !isPlain(fields, field)) {
                String[] names = fields.value(field).toLowerCase(Locale.ROOT).split(",", -1);
                nominated += names.length;
                if (nominated > MAX_NOMINATIONS) {
                    throw badRequest("more than " + MAX_NOMINATIONS + " options in Connection");
                }
                for (String name : names) {
                    fields.nominate(name.strip());
                }
            }
        }
    }

    private static boolean isPlain(FieldBlock fields, int field) {
        return fields.valueIs(field, "keep-alive")
                || fields.valueIs(field, "close")
                || fields.valueIs(field, "upgrade");
    }
}
