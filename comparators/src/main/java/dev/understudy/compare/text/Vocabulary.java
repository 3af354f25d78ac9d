package dev.understudy.compare.text;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Numbers the distinct tokens of some texts from 0, without cutting a string for each. A hash table with open addressing;
 * the multiplier of its hash is drawn at start, so that no text can be written to collide. Numbers depend only on the order
 * of tokens. Not thread-safe.
 */
final class Vocabulary {
    private static final long MULTIPLIER = new SecureRandom().nextLong() | 1;

    private int[] slots;
    private String[] texts;
    private int[] starts;
    private int[] lengths;
    private long[] hashes;
    private int size;

    /** @param characters how long all texts are together: from it follows about how many tokens they have */
    Vocabulary(long characters) {
        int expected = (int) Math.min(1 << 15, characters / 8 + 16);
        slots = new int[Integer.highestOneBit(expected) * 4];
        texts = new String[expected];
        starts = new int[expected];
        lengths = new int[expected];
        hashes = new long[expected];
    }

    int size() {
        return size;
    }

    /** The number of the token {@code text[start, end)}. */
    int number(String text, int start, int end) {
        long hash = hash(text, start, end);
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && lengths[number] == end - start && same(number, text, start)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = size + 1;
        return add(text, start, end, hash);
    }

    private int add(String text, int start, int end, long hash) {
        if (size == texts.length) {
            grow();
        }
        texts[size] = text;
        starts[size] = start;
        lengths[size] = end - start;
        hashes[size] = hash;
        int number = size++;
        if (size * 2 > slots.length) {
            rehash();
        }
        return number;
    }

    private void grow() {
        int capacity = size * 2;
        texts = Arrays.copyOf(texts, capacity);
        starts = Arrays.copyOf(starts, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
        hashes = Arrays.copyOf(hashes, capacity);
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int number = 0; number < size; number++) {
            int slot = (int) (hashes[number] >>> 32) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }

    private boolean same(int number, String text, int start) {
        return texts[number].regionMatches(starts[number], text, start, lengths[number]);
    }

    private static long hash(String text, int start, int end) {
        long hash = end - start;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * MULTIPLIER;
        }
        return hash ^ (hash >>> 29);
    }
}
