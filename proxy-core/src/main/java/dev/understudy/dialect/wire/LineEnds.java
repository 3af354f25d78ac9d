package dev.understudy.dialect.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of lines, eight bytes at a time: most of what is looked at is the inside of long lines. */
public final class LineEnds {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long CARRIAGE_RETURNS = ONES * '\r';

    private LineEnds() {}

    /** Where the first line feed or carriage return stands, or {@code to} where there is none. */
    public static int first(byte[] bytes, int from, int to) {
        int position = from;
        for (; to - position >= Long.BYTES; position += Long.BYTES) {
            long word = (long) WORDS.get(bytes, position);
            long found = zeros(word ^ LINE_FEEDS) | zeros(word ^ CARRIAGE_RETURNS);
            if (found != 0) {
                return position + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (position < to && bytes[position] != '\n' && bytes[position] != '\r') {
            position++;
        }
        return position;
    }

    /** The high bit of every byte that is zero; above the lowest of those, borrows may set others, so that one counts. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
