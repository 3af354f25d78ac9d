package dev.understudy.compare.text;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

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

    private final Map<Element, Integer> counts = new EnumMap<>(Element.class);
    private boolean inCode;
    private boolean inParagraph;

    private Layout() {}

    static Layout of(String text) {
        Layout layout = new Layout();
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
        return counts.getOrDefault(element, 0);
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
        int signs = 0;
        for (int at = text.indexOf("**", first); at >= 0 && at + 1 < end; at = text.indexOf("**", at + 2)) {
            signs++;
        }
        count(Element.BOLD, signs / 2);
    }

    private void count(Element element, int more) {
        if (more > 0) {
            counts.merge(element, more, Integer::sum);
        }
    }
}
