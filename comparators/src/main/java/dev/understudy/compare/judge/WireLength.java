package dev.understudy.compare.judge;

/** How many bytes a text takes as a JSON string inside a JSON string in UTF-8, at most: how a judge's question travels. */
final class WireLength {
    private WireLength() {}

    static long of(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            length += of(text.charAt(i));
        }
        return length;
    }

    /** How many characters of a text fit, from its start; never half of a surrogate pair. */
    static int fitting(String text, long most) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            length += of(text.charAt(i));
            if (length > most) {
                return i > 0 && Character.isHighSurrogate(text.charAt(i - 1)) ? i - 1 : i;
            }
        }
        return text.length();
    }

    private static int of(char unit) {
        if (unit >= 0x80) {
            return 3;
        }
        if (unit < 0x20) {
            return unit == '\n' || unit == '\r' || unit == '\t' ? 3 : 7;
        }
        return unit == '"' || unit == '\\' ? 4 : 1;
    }
}
