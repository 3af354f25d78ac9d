package dev.understudy.offline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Where the line of each id stands: a hash table with open addressing that keeps 128 bits of an id's SHA-256 instead of the
 * id, some 50 bytes a line whatever the ids are. Not thread-safe.
 */
final class LineIndex {
    /** Lines of a file; the index of so many takes about 200 MB. */
    static final int MOST = 4_000_000;

    private static final int LEAST_SLOTS = 1 << 10;

    private final MessageDigest digest = sha256();
    private long[] high = new long[LEAST_SLOTS];
    private long[] low = new long[LEAST_SLOTS];
    private long[] starts = new long[LEAST_SLOTS];
    private int[] lengths = new int[LEAST_SLOTS];
    /** 0 for a free slot. */
    private int[] numbers = new int[LEAST_SLOTS];

    private int size;

    /**
     * Where a line stands.
     *
     * @param start in bytes from the file's beginning
     * @param length in bytes
     * @param number from 1
     */
    record Place(long start, int length, long number) {}

    /** Adds a line; returns the number of the line that has the same id already, or 0. */
    long add(String id, Place place) {
        if (2 * (size + 1) > numbers.length) {
            grow();
        }
        Key key = key(id);
        int slot = slot(key);
        if (numbers[slot] != 0) {
            return numbers[slot];
        }
        put(slot, key.high, key.low, place.start(), place.length(), (int) place.number());
        size++;
        return 0;
    }

    /** The line of an id, or null. */
    @Nullable
    Place find(String id) {
        int slot = slot(key(id));
        return numbers[slot] == 0 ? null : new Place(starts[slot], lengths[slot], numbers[slot]);
    }

    int size() {
        return size;
    }

    private record Key(long high, long low) {}

    private Key key(String id) {
        byte[] hash = digest.digest(id.getBytes(StandardCharsets.UTF_8));
        return new Key(number(hash, 0), number(hash, 8));
    }

    private static long number(byte[] bytes, int from) {
        long number = 0;
        for (int i = from; i < from + 8; i++) {
            number = number << 8 | (bytes[i] & 0xFF);
        }
        return number;
    }

    /** The slot of the key, or the free one where it belongs. */
    private int slot(Key key) {
        int mask = numbers.length - 1;
        int slot = (int) key.low & mask;
        while (numbers[slot] != 0 && (high[slot] != key.high || low[slot] != key.low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void put(int slot, long keyHigh, long keyLow, long start, int length, int number) {
        high[slot] = keyHigh;
        low[slot] = keyLow;
        starts[slot] = start;
        lengths[slot] = length;
        numbers[slot] = number;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldStarts = starts;
        int[] oldLengths = lengths;
        int[] oldNumbers = numbers;
        int slots = 2 * oldNumbers.length;
        high = new long[slots];
        low = new long[slots];
        starts = new long[slots];
        lengths = new int[slots];
        numbers = new int[slots];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = slot(new Key(oldHigh[i], oldLow[i]));
                put(slot, oldHigh[i], oldLow[i], oldStarts[i], oldLengths[i], oldNumbers[i]);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
