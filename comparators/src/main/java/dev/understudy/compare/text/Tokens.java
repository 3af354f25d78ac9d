package dev.understudy.compare.text;

/** The tokens of one text as numbers of a {@link Vocabulary}, and where they stand. Not thread-safe. */
final class Tokens {
    /** Tokens beyond this many are not read. */
    static final int MOST = Words.MOST;

    /** Of the measures beside the main one. */
    private static final int MOST_WORDS = 20_000;

    private final Words words;
    private final int[] numbers;

    private Tokens(Words words, Vocabulary vocabulary) {
        this.words = words;
        this.numbers = new int[words.size()];
        String text = words.text();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = vocabulary.number(text, words.start(i), words.end(i));
        }
    }

    static Tokens of(String text, Vocabulary vocabulary) {
        return of(Words.of(text), vocabulary);
    }

    static Tokens of(Words words, Vocabulary vocabulary) {
        return new Tokens(words, vocabulary);
    }

    /** Words only, without symbols. */
    static Tokens ofWords(String text, Vocabulary vocabulary) {
        return of(Words.withoutSymbols(text, MOST_WORDS), vocabulary);
    }

    /** Each character of the text's beginning. */
    static Tokens ofCharacters(String text, int most, Vocabulary vocabulary) {
        return of(Words.ofCharacters(text, most), vocabulary);
    }

    String text() {
        return words.text();
    }

    int size() {
        return numbers.length;
    }

    int number(int index) {
        return numbers[index];
    }

    /** Where the token starts in the text. */
    int start(int index) {
        return words.start(index);
    }

    /** Where the token ends in the text. */
    int end(int index) {
        return words.end(index);
    }

    /** All words of the text, those not read into tokens included. */
    int words() {
        return words.count();
    }

    /** Whether the text has more tokens than were read. */
    boolean isCut() {
        return words.isCut();
    }
}
