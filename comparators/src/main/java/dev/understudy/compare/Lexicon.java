package dev.understudy.compare;

import java.util.Map;

/**
 * Words with a number each, looked up where they stand in a text, in any case, without a string being cut out of it. For a
 * few hundred words of our own. Immutable, thread-safe.
 */
public final class Lexicon {
    private static final byte[] LOWER = new byte[128];

    static {
        for (char unit = 0; unit < LOWER.length; unit++) {
            LOWER[unit] = (byte) Character.toLowerCase(unit);
        }
    }

    private final String[] words;
    private final int[] numbers;
    private final int longest;

    /** @param numbers by word in lower case; no number is 0 */
    public Lexicon(Map<String, Integer> numbers) {
        int size = Integer.highestOneBit(Math.max(2, numbers.size())) * 8;
        this.words = new String[size];
        this.numbers = new int[size];
        int most = 0;
        for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
            String word = entry.getKey();
            int slot = slot(hash(word, 0, word.length()));
            while (words[slot] != null) {
                slot = next(slot);
            }
            words[slot] = word;
            this.numbers[slot] = entry.getValue();
            most = Math.max(most, word.length());
        }
        this.longest = most;
    }

    /** The number of the word {@code text[start, end)}; 0 when it is not one of these. */
    public int number(String text, int start, int end) {
        if (end - start > longest) {
            return 0;
        }
        int slot = slot(hash(text, start, end));
        for (String word = words[slot]; word != null; word = words[slot]) {
            if (same(word, text, start, end)) {
                return numbers[slot];
            }
            slot = next(slot);
        }
        return 0;
    }

    public int number(String word) {
        return number(word, 0, word.length());
    }

    /** In lower case, whatever stands around it. */
    public static char lower(char unit) {
        return unit < 128 ? (char) LOWER[unit] : Character.toLowerCase(unit);
    }

    private static boolean same(String word, String text, int start, int end) {
        if (word.length() != end - start) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != lower(text.charAt(start + i))) {
                return false;
            }
        }
        return true;
    }

    private static int hash(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + lower(text.charAt(i));
        }
        return hash;
    }

    private int slot(int hash) {
        return ((hash * 0x9E3779B9) >>> 8) & (words.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (words.length - 1);
    }
}
