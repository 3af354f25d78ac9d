package dev.understudy.privacy;

import java.util.Locale;

/** Data in base64 inside of a URL (RFC 2397). */
final class DataUrls {
    private static final int LONGEST_HEAD = 256;

    private DataUrls() {}

    /** Nothing but base64 behind the comma: otherwise it is a text that begins like one. */
    static boolean isOne(String text) {
        if (!text.startsWith("data:")) {
            return false;
        }
        int comma = text.indexOf(',');
        if (comma < 0
                || comma > LONGEST_HEAD
                || !text.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
            return false;
        }
        for (int i = comma + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Characters.isBase64Url(c) && c != '+' && c != '/' && c != '=') {
                return false;
            }
        }
        return true;
    }
}
