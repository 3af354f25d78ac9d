package dev.understudy.compare.text;

import java.util.Arrays;

/** The tokens of one text as numbers of a {@link Vocabulary}, and where they stand. Not thread-safe. */
final class Tokens {
    /** Tokens beyond this many are not read: about half a megabyte of English. */
    static final int MOST = 100_000;

    /** Of the measures beside the main one. */
    private static final int MOST_WORDS = 20_000;

    private final String text;
    private int[] numbers;
    private int[] starts;
    private int[] ends;
    private int size;
    private int words;
    private boolean cut;

    private Tokens(String text) {
        this.text = text;
        // English has a token every five characters; other scripts make the arrays grow.
        int expected = Math.min(MOST, text.length() / 4 + 8);
        this.numbers = new int[expected];
        this.starts = new int[expected];
        this.ends = new int[expected];
    }

    static Tokens of(String text, Vocabulary vocabulary) {
        Tokens tokens = new Tokens(text);
        WordScanner scanner = new WordScanner(text);
        while (scanner.next()) {
            tokens.words += scanner.isWord() ? 1 : 0;
            if (tokens.size < MOST) {
                tokens.add(vocabulary.number(text, scanner.start(), scanner.end()), scanner.start(), scanner.end());
            } else {
                tokens.cut = true;
            }
        }
        return tokens;
    }

    /** Words only, without symbols. */
    static Tokens ofWords(String text, Vocabulary vocabulary) {
        Tokens tokens = new Tokens(text);
        WordScanner scanner = new WordScanner(text);
        while (tokens.size < MOST_WORDS && scanner.next()) {
            if (scanner.isWord()) {
                tokens.add(vocabulary.number(text, scanner.start(), scanner.end()), scanner.start(), scanner.end());
            }
        }
        return tokens;
    }

    /** Each character of the text's beginning. */
    static Tokens ofCharacters(String text, int most, Vocabulary vocabulary) {
        Tokens tokens = new Tokens(text);
        int end = Math.min(most, text.length());
        for (int at = 0; at < end; ) {
            int next = at + Character.charCount(text.codePointAt(at));
            tokens.add(vocabulary.number(text, at, next), at, next);
            at = next;
        }
        return tokens;
    }

    private void add(int number, int start, int end) {
        if (size == numbers.length) {
            int capacity = Math.min(MOST, size * 2);
            numbers = Arrays.copyOf(numbers, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        numbers[size] = number;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    String text() {
        return text;
    }

    int size() {
        return size;
    }

    int number(int index) {
        return numbers[index];
    }

    /** Where the token starts in the text. */
    int start(int index) {
        return starts[index];
    }

    /** Where the token ends in the text. */
    int end(int index) {
        return ends[index];
    }

    /** All words of the text, those not read into tokens included. */
    int words() {
        return words;
    }

    /** Whether the text has more tokens than were read. */
    boolean isCut() {
        return cut;
    }
}
