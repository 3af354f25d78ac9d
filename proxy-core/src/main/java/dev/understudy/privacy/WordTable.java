package dev.understudy.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Words and what is known of each, as bits, whatever the case. Open addressing by the hash that {@link Words} has computed
 * already, so that a look-up allocates nothing. Filled once, then read by any thread.
 */
final class WordTable {
    private String[] keys;
    private int[] bits;
    private int size;

    WordTable(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected) * 2 - 1) * 2;
        keys = empty(capacity);
        bits = new int[capacity];
    }

    private static int slot(int hash, int capacity) {
        int mixed = hash * 0x9e3779b9;
        return (mixed ^ (mixed >>> 15)) & (capacity - 1);
    }

    void add(String word, int bit) {
        if ((size + 1) * 2 > keys.length) {
            grow();
        }
        int slot = slot(Words.hash(word), keys.length);
        while (!keys[slot].isEmpty() && !keys[slot].equalsIgnoreCase(word)) {
            slot = (slot + 1) & (keys.length - 1);
        }
        if (keys[slot].isEmpty()) {
            keys[slot] = word;
            size++;
        }
        bits[slot] |= bit;
    }

    void addAll(List<String> words, int bit) {
        words.forEach(word -> add(word, bit));
    }

    private void grow() {
        String[] oldKeys = keys;
        int[] oldBits = bits;
        keys = empty(oldKeys.length * 2);
        bits = new int[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (!oldKeys[i].isEmpty()) {
                add(oldKeys[i], oldBits[i]);
            }
        }
    }

    private static String[] empty(int capacity) {
        String[] keys = new String[capacity];
        Arrays.fill(keys, "");
        return keys;
    }

    /** What is known of a word; 0 for one that is not in the table. */
    int bits(Words words, int word) {
        int slot = slot(words.hash(word), keys.length);
        while (!keys[slot].isEmpty()) {
            if (words.is(word, keys[slot])) {
                return bits[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return 0;
    }

    /** As {@link #bits(Words, int)}, for a word by itself. */
    int bits(String word) {
        int slot = slot(Words.hash(word), keys.length);
        while (!keys[slot].isEmpty()) {
            if (keys[slot].equalsIgnoreCase(word)) {
                return bits[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return 0;
    }

    /** A resource beside this class, one entry a line; lines that begin with # are comments. */
    static List<String> resource(String name) {
        try (InputStream in = WordTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + name);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
