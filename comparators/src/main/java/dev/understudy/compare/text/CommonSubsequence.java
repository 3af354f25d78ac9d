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
    /** Occurrences of symbol s: {@code positions[first[s]] … positions[first[s + 1] - 1]}, ascending. */
    private final int[] first;

    private final int[] positions;

    /** Takes the columns' sequence, {@code tokens[from, to)}, whose numbers are below {@code symbols}. */
    CommonSubsequence(Tokens tokens, int from, int to, int symbols) {
        columns = to - from;
        row = new long[(columns + 63) >>> 6];
        Arrays.fill(row, -1);
        first = new int[symbols + 2];
        positions = new int[columns];
        index(tokens, from);
    }

    /** A counting sort; {@code first} is filled one place ahead, so that placing the positions moves it into place. */
    private void index(Tokens tokens, int from) {
        for (int column = 0; column < columns; column++) {
            first[tokens.number(from + column) + 2]++;
        }
        for (int symbol = 2; symbol < first.length; symbol++) {
            first[symbol] += first[symbol - 1];
        }
        for (int column = 0; column < columns; column++) {
            positions[first[tokens.number(from + column) + 1]++] = column;
        }
    }

    /** Adds one row: V ← (V + (V ∧ M)) ∨ (V ∧ ¬M), where M marks the columns that hold the symbol. */
    void add(int symbol) {
        int occurrence = first[symbol];
        int end = first[symbol + 1];
        long carry = 0;
        int word = 0;
        while (true) {
            if (carry == 0) {
                if (occurrence == end) {
                    return;
                }
                word = positions[occurrence] >>> 6;
            } else if (word == row.length) {
                return;
            }
            long mask = 0;
            while (occurrence < end && positions[occurrence] >>> 6 == word) {
                mask |= 1L << positions[occurrence];
                occurrence++;
            }
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
