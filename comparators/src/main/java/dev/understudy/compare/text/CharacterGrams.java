package dev.understudy.compare.text;

import java.util.Arrays;

/**
 * Counts the character n-grams that two texts share: precision and recall averaged over n, then their harmonic mean. White
 * space does not count. N-grams are told apart by 64-bit hashes, in a table that is used once for each n. Not thread-safe.
 */
final class CharacterGrams {
    private static final int LONGEST = 6;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long[] keys;
    private final int[] counts;
    private final int mask;

    private CharacterGrams(int characters) {
        int size = Integer.highestOneBit(Math.max(8, characters)) * 4;
        keys = new long[size];
        counts = new int[size];
        mask = size - 1;
    }

    static double f1(String live, String other, int most) {
        char[] one = spaceless(live, most);
        char[] another = spaceless(other, most);
        CharacterGrams grams = new CharacterGrams(Math.max(one.length, another.length));
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (int order = 1; order <= LONGEST; order++) {
            int ofOne = one.length - order + 1;
            int ofAnother = another.length - order + 1;
            if (ofOne <= 0 && ofAnother <= 0) {
                break;
            }
            orders++;
            if (ofOne > 0 && ofAnother > 0) {
                int shared = grams.shared(one, another, order);
                precision += (double) shared / ofAnother;
                recall += (double) shared / ofOne;
            }
        }
        return orders == 0 ? 1 : harmonic(precision / orders, recall / orders);
    }

    private static double harmonic(double precision, double recall) {
        return precision + recall == 0 ? 0 : Math.min(1, 2 * precision * recall / (precision + recall));
    }

    private int shared(char[] one, char[] another, int order) {
        Arrays.fill(counts, 0);
        for (int i = 0; i + order <= one.length; i++) {
            int slot = slot(hash(one, i, order));
            counts[slot]++;
        }
        int shared = 0;
        for (int i = 0; i + order <= another.length; i++) {
            int slot = slot(hash(another, i, order));
            // An unused slot has the count 0 and stays unused.
            if (counts[slot] > 0) {
                counts[slot]--;
                shared++;
                counts[slot] += counts[slot] == 0 ? -1 : 0;
            }
        }
        return shared;
    }

    /** The slot of a key: its own, or the first unused one, which becomes its own when counted. A count of -1 is used up. */
    private int slot(long key) {
        int slot = (int) (key >>> 32) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        return slot;
    }

    private static long hash(char[] text, int from, int order) {
        long hash = order;
        for (int i = from; i < from + order; i++) {
            hash = (hash ^ text[i]) * MULTIPLIER;
        }
        return hash ^ (hash >>> 29);
    }

    private static char[] spaceless(String text, int most) {
        char[] characters = new char[Math.min(text.length(), most)];
        int size = 0;
        for (int i = 0; i < text.length() && size < characters.length; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                characters[size++] = text.charAt(i);
            }
        }
        return Arrays.copyOf(characters, size);
    }
}
