package dev.understudy.compare;

/**
 * How comparators speak to people: one short line, however long, odd or hostile the answers are. Explanations end up in
 * terminals, logs and pages.
 */
public final class Wording {
    /** No explanation is longer, in characters. */
    public static final int EXPLANATION_LIMIT = 200;

    private static final char UNPRINTABLE = '\uFFFD';

    private Wording() {}

    /** {@code text} as one line of at most {@code limit} characters; see {@link #excerpt(String, int, int, int)}. */
    public static String excerpt(String text, int limit) {
        return excerpt(text, 0, text.length(), limit);
    }

    /**
     * A part of a text as one line of at most {@code limit} characters. Runs of white space become one space; what could
     * move a cursor or turn the line around (controls, bidirectional overrides) and halves of surrogate pairs become
     * U+FFFD; a cut shows as an ellipsis.
     */
    public static String excerpt(String text, int start, int end, int limit) {
        StringBuilder line = new StringBuilder(Math.min(end - start, limit));
        boolean space = false;
        int position = start;
        while (position < end) {
            char unit = text.charAt(position);
            // Most are single and plain: their kind costs no look-up.
            boolean plain = unit > ' ' && unit < 0x7F;
            int codePoint = plain ? unit : text.codePointAt(position);
            position += plain ? 1 : Character.charCount(codePoint);
            if (!plain && isSpace(codePoint)) {
                space = true;
                continue;
            }
            int needed = (plain ? 1 : Character.charCount(codePoint)) + (space ? 1 : 0);
            if (line.length() + needed > limit - (position < end ? 1 : 0)) {
                return line.append('…').toString();
            }
            if (space && line.length() > 0) {
                line.append(' ');
            }
            space = false;
            line.appendCodePoint(plain || isPrintable(codePoint) ? codePoint : UNPRINTABLE);
        }
        return line.toString();
    }

    /** {@code 0 %}, {@code <1 %}, {@code 42 %}. */
    public static String percent(double fraction) {
        long rounded = Math.round(fraction * 100);
        return rounded == 0 && fraction > 0 ? "<1 %" : rounded + " %";
    }

    /** A factor: {@code 1.8}. */
    public static String factor(double value) {
        return Double.toString(Math.round(value * 10) / 10.0);
    }

    /** {@code 240 ms}, {@code 1.25 s}. */
    public static String seconds(double seconds) {
        return seconds < 1 ? Math.round(seconds * 1000) + " ms" : Math.round(seconds * 100) / 100.0 + " s";
    }

    /** Unicode white space, NEL and the no-break spaces included. */
    public static boolean isSpace(int codePoint) {
        if (codePoint < 128) {
            return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
        }
        return codePoint == 0x85 || Character.isSpaceChar(codePoint);
    }

    private static boolean isPrintable(int codePoint) {
        boolean turnsText =
                (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        boolean halfPair = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return !Character.isISOControl(codePoint) && !turnsText && !halfPair;
    }
}
