package dev.understudy.compare.safety;

import dev.understudy.compare.Lexicon;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The words of some texts as 64-bit hashes: words that are the same in lower case have the same one, and others by no more
 * than chance, because the multiplier is drawn at start. Words are runs of letters and digits. Bounded.
 */
final class WordHashes {
    private static final long MULTIPLIER = new SecureRandom().nextLong() | 1;
    private static final boolean[] ASCII = asciiWordCharacters();

    private final int most;
    private long[] hashes = new long[64];
    private int size;

    /** @param most words that are read, over all texts */
    WordHashes(int most) {
        this.most = most;
    }

    private static boolean[] asciiWordCharacters() {
        boolean[] characters = new boolean[128];
        for (char unit = 0; unit < characters.length; unit++) {
            characters[unit] = Character.isLetterOrDigit(unit);
        }
        return characters;
    }

    WordHashes read(String text) {
        long hash = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length() && size < most; i++) {
            char unit = text.charAt(i);
            if (unit < 128 ? ASCII[unit] : Character.isLetterOrDigit(unit)) {
                hash = (hash ^ Lexicon.lower(unit)) * MULTIPLIER;
                hash ^= hash >>> 32;
                inWord = true;
            } else if (inWord) {
                add(hash);
                hash = 0;
                inWord = false;
            }
        }
        if (inWord && size < most) {
            add(hash);
        }
        return this;
    }

    private void add(long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return hashes[index];
    }

    /** Of the words from here on; others may have the same. */
    long seed(int from, int words) {
        long seed = 0;
        for (int i = from; i < from + words; i++) {
            seed = seed * 0x9E3779B97F4A7C15L + hashes[i];
        }
        return seed ^ (seed >>> 32);
    }
}
