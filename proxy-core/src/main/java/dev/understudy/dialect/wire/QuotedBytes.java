package dev.understudy.dialect.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Single values of JSON, read from bytes without a parser; what is in any way doubtful is left to the parser. */
final class QuotedBytes {
    /** Any count of so many digits fits into a long. */
    private static final int MOST_DIGITS = 18;

    private QuotedBytes() {}

    /** Where the quote stands that ends the string which begins at {@code from}, or -1 where there is none. */
    static int endOfString(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte octet = bytes[i];
            if (octet == '"') {
                return i;
            }
            if (octet == '\\') {
                i++;
            } else if (octet >= 0 && octet < ' ') {
                return -1; // RFC 8259 section 7: control characters are escaped
            }
        }
        return -1;
    }

    /** The same for a string of plain ASCII; -1 also where it is anything else. */
    static int endOfPlain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte octet = bytes[i];
            if (octet == '"') {
                return i;
            }
            if (octet < ' ' || octet == '\\') {
                return -1;
            }
        }
        return -1;
    }

    /** Just behind a whole number of at least 0 as RFC 8259 section 6 writes it, or -1. */
    static int endOfCount(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        boolean leadingZero = end - from > 1 && bytes[from] == '0';
        return end == from || end - from > MOST_DIGITS || leadingZero ? -1 : end;
    }

    /** What stands between the quotes, or null where only the parser can say what that is. */
    static @Nullable String text(byte[] bytes, int from, int to) {
        boolean ascii = true;
        boolean escaped = false;
        for (int i = from; i < to; i++) {
            ascii &= bytes[i] >= 0;
            escaped |= bytes[i] == '\\';
        }
        if (ascii && !escaped) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (!ascii && text.indexOf('\uFFFD') >= 0) {
            return null; // most likely no UTF-8
        }
        return escaped ? unescaped(text) : text;
    }

    private static @Nullable String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char character = text.charAt(at++);
            if (character != '\\') {
                plain.append(character);
                continue;
            }
            int meant = at == text.length() ? -1 : meant(text, at);
            if (meant < 0) {
                return null;
            }
            plain.append((char) meant);
            at += text.charAt(at) == 'u' ? 5 : 1;
        }
        return plain.toString();
    }

    /** What the letter behind a backslash stands for, or -1. Half a surrogate pair stands for itself. */
    private static int meant(String text, int at) {
        return switch (text.charAt(at)) {
            case '"', '\\', '/' -> text.charAt(at);
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal(text, at + 1);
            default -> -1;
        };
    }

    private static int hexadecimal(String text, int from) {
        if (text.length() - from < 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            char character = text.charAt(i);
            int digit = character < 0x80 ? Character.digit(character, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
