package dev.understudy.embedding;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The tokenizer of BERT, uncased (Devlin et al. 2018; Wu et al. 2016 for the word pieces): clean, split off Chinese
 * characters and punctuation, lower case, no accents, then the longest pieces of the vocabulary from left to right.
 * Immutable, thread-safe.
 */
final class WordPieces {
    private static final int LONGEST_WORD = 100;
    private static final long UNKNOWN = 100;
    private static final long BEGIN = 101;
    private static final long END = 102;

    private final Map<String, Integer> vocabulary;

    WordPieces(Map<String, Integer> vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Numbers of the pieces between a begin and an end mark, at most {@code most} with them. */
    long[] of(String text, int most) {
        String plain = withoutAccents(text.toLowerCase(Locale.ROOT));
        Pieces pieces = new Pieces(most - 1);
        pieces.add(BEGIN);
        int start = -1;
        for (int i = 0; i <= plain.length() && !pieces.full(); ) {
            int unit = i < plain.length() ? plain.codePointAt(i) : ' ';
            boolean alone = BertCharacters.isPunctuation(unit) || BertCharacters.isChinese(unit);
            if (alone || BertCharacters.isSpace(unit)) {
                if (start >= 0) {
                    word(plain.substring(start, i), pieces);
                    start = -1;
                }
                if (alone) {
                    word(plain.substring(i, i + Character.charCount(unit)), pieces);
                }
            } else if (start < 0) {
                start = i;
            }
            i += Character.charCount(unit);
        }
        return pieces.ended(END);
    }

    private void word(String word, Pieces pieces) {
        String clean = withoutControls(word);
        if (clean.isEmpty()) {
            return;
        }
        if (clean.length() > LONGEST_WORD) {
            pieces.add(UNKNOWN);
            return;
        }
        long[] found = new long[clean.length()];
        int count = 0;
        int start = 0;
        while (start < clean.length()) {
            int end = clean.length();
            Integer number = null;
            while (end > start && number == null) {
                String piece = clean.substring(start, end);
                number = vocabulary.get(start == 0 ? piece : "##" + piece);
                end--;
            }
            if (number == null) {
                pieces.add(UNKNOWN);
                return;
            }
            found[count++] = number;
            start = end + 1;
        }
        for (int i = 0; i < count; i++) {
            pieces.add(found[i]);
        }
    }

    private static String withoutAccents(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(unit -> Character.getType(unit) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String withoutControls(String word) {
        StringBuilder clean = new StringBuilder(word.length());
        word.codePoints().filter(unit -> !BertCharacters.isNothing(unit)).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** Numbers up to a bound. */
    private static final class Pieces {
        private final int most;
        private long[] numbers = new long[64];
        private int size;

        Pieces(int most) {
            this.most = most;
        }

        boolean full() {
            return size >= most;
        }

        void add(long number) {
            if (!full()) {
                append(number);
            }
        }

        private void append(long number) {
            numbers = size == numbers.length ? Arrays.copyOf(numbers, size * 2) : numbers;
            numbers[size++] = number;
        }

        /** With the end mark, for which there is always room. */
        long[] ended(long end) {
            append(end);
            return Arrays.copyOf(numbers, size);
        }
    }
}
