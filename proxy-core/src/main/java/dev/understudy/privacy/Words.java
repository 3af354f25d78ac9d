package dev.understudy.privacy;

import java.util.Arrays;

/**
 * The words and numbers of a text in order, each with its shape and a hash that does not know case. An apostrophe between
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

    final String text;
    private int count;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] hashes = new int[64];
    private byte[] shapes = new byte[64];

    private Words(String text) {
        this.text = text;
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
            return Characters.isAlphanumeric(c);
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
        boolean firstCapital = Character.isUpperCase(text.charAt(start));
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isPart(c)) {
                letters += Character.isDigit(c) ? 0 : 1;
                capitals += Character.isUpperCase(c) ? 1 : 0;
            } else if (!isInnerApostrophe(at, letters)) {
                break;
            }
            hash = step(hash, c == '\u2019' ? '\'' : c);
            at++;
        }
        add(start, at, hash, shape(at - start, letters, capitals, firstCapital));
        return at;
    }

    /** Between letters, and not the one of {@code Jane's}. */
    private boolean isInnerApostrophe(int at, int letters) {
        if (letters == 0 || !isApostrophe(text.charAt(at)) || at + 1 >= text.length()) {
            return false;
        }
        char next = text.charAt(at + 1);
        boolean possessive = (next == 's' || next == 'S') && (at + 2 >= text.length() || !isPart(text.charAt(at + 2)));
        return Character.isLetter(next) && !possessive;
    }

    private static byte shape(int length, int letters, int capitals, boolean firstCapital) {
        if (letters == 0) {
            return NUMBER;
        }
        if (letters < length - 1) { // one apostrophe is no digit
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
            shapes = Arrays.copyOf(shapes, capacity);
        }
        starts[count] = start;
        ends[count] = end;
        hashes[count] = hash;
        shapes[count++] = shape;
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
