package dev.understudy.http;

/**
 * The fields a proxy has to know by name. Everything else is {@link #END_TO_END} and passes as it is. The hop-by-hop
 * fields are those of RFC 9110 section 7.6.1.
 */
enum FieldKind {
    END_TO_END,
    HOST,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    CONNECTION,
    UPGRADE,
    EXPECT,
    /** Keep-Alive, Proxy-Connection, TE, HTTP2-Settings, and whatever Connection nominates. */
    HOP_BY_HOP,
    /** The mark of a mirrored request. */
    LOOP;

    /** Decided by length first: most names match none, and that is found in one comparison. */
    static FieldKind of(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 2 -> is(bytes, from, to, "te") ? HOP_BY_HOP : END_TO_END;
            case 4 -> is(bytes, from, to, "host") ? HOST : END_TO_END;
            case 6 -> is(bytes, from, to, "expect") ? EXPECT : END_TO_END;
            case 7 -> is(bytes, from, to, "upgrade") ? UPGRADE : END_TO_END;
            case 10 -> ofLength10(bytes, from, to);
            case 14 -> ofLength14(bytes, from, to);
            case 16 -> is(bytes, from, to, "proxy-connection") ? HOP_BY_HOP : END_TO_END;
            case 17 -> is(bytes, from, to, "transfer-encoding") ? TRANSFER_ENCODING : END_TO_END;
            case 19 -> is(bytes, from, to, dev.understudy.exchange.LoopHeader.NAME) ? LOOP : END_TO_END;
            default -> END_TO_END;
        };
    }

    private static FieldKind ofLength10(byte[] bytes, int from, int to) {
        if (is(bytes, from, to, "connection")) {
            return CONNECTION;
        }
        return is(bytes, from, to, "keep-alive") ? HOP_BY_HOP : END_TO_END;
    }

    private static FieldKind ofLength14(byte[] bytes, int from, int to) {
        if (is(bytes, from, to, "content-length")) {
            return CONTENT_LENGTH;
        }
        return is(bytes, from, to, "http2-settings") ? HOP_BY_HOP : END_TO_END;
    }

    private static boolean is(byte[] bytes, int from, int to, String name) {
        return Syntax.equalsIgnoreCase(bytes, from, to, name);
    }
}
