package dev.understudy.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words and what is known of each, as bits, whatever the case. Open addressing by the hash that {@link Words} has computed
 * already, so that a look-up allocates nothing. Filled once, then read by any thread.
 */
final class WordTable {
    private @Nullable String[] keys;
    /** Of the keys: most looks end here, without going to a string. */
    private int[] hashes;

    private int[] bits;
    private int size;

    WordTable(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected) * 2 - 1) * 2;
        keys = new String[capacity];
        hashes = new int[capacity];
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
        int hash = Words.hash(word);
        int slot = slot(hash, keys.length);
        while (keys[slot] != null && !word.equalsIgnoreCase(keys[slot])) {
            slot = (slot + 1) & (keys.length - 1);
        }
        if (keys[slot] == null) {
            keys[slot] = word;
            hashes[slot] = hash;
            size++;
        }
        bits[slot] |= bit;
    }

    void addAll(List<String> words, int bit) {
        words.forEach(word -> add(word, bit));
    }

    private void grow() {
        @Nullable String[] oldKeys = keys;
        int[] oldBits = bits;
        keys = new String[oldKeys.length * 2];
        hashes = new int[keys.length];
        bits = new int[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            String key = oldKeys[i];
            if (key != null) {
                add(key, oldBits[i]);
            }
        }
    }

    /** What is known of a word; 0 for one that is not in the table. */
    int bits(Words words, int word) {
        int hash = words.hash(word);
        int slot = slot(hash, keys.length);
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (hashes[slot] == hash && words.is(word, key)) {
                return bits[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return 0;
    }

    /** As {@link #bits(Words, int)}, for a word by itself. */
    int bits(String word) {
        int hash = Words.hash(word);
        int slot = slot(hash, keys.length);
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (hashes[slot] == hash && key.equalsIgnoreCase(word)) {
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
