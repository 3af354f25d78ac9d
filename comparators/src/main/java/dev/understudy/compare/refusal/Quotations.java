package dev.understudy.compare.refusal;

import java.util.Arrays;

/**
 * What a text cites and does not say itself: what stands in quotation marks, in a block quote, in code. Marks that look alike on
 * both sides open before a word and close behind one, so that inches and apostrophes open nothing; none closes beyond its
 * paragraph.
 */
final class Quotations {
    private static final String OPENING = "\"'`‘‚“„«‹「『";
    /** What closes each of those, in their order. */
    private static final String[] CLOSING = {"\"", "'", "`", "’", "‘’", "”", "“”", "»", "›", "」", "』"};
    /** The first of them that is no apostrophe or foot mark either, wherever it stands. */
    private static final int FIRST_TURNED = OPENING.indexOf('“');

    private static final String FENCE = "```";

    private Quotations() {}

    /**
     * The text with spaces in place of what it quotes; itself where it quotes nothing, and where it says nothing else: an
     * answer that stands in quotation marks as a whole is an answer.
     */
    static String without(String text) {
        char[] own = text.toCharArray();
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (end > at) {
                Arrays.fill(own, at, end, ' ');
            }
            at = Math.max(end, at + 1);
        }
        String rest = new String(own);
        return rest.chars().anyMatch(Character::isLetter) ? rest : text;
    }

    /** Where the quotation that begins there ends; 0 where none does. */
    private static int end(String text, int at) {
        boolean lineBegins = at == 0 || text.charAt(at - 1) == '\n';
        if (lineBegins && text.startsWith(FENCE, at)) {
            int close = text.indexOf("\n" + FENCE, at);
            return close < 0 ? text.length() : close + 1 + FENCE.length();
        }
        if (lineBegins && text.charAt(at) == '>') {
            int close = text.indexOf('\n', at);
            return close < 0 ? text.length() : close;
        }
        int mark = OPENING.indexOf(text.charAt(at));
        boolean turned = mark >= FIRST_TURNED;
        return mark >= 0 && (turned || opens(text, at)) ? closed(text, at, CLOSING[mark], turned) : 0;
    }

    private static boolean opens(String text, int at) {
        return (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                && at + 1 < text.length()
                && !Character.isWhitespace(text.charAt(at + 1));
    }

    private static int closed(String text, int at, String closing, boolean turned) {
        for (int i = at + 1; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '\n' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                return 0;
            }
            if (closing.indexOf(unit) >= 0 && (turned || closes(text, i))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean closes(String text, int at) {
        return !Character.isWhitespace(text.charAt(at - 1))
                && (at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1)));
    }
}
