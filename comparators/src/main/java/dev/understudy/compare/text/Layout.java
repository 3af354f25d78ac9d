package dev.understudy.compare.text;

import dev.understudy.compare.Reading;
import java.util.Locale;

/** The Markdown of a text, counted by kind of element. One pass over its lines; immutable once read. */
final class Layout {
    /** What is counted. */
    enum Element {
        HEADINGS,
        BULLETS,
        NUMBERED,
        CODE_BLOCKS,
        TABLE_ROWS,
        QUOTES,
        BOLD,
        PARAGRAPHS;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Behind the end of every line. */
    private static final int NOWHERE = Integer.MAX_VALUE - 1;

    private final int[] counts = new int[Element.values().length];
    private boolean inCode;
    private boolean inParagraph;
    /** The first sign of bold type from the line on that is being read, so that the text is searched for it once. */
    private int nextBold;

    private Layout(String text) {
        nextBold = boldFrom(text, 0);
    }

    static Layout of(Reading reading) {
        return reading.once(Layout.class, read -> of(read.visible()));
    }

    static Layout of(String text) {
        Layout layout = new Layout(text);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            layout.line(text, start, end);
            start = end + 1;
        }
        return layout;
    }

    int count(Element element) {
        return counts[element.ordinal()];
    }

    private void line(String text, int start, int end) {
        int first = start;
        while (first < end && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (text.startsWith("```", first) || text.startsWith("~~~", first)) {
            count(Element.CODE_BLOCKS, inCode ? 0 : 1);
            inCode = !inCode;
            inParagraph = false;
        } else if (!inCode) {
            prose(text, first, end);
        }
    }

    private void prose(String text, int first, int end) {
        if (first == end) {
            inParagraph = false;
            return;
        }
        Element element = element(text, first, end);
        if (element == Element.PARAGRAPHS) {
            count(element, inParagraph ? 0 : 1);
            inParagraph = true;
        } else {
            count(element, 1);
            inParagraph = false;
        }
        bold(text, first, end);
    }

    private static Element element(String text, int first, int end) {
        char unit = text.charAt(first);
        boolean spaced = first + 1 < end && text.charAt(first + 1) == ' ';
        if (unit == '#') {
            int after = first;
            while (after < end && text.charAt(after) == '#') {
                after++;
            }
            return after - first <= 6 && after < end && text.charAt(after) == ' '
                    ? Element.HEADINGS
                    : Element.PARAGRAPHS;
        }
        if (spaced && (unit == '-' || unit == '*' || unit == '+' || unit == '•')) {
            return Element.BULLETS;
        }
        if (unit == '|') {
            return Element.TABLE_ROWS;
        }
        if (unit == '>') {
            return Element.QUOTES;
        }
        return isNumbered(text, first, end) ? Element.NUMBERED : Element.PARAGRAPHS;
    }

    private static boolean isNumbered(String text, int first, int end) {
        int after = first;
        while (after < end && after - first < 4 && text.charAt(after) >= '0' && text.charAt(after) <= '9') {
            after++;
        }
        boolean sign = after < end && (text.charAt(after) == '.' || text.charAt(after) == ')');
        return after > first && sign && after + 1 < end && text.charAt(after + 1) == ' ';
    }

    private void bold(String text, int first, int end) {
        if (nextBold < first) {
            nextBold = boldFrom(text, first);
        }
        int signs = 0;
        while (nextBold + 1 < end) {
            signs++;
            nextBold = boldFrom(text, nextBold + 2);
        }
        count(Element.BOLD, signs / 2);
    }

    private static int boldFrom(String text, int from) {
        int at = text.indexOf("**", from);
        return at < 0 ? NOWHERE : at;
    }

    private void count(Element element, int more) {
        counts[element.ordinal()] += more;
    }
}
