package dev.understudy.compare.text;

import java.util.Arrays;

/**
 * The longest common subsequence of two sequences of small numbers, by bit-parallel dynamic programming: 64 columns of the
 * table are one machine word, and a row is one addition with carries (Crochemore and others, "A fast and practical
 * bit-vector algorithm for the longest common subsequence problem", 2001; in the form of Hyyrö, "Bit-parallel LCS-length
 * computation revisited", 2004). A zero bit says that the length grows at that column.
 *
 * <p>Words of a row in which the symbol does not occur and into which nothing carries stay as they are and are skipped,
 * so a row costs about as much as its symbol has occurrences. Unlike Myers' O(ND) it does not slow down when the texts
 * have little in common, which is the rule for two answers of a language model: the time is bounded by
 * {@code rows × columns / 64}. Not thread-safe.
 */
final class CommonSubsequence {
    private final int columns;
    /** Bit c of the row so far: 0 when the length grows from column c to c + 1. */
    private final long[] row;
    /** Where symbol s occurs: the words {@code words[first[s]] … words[first[s + 1] - 1]}, ascending, and the bits in them. */
    private final int[] first;

    private final int[] words;
    private final long[] masks;

    /** Takes the columns' sequence, {@code tokens[from, to)}, whose numbers are below {@code symbols}. */
    CommonSubsequence(Tokens tokens, int from, int to, int symbols) {
        columns = to - from;
        row = new long[(columns + 63) >>> 6];
        Arrays.fill(row, -1);
        first = new int[symbols + 2];
        int[] seenIn = new int[symbols];
        int entries = count(tokens, from, seenIn);
        words = new int[entries];
        masks = new long[entries];
        place(tokens, from, seenIn);
    }

    /** Counts the words that each symbol occurs in, two places ahead in {@code first}; returns the sum. */
    private int count(Tokens tokens, int from, int[] seenIn) {
        int entries = 0;
        for (int column = 0; column < columns; column++) {
            int symbol = tokens.number(from + column);
            int word = (column >>> 6) + 1;
            if (seenIn[symbol] != word) {
                seenIn[symbol] = word;
                first[symbol + 2]++;
                entries++;
            }
        }
        return entries;
    }

    /** The second half of a counting sort: placing the entries of a symbol moves {@code first} to where the next begin. */
    private void place(Tokens tokens, int from, int[] seenIn) {
        for (int symbol = 2; symbol < first.length; symbol++) {
            first[symbol] += first[symbol - 1];
        }
        for (int column = 0; column < columns; column++) {
            int symbol = tokens.number(from + column);
            int word = column >>> 6;
            if (seenIn[symbol] != -word - 1) {
                seenIn[symbol] = -word - 1;
                words[first[symbol + 1]++] = word;
            }
            masks[first[symbol + 1] - 1] |= 1L << column;
        }
    }

    /** Adds one row: V ← (V + (V ∧ M)) ∨ (V ∧ ¬M), where M marks the columns that hold the symbol. */
    void add(int symbol) {
        int entry = first[symbol];
        int end = first[symbol + 1];
        int word = 0;
        long carry = 0;
        while (true) {
            if (carry == 0) {
                if (entry == end) {
                    return;
                }
                word = words[entry];
            } else if (word == row.length) {
                return;
            }
            long mask = entry < end && words[entry] == word ? masks[entry++] : 0;
            long before = row[word];
            long matches = before & mask;
            long sum = before + matches + carry;
            row[word] = sum | (before & ~mask);
            carry = ((before & matches) | ((before | matches) & ~sum)) >>> 63;
            word++;
        }
    }

    /** The length over the rows added so far. */
    int length() {
        int length = 0;
        for (int word = 0; word < row.length; word++) {
            length += 64 - Long.bitCount(row[word]);
        }
        return length;
    }

    /** Words in a row. */
    int width() {
        return row.length;
    }

    void copyRow(long[] target, int offset) {
        System.arraycopy(row, 0, target, offset, row.length);
    }
}
