package dev.understudy.accept;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recognises a client that speaks HTTP/2 with prior knowledge (RFC 9113 section 3.4). */
final class Http2Preface {
    /** The part of the preface that reads like an HTTP/1 head. */
    private static final byte[] START = "PRI * HTTP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Http2Preface() {}

    static boolean startsWith(byte[] head) {
        return Arrays.equals(head, START);
    }
}
