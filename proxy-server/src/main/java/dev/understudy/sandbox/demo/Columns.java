package dev.understudy.sandbox.demo;

import java.util.ArrayList;
import java.util.List;

/** Text in columns of a terminal: what it takes, how to cut and to wrap it. */
final class Columns {
    private Columns() {}

    /** One line without control and formatting characters. */
    static String harmless(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t' || c == '\r') {
                line.append(' ');
            } else if (!Character.isISOControl(c)
                    && Character.getType(c) != Character.FORMAT
                    && Character.getType(c) != Character.SURROGATE) {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** 0 for marks that combine, 2 for East Asian wide characters and emoji, else 1; an approximation of wcwidth. */
    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
        return wide ? 2 : 1;
    }

    /** How many characters from the start fit into that many columns. */
    private static int fitting(String text, int width) {
        int left = width;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            left -= width(c);
            if (left < 0) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    /** At most {@code width} columns, with an ellipsis where something is missing. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        return width <= 0 ? "" : text.substring(0, fitting(text, width - 1)) + "…";
    }

    /** At most {@code lines} lines, broken at spaces where that is possible; the last is cut. */
    static List<String> wrap(String text, int width, int lines) {
        List<String> wrapped = new ArrayList<>();
        String rest = harmless(text).strip();
        while (wrapped.size() < lines - 1 && width(rest) > width) {
            int fits = Math.max(1, fitting(rest, width));
            int space = rest.lastIndexOf(' ', fits);
            int end = space > width / 2 ? space : fits;
            wrapped.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        wrapped.add(cut(rest, width));
        return wrapped;
    }

    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }
}
