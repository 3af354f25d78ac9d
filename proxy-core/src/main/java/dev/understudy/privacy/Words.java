package dev.understudy.privacy;

import java.util.Arrays;

/**
 * The words and numbers of a text in order, each with its shape, what the {@link Lexicon} says of it, and a hash that does not know case. An apostrophe between
 * letters belongs to the word, but for the one of a possessive; a hyphen does not. One thread.
 */
final class Words {
    static final byte LOWER = 1;
    static final byte CAPITALISED = 2;
    static final byte UPPER = 3;
    /** Capitals inside: camelCase, McDowell. */
    static final byte MIXED = 4;

    static final byte NUMBER = 5;
    /** Letters and digits. */
    static final byte ALPHANUMERIC = 6;

    private static final int USUAL_LENGTH = 4;
    private static final int MOST_AT_FIRST = 1 << 16;
    private static final byte IS_LETTER = 1;
    private static final byte IS_CAPITAL = 2;
    private static final byte IS_DIGIT = 4;
    private static final byte[] ASCII = ascii();

    final String text;
    private int count;
    private int[] starts;
    private int[] ends;
    private int[] hashes;
    private int[] cues;
    private byte[] shapes;
    private int allCues;
    private int[] numeric = new int[8];
    private int numericCount;

    private Words(String text) {
        this.text = text;
        int expected = Math.min(MOST_AT_FIRST, text.length() / USUAL_LENGTH + 4);
        this.starts = new int[expected];
        this.ends = new int[expected];
        this.hashes = new int[expected];
        this.cues = new int[expected];
        this.shapes = new byte[expected];
    }

    private static byte[] ascii() {
        byte[] table = new byte[128];
        for (char c = 0; c < 128; c++) {
            boolean capital = c >= 'A' && c <= 'Z';
            byte letter = Characters.isLetter(c) ? IS_LETTER : 0;
            table[c] = Characters.isDigit(c) ? IS_DIGIT : capital ? (byte) (letter | IS_CAPITAL) : letter;
        }
        return table;
    }

    static Words of(String text) {
        Words words = new Words(text);
        int at = 0;
        int length = text.length();
        while (at < length) {
            if (isPart(text.charAt(at))) {
                at = words.word(at);
            } else {
                at++;
            }
        }
        return words;
    }

    static int hash(String word) {
        int hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = step(hash, word.charAt(i));
        }
        return hash;
    }

    private static int step(int hash, char c) {
        return 31 * hash + folded(c);
    }

    private static int folded(char c) {
        return c < 128 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : Character.toLowerCase(c);
    }

    private static char plain(char c) {
        return c == '\u2019' ? '\'' : (char) folded(c);
    }

    /** A letter, a digit, or a mark that belongs to the letter before it. */
    private static boolean isPart(char c) {
        if (c < 128) {
            return ASCII[c] != 0;
        }
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private int word(int start) {
        int at = start;
        int hash = 0;
        int letters = 0;
        int capitals = 0;
        int digits = 0;
        int length = text.length();
        boolean firstCapital = Character.isUpperCase(text.charAt(start));
        while (at < length) {
            char c = text.charAt(at);
            if (c < 128 && ASCII[c] != 0) {
                letters += ASCII[c] & IS_LETTER;
                capitals += (ASCII[c] & IS_CAPITAL) >> 1;
                digits += (ASCII[c] & IS_DIGIT) >> 2;
            } else if (isPart(c)) {
                letters += Character.isDigit(c) ? 0 : 1;
                digits += Character.isDigit(c) ? 1 : 0;
                capitals += Character.isUpperCase(c) ? 1 : 0;
            } else if (!isInnerApostrophe(at, letters)) {
                break;
            }
            hash = step(hash, c == '\u2019' ? '\'' : c);
            at++;
        }
        add(start, at, hash, shape(letters, capitals, digits, firstCapital));
        return at;
    }

    /** Between letters, and not the one of {@code Jane's}. */
    private boolean isInnerApostrophe(int at, int letters) {
        if (!isApostrophe(text.charAt(at)) || letters == 0 || at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        boolean possessive = (next == 's' || next == 'S') && (at + 2 >= text.length() || !isPart(text.charAt(at + 2)));
        return Character.isLetter(next) && !possessive;
    }

    private static byte shape(int letters, int capitals, int digits, boolean firstCapital) {
        if (letters == 0) {
            return NUMBER;
        }
        if (digits > 0) {
            return ALPHANUMERIC;
        }
        if (capitals == 0) {
            return LOWER;
        }
        if (capitals == letters) {
            return letters == 1 ? CAPITALISED : UPPER;
        }
        return firstCapital && capitals == 1 ? CAPITALISED : MIXED;
    }

    private void add(int start, int end, int hash, byte shape) {
        if (count == starts.length) {
            int capacity = count * 2;
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
            cues = Arrays.copyOf(cues, capacity);
            shapes = Arrays.copyOf(shapes, capacity);
        }
        starts[count] = start;
        ends[count] = end;
        hashes[count] = hash;
        shapes[count] = shape;
        cues[count] = Lexicon.cues(this, count);
        allCues |= cues[count];
        if (shape >= NUMBER) {
            numeric();
        }
        count++;
    }

    private void numeric() {
        if (numericCount == numeric.length) {
            numeric = Arrays.copyOf(numeric, numericCount * 2);
        }
        numeric[numericCount++] = count;
    }

    int count() {
        return count;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    int length(int word) {
        return ends[word] - starts[word];
    }

    int hash(int word) {
        return hashes[word];
    }

    byte shape(int word) {
        return shapes[word];
    }

    /** What the small table of the {@link Lexicon} says of a word. */
    int cues(int word) {
        return cues[word];
    }

    /** What it says of any of them. */
    int allCues() {
        return allCues;
    }

    /** How many of the words are {@link #NUMBER} or {@link #ALPHANUMERIC}. */
    int numericCount() {
        return numericCount;
    }

    /** The word that is so by its place among those. */
    int numeric(int index) {
        return numeric[index];
    }

    String string(int word) {
        return text.substring(starts[word], ends[word]);
    }

    boolean isNumber(int word) {
        return shapes[word] == NUMBER;
    }

    /** One letter, as in the middle of a name. */
    boolean isInitial(int word) {
        return shapes[word] == CAPITALISED && length(word) == 1;
    }

    boolean isCapitalised(int word) {
        return shapes[word] == CAPITALISED || shapes[word] == UPPER;
    }

    /** Whether it is this word, whatever the case. */
    boolean is(int word, String other) {
        if (length(word) != other.length()) {
            return false;
        }
        for (int i = 0; i < other.length(); i++) {
            if (plain(text.charAt(starts[word] + i)) != plain(other.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    char before(int word) {
        return starts[word] == 0 ? Text.NONE : text.charAt(starts[word] - 1);
    }

    char after(int word) {
        return ends[word] >= text.length() ? Text.NONE : text.charAt(ends[word]);
    }

    /** The first word that starts at this place or behind it; {@link #count} if there is none. */
    int from(int place) {
        int found = Arrays.binarySearch(starts, 0, count, place);
        return found >= 0 ? found : -found - 1;
    }

    /** Whether between a word and the next there are only these characters, and no more than so many. */
    boolean gap(int word, String allowed, int most) {
        if (word + 1 >= count) {
            return false;
        }
        int from = ends[word];
        int to = starts[word + 1];
        if (to - from > most) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether only one space, or none but a hyphen, is between a word and the next. */
    boolean joined(int word) {
        return gap(word, " \u00a0-", 1);
    }
}
