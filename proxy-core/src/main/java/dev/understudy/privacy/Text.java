package dev.understudy.privacy;

/**
 * A text as detectors read it: outside of it there is NUL, and every read is counted, so that a test can show that the
 * work is linear. One thread.
 */
final class Text {
    static final char NONE = '\0';
    private static final int LONGEST_BACKSLASHES = 32;

    final String string;
    private final int length;
    private int floor;
    private long reads;

    Text(String string) {
        this.string = string;
        this.length = string.length();
    }

    int length() {
        return length;
    }

    char at(int index) {
        reads++;
        return index < 0 || index >= length ? NONE : string.charAt(index);
    }

    boolean has(String expected, int index) {
        reads++;
        return string.startsWith(expected, index);
    }

    String piece(int from, int to) {
        reads += to - from;
        return string.substring(from, to);
    }

    /** Where the last match ended: nothing before it is looked at again. */
    int floor() {
        return floor;
    }

    void floor(int end) {
        floor = end;
    }

    long reads() {
        return reads;
    }

    /** Whether something can start here: at the edge of a word, or behind an escape such as the one for a new line. */
    boolean startsWord(int index) {
        return index <= floor || !Characters.isWord(at(index - 1)) || isEscapeLetter(index - 1);
    }

    boolean endsWord(int index) {
        return !Characters.isWord(at(index));
    }

    /** Whether the number before or behind is one with this: joined by a hyphen or a point without a gap. */
    boolean joinedBefore(int index) {
        char joint = at(index - 1);
        char other = at(index - 2);
        return index - 1 > floor
                && (joint == '-' && Characters.isWord(other) || joint == '.' && Characters.isDigit(other));
    }

    boolean joinedAfter(int index) {
        char joint = at(index);
        char other = at(index + 1);
        return joint == '-' && Characters.isWord(other) || joint == '.' && Characters.isDigit(other);
    }

    /** Tool arguments are JSON in a string: the n of {@code \n} is no part of the word behind it. */
    boolean isEscapeLetter(int index) {
        char letter = at(index);
        boolean known = letter == 'n' || letter == 'r' || letter == 't' || letter == 'b' || letter == 'f';
        return known && oddBackslashesBefore(index);
    }

    boolean oddBackslashesBefore(int index) {
        int count = 0;
        while (count < LONGEST_BACKSLASHES && at(index - 1 - count) == '\\') {
            count++;
        }
        return count % 2 == 1;
    }

    int endOfDigits(int index) {
        int end = index;
        while (Characters.isDigit(at(end))) {
            end++;
        }
        return end;
    }
}
