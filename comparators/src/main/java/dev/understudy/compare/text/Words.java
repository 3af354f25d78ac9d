package dev.understudy.compare.text;

import dev.understudy.compare.Reading;
import java.util.Arrays;

/** Where the tokens of a text stand: read once for all comparators that ask for words. Immutable once read. */
final class Words {
    /** Tokens beyond this many are counted, not kept: about half a megabyte of English. */
    static final int MOST = 100_000;

    private final String text;
    private int[] starts;
    private int[] ends;
    private int size;
    private int count;
    private boolean cut;

    private Words(String text) {
        this.text = text;
        // English has a token every five characters; other scripts make the arrays grow.
        int expected = Math.min(MOST, text.length() / 4 + 8);
        this.starts = new int[expected];
        this.ends = new int[expected];
    }

    /** Those of what the user sees. */
    static Words of(Reading reading) {
        return reading.once(Words.class, read -> of(read.visible()));
    }

    static Words of(String text) {
        Words words = new Words(text);
        WordScanner scanner = new WordScanner(text);
        while (scanner.next()) {
            words.count += scanner.isWord() ? 1 : 0;
            if (words.size < MOST) {
                words.add(scanner.start(), scanner.end(), scanner.isWord());
            } else {
                words.cut = true;
            }
        }
        return words;
    }

    /** Words only, up to so many. */
    static Words withoutSymbols(String text, int most) {
        Words words = new Words(text);
        WordScanner scanner = new WordScanner(text);
        while (words.size < most && scanner.next()) {
            if (scanner.isWord()) {
                words.add(scanner.start(), scanner.end(), true);
            }
        }
        return words;
    }

    /** Each character of the text's beginning as a token of its own. */
    static Words ofCharacters(String text, int most) {
        Words words = new Words(text);
        int end = Math.min(most, text.length());
        for (int at = 0; at < end; ) {
            int next = at + Character.charCount(text.codePointAt(at));
            words.add(at, next, true);
            at = next;
        }
        return words;
    }

    /** A symbol's end is kept as its complement. */
    private void add(int start, int end, boolean word) {
        if (size == starts.length) {
            int capacity = Math.min(MOST, size * 2);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        starts[size] = start;
        ends[size] = word ? end : ~end;
        size++;
    }

    String text() {
        return text;
    }

    int size() {
        return size;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        int end = ends[index];
        return end < 0 ? ~end : end;
    }

    /** Whether the token is a word rather than a symbol. */
    boolean isWord(int index) {
        return ends[index] >= 0;
    }

    /** How many words the text has, those that were not kept included. */
    int count() {
        return count;
    }

    /** Whether the text has more tokens than were kept. */
    boolean isCut() {
        return cut;
    }
}
