package dev.understudy.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes HTML so that no text can become anything but text. Tag and attribute names are ours; everything else is escaped.
 * Not thread-safe.
 */
final class Html {
    private static final char UNPRINTABLE = '\uFFFD';

    private final Writer out;

    Html(Writer out) {
        this.out = out;
    }

    /** An opening tag; attributes as name, value, name, value. */
    Html open(String tag, String... attributes) {
        raw("<").raw(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            raw(" ").raw(attributes[i]).raw("=\"").text(attributes[i + 1]).raw("\"");
        }
        return raw(">");
    }

    Html close(String tag) {
        return raw("</").raw(tag).raw(">");
    }

    /** An element with nothing but text in it. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Text of anybody's. What could move, hide or turn around other text is shown as U+FFFD. */
    Html text(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            switch (codePoint) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isPrintable(codePoint) ? codePoint : UNPRINTABLE);
            }
        }
        return raw(safe.toString());
    }

    private static boolean isPrintable(int codePoint) {
        if (codePoint == '\n' || codePoint == '\t') {
            return true;
        }
        boolean turnsText =
                (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        boolean halfPair = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean nobody = (codePoint & 0xFFFE) == 0xFFFE;
        return !Character.isISOControl(codePoint) && !turnsText && !halfPair && !nobody;
    }

    /** Markup of ours. */
    Html raw(String markup) {
        try {
            out.write(markup);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
