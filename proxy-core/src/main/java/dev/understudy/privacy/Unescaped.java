package dev.understudy.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text as a reader would see it who undoes what writers do to it: JSON escapes ({@code \u0040}), percent encoding
 * ({@code %40}), character references ({@code &#64;}), full-width forms, digits of other scripts, and characters that cannot
 * be seen. Each character knows the place that it came from, so that what is found can be replaced in the text as it is.
 */
final class Unescaped {
    private static final int LONGEST_REFERENCE = 8;
    /** What makes a backslash before it more than a backslash. */
    private static final String ESCAPED = "\\unrt\"/";

    final String text;
    private final int[] places;

    private Unescaped(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    /** Null where the text is what it says already. */
    static @Nullable Unescaped of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i)) && stands(text, i)) {
                return new Reader(text, i).read();
            }
        }
        return null;
    }

    /**
     * Whether what is not plain may stand for something here: a percent sign behind a number or an ampersand between two
     * words does not, and a copy of a long text is dear.
     */
    private static boolean stands(String text, int at) {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
        return switch (c) {
            case '%' -> Characters.isHex(next);
            case '&' -> next == '#' || next == 'c';
            case '\\' -> ESCAPED.indexOf(next) >= 0;
            default -> simple(c) != c;
        };
    }

    /** The same matches in the text as it is. */
    List<Match> placed(List<Match> matches) {
        List<Match> placed = new ArrayList<>(matches.size());
        for (Match match : matches) {
            placed.add(match.at(places[match.start()], places[match.end()]));
        }
        return placed;
    }

    /** Whether a character never stands for anything but itself. */
    static boolean isPlain(char c) {
        if (c < 128) {
            return c != '\\' && c != '%' && c != '&';
        }
        return c != '\u00ad' && c < 0x0660
                || c >= 0x2030 && c < 0x2060 && c != '\u2044'
                || c >= 0x3000 && c < 0xd800
                || c >= 0x06fa && c < 0x0966
                || c == '\u2013'
                || c == '\u2014'
                || c >= '\u2018' && c <= '\u2026';
    }

    /** What stands for a character of ASCII, {@code '\0'} for what cannot be seen, or the character itself. */
    private static char simple(char c) {
        if (c < 128) {
            return c;
        }
        if (c >= '\uff01' && c <= '\uff5e') {
            return (char) (c - 0xff01 + 0x21);
        }
        boolean hidden = c == '\u00ad' || c >= '\u200b' && c <= '\u200f' || c == '\u2060' || c == '\ufeff';
        if (hidden || c >= '\ufe00' && c <= '\ufe0f') {
            return '\0';
        }
        if (c == '\u2010' || c == '\u2011' || c == '\u2012' || c == '\u2212') {
            return '-';
        }
        int digit = Character.digit(c, 10);
        return digit >= 0 ? (char) ('0' + digit) : c;
    }

    /** Reads once from beginning to end. */
    private static final class Reader {
        private final String from;
        private final StringBuilder to;
        private int[] places;
        private boolean differs;
        private int at;

        Reader(String from, int start) {
            this.from = from;
            this.to = new StringBuilder(from.length()).append(from, 0, start);
            this.places = new int[from.length() + 1];
            for (int i = 0; i < start; i++) {
                places[i] = i;
            }
            this.at = start;
        }

        @Nullable
        Unescaped read() {
            while (at < from.length()) {
                char c = from.charAt(at);
                switch (c) {
                    case '\\' -> backslash();
                    case '%' -> percent();
                    case '&' -> reference();
                    default -> one(simple(c), 1);
                }
            }
            places[to.length()] = from.length();
            return differs ? new Unescaped(to.toString(), Arrays.copyOf(places, to.length() + 1)) : null;
        }

        /** The next characters stand for this one; for none if it is NUL. */
        private void one(char c, int length) {
            differs |= length != 1 || c != from.charAt(at);
            if (c != '\0') {
                places[to.length()] = at;
                to.append(c);
            }
            at += length;
        }

        /** RFC 8259 section 7; also of a string in a string, whose backslashes are doubled. */
        private void backslash() {
            int next = at;
            while (next < from.length() && from.charAt(next) == '\\' && next - at < LONGEST_REFERENCE) {
                next++;
            }
            int slashes = next - at;
            char letter = next < from.length() ? from.charAt(next) : '\0';
            if (letter == 'u') {
                int code = number(next + 1, next + 5, 16);
                if (code >= 0) {
                    one(simple((char) code), slashes + 5);
                    return;
                }
            }
            switch (letter) {
                case 'n', 'r' -> one('\n', slashes + 1);
                case 't' -> one('\t', slashes + 1);
                case '"', '/' -> one(letter, slashes + 1);
                default -> one('\\', slashes);
            }
        }

        /** RFC 3986 section 2.1, characters of ASCII only: the others do not make anything of what is around them. */
        private void percent() {
            int code = number(at + 1, at + 3, 16);
            if (code > ' ' && code < 127) {
                one((char) code, 3);
            } else {
                one('%', 1);
            }
        }

        /** A numeric character reference of HTML, or the name of the at sign. */
        private void reference() {
            if (from.startsWith("&commat;", at)) {
                one('@', 8);
                return;
            }
            int end = at;
            while (end < from.length() && end - at <= LONGEST_REFERENCE && from.charAt(end) != ';') {
                end++;
            }
            boolean closed = end < from.length() && from.charAt(end) == ';';
            if (!closed || !from.startsWith("&#", at)) {
                one('&', 1);
                return;
            }
            boolean hexadecimal = from.startsWith("&#x", at) || from.startsWith("&#X", at);
            int code = number(at + (hexadecimal ? 3 : 2), end, hexadecimal ? 16 : 10);
            if (code >= ' ' && code < 0xd800) {
                one(simple((char) code), end + 1 - at);
            } else {
                one('&', 1);
            }
        }

        /** -1 for what is none. */
        private int number(int start, int end, int radix) {
            if (end > from.length() || start >= end) {
                return -1;
            }
            int number = 0;
            for (int i = start; i < end; i++) {
                int digit = from.charAt(i) < 128 ? Character.digit(from.charAt(i), radix) : -1;
                if (digit < 0) {
                    return -1;
                }
                number = number * radix + digit;
            }
            return number;
        }
    }
}
