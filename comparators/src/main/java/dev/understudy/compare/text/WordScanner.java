package dev.understudy.compare.text;

import dev.understudy.compare.Wording;

/**
 * Steps through the tokens of a text. A token is a word (letters, digits, marks; with apostrophes between letters and
 * points or commas between digits, as in UAX #29), one character of a script that writes no spaces (Chinese, Japanese,
 * Thai, …), or one symbol. A small reading of UAX #29 instead of {@link java.text.BreakIterator}, which is slower and whose
 * dictionaries differ from one Java to the next. Not thread-safe.
 */
final class WordScanner {
    private static final byte SPACE = 0;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte SYMBOL = 3;
    /** A whole word in one character. */
    private static final byte SINGLE = 4;
    /** Belongs to the character before it. */
    private static final byte MARK = 5;

    private static final byte[] ASCII = asciiKinds();

    private final String text;
    private int start;
    private int end;
    private boolean word;

    WordScanner(String text) {
        this.text = text;
    }

    /** Moves to the next token; false at the end of the text. */
    boolean next() {
        int position = end;
        while (position < text.length()) {
            int kind = kindAt(position);
            if (kind != SPACE) {
                start = position;
                end = endOfToken(position, kind);
                word = kind != SYMBOL && kind != MARK;
                return true;
            }
            position++;
        }
        end = position;
        return false;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Whether the token is a word rather than a symbol. */
    boolean isWord() {
        return word;
    }

    private int endOfToken(int first, int firstKind) {
        boolean joins = firstKind == LETTER || firstKind == DIGIT;
        int lastKind = firstKind;
        int position = after(first);
        while (position < text.length()) {
            int kind = kindAt(position);
            if (kind == MARK) {
                position = after(position);
            } else if (joins && (kind == LETTER || kind == DIGIT)) {
                lastKind = kind;
                position = after(position);
            } else if (joins && joinsInside(position, lastKind)) {
                position++;
            } else {
                return position;
            }
        }
        return position;
    }

    /** {@code don't}, {@code 1,250.00}: the character belongs inside when the same kind stands on both sides of it. */
    private boolean joinsInside(int position, int kindBefore) {
        char unit = text.charAt(position);
        boolean apostrophe = kindBefore == LETTER && (unit == '\'' || unit == '’');
        boolean numeric = kindBefore == DIGIT && (unit == '.' || unit == ',');
        return (apostrophe || numeric) && position + 1 < text.length() && kindAt(position + 1) == kindBefore;
    }

    private int after(int position) {
        return text.charAt(position) < Character.MIN_HIGH_SURROGATE
                ? position + 1
                : position + Character.charCount(text.codePointAt(position));
    }

    private int kindAt(int position) {
        char unit = text.charAt(position);
        return unit < 128 ? ASCII[unit] : kindOf(Character.isHighSurrogate(unit) ? text.codePointAt(position) : unit);
    }

    private static byte kindOf(int codePoint) {
        if (Wording.isSpace(codePoint)) {
            return SPACE;
        }
        switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER:
            case Character.LOWERCASE_LETTER:
            case Character.TITLECASE_LETTER:
            case Character.MODIFIER_LETTER:
            case Character.OTHER_LETTER:
            case Character.LETTER_NUMBER:
            case Character.CONNECTOR_PUNCTUATION:
                return writesNoSpaces(codePoint) ? SINGLE : LETTER;
            case Character.DECIMAL_DIGIT_NUMBER:
                return DIGIT;
            case Character.NON_SPACING_MARK:
            case Character.COMBINING_SPACING_MARK:
            case Character.ENCLOSING_MARK:
            case Character.FORMAT:
                return MARK;
            default:
                return SYMBOL;
        }
    }

    private static boolean writesNoSpaces(int codePoint) {
        return (codePoint >= 0x0E00 && codePoint <= 0x0FFF) // Thai, Lao, Tibetan
                || (codePoint >= 0x1000 && codePoint <= 0x109F) // Myanmar
                || (codePoint >= 0x1780 && codePoint <= 0x17FF) // Khmer
                || (codePoint >= 0x3005 && codePoint <= 0x312F) // Hiragana, Katakana, Bopomofo
                || (codePoint >= 0x31F0 && codePoint <= 0x31FF) // Katakana extensions
                || (codePoint >= 0xFF66 && codePoint <= 0xFF9F) // half-width Katakana
                || Character.isIdeographic(codePoint);
    }

    private static byte[] asciiKinds() {
        byte[] kinds = new byte[128];
        for (char unit = 0; unit < kinds.length; unit++) {
            kinds[unit] = kindOf(unit);
        }
        return kinds;
    }
}
