package dev.understudy.onnx;

import java.util.Arrays;

/** The pieces of a text: their numbers, and which characters of the text they are. Whoever has it only reads. */
public final class Pieces {
    private static final int FIRST = 64;

    private long[] numbers = new long[FIRST];
    private int[] starts = new int[FIRST];
    private int[] ends = new int[FIRST];
    private boolean[] continuing = new boolean[FIRST];
    private int count;

    /**
     * @param start of the first character
     * @param end behind the last one
     * @param continues whether the word began before it
     */
    void add(long number, int start, int end, boolean continues) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            continuing = Arrays.copyOf(continuing, count * 2);
        }
        numbers[count] = number;
        starts[count] = start;
        ends[count] = end;
        continuing[count++] = continues;
    }

    /** Forgets all but the first so many. */
    void cut(int first) {
        count = first;
    }

    public int count() {
        return count;
    }

    public int start(int piece) {
        return starts[piece];
    }

    public int end(int piece) {
        return ends[piece];
    }

    public boolean continues(int piece) {
        return continuing[piece];
    }

    /** So many numbers from there on, between two marks. */
    public long[] between(long begin, int from, int length, long end) {
        long[] row = new long[length + 2];
        row[0] = begin;
        System.arraycopy(numbers, from, row, 1, length);
        row[length + 1] = end;
        return row;
    }
}
