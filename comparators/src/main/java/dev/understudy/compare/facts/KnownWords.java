package dev.understudy.compare.facts;

import dev.understudy.compare.Lexicon;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All words that mean something to {@code facts}, in one table: months, numbers, what denies, what carries no meaning. */
final class KnownWords {
    private static final int MONTHS = 0xF;
    private static final int NUMBER_SHIFT = 4;
    private static final int NUMBERS = 0xFF;
    private static final int DENIES = 1 << 12;
    private static final int EMPTY = 1 << 13;
    private static final int PREFIX_SHIFT = 14;
    private static final int PREFIX = 3;

    private static final String[] VALUES = new String[NUMBERS + 1];
    private static final Lexicon WORDS = words();

    private KnownWords() {}

    private static Lexicon words() {
        Map<String, Integer> words = new HashMap<>(Months.NUMBERS);
        NumberWords.VALUES.forEach((word, value) -> {
            int number = 1;
            while (VALUES[number] != null && !value.equals(VALUES[number])) {
                number++;
            }
            VALUES[number] = value;
            mark(words, Set.of(word), number << NUMBER_SHIFT);
        });
        mark(words, Negation.denying(), DENIES);
        mark(words, Negation.empty(), EMPTY);
        Prefixed.LETTERS.forEach((word, letters) -> mark(words, Set.of(word), letters << PREFIX_SHIFT));
        return new Lexicon(words);
    }

    private static void mark(Map<String, Integer> words, Set<String> marked, int bits) {
        marked.forEach(word -> words.merge(word, bits, (before, more) -> before | more));
    }

    /** What is known of the word {@code text[start, end)}, in any case, for the methods below; 0 for nothing. */
    static int of(String text, int start, int end) {
        return WORDS.number(text, start, end);
    }

    /** 1 to 12, or 0 for a word that is no month. */
    static int month(int known) {
        return known & MONTHS;
    }

    /** The number that the word says, or null. */
    static @Nullable String number(int known) {
        return VALUES[(known >>> NUMBER_SHIFT) & NUMBERS];
    }

    static boolean denies(int known) {
        return (known & DENIES) != 0;
    }

    /** How many letters at the beginning of the word deny the rest of it: 2 of "ineligible", 0 of most. */
    static int denyingLetters(int known) {
        return (known >>> PREFIX_SHIFT) & PREFIX;
    }

    /** Whether it carries no meaning of its own. */
    static boolean isEmpty(int known) {
        return (known & EMPTY) != 0;
    }

    /** Whether a word stands at a place, whatever its case, and ends there. */
    static boolean stands(String text, int at, String word) {
        int end = at + word.length();
        return text.regionMatches(true, at, word, 0, word.length())
                && (end >= text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }
}
