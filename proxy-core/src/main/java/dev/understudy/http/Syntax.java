package dev.understudy.http;

/** Character classes of RFC 9110 sections 5.6.2 and 5.5 and RFC 3986 section 3.2, as tables, and comparison without case. */
final class Syntax {
    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] FIELD_VALUE = new boolean[256];
    private static final boolean[] AUTHORITY = new boolean[256];

    static {
        for (int c = 0; c < 256; c++) {
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            TOKEN[c] = alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
            // RFC 3986 section 3.2, without user information.
            AUTHORITY[c] = alphanumeric || "-._~%!$&'()*+,;=:[]".indexOf(c) >= 0;
            // VCHAR, SP, HTAB and obs-text; no other control character, NUL and bare CR above all.
            FIELD_VALUE[c] = c == '\t' || (c >= 0x20 && c != 0x7f);
        }
    }

    private Syntax() {}

    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** A character of a host and port. */
    static boolean isAuthority(byte b) {
        return AUTHORITY[b & 0xff];
    }

    static boolean isFieldValue(byte b) {
        return FIELD_VALUE[b & 0xff];
    }

    /** Visible characters; bytes above ASCII too, because clients do send raw UTF-8 paths and we pass them on as they are. */
    static boolean isTarget(byte b) {
        int c = b & 0xff;
        return c > 0x20 && c != 0x7f;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** Whether {@code bytes[from, to)} is this name, given in lower case. */
    static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            if (c >= 'A' && c <= 'Z') {
                c |= 0x20;
            }
            if (c != lowerCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
