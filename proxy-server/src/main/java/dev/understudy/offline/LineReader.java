package dev.understudy.offline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Steps through the lines of a stream in bounded memory, and knows where they stand. Not thread-safe; closes the stream. */
public final class LineReader implements AutoCloseable {
    /** Longer lines are passed over; more than any recorded exchange has. */
    static final int LONGEST = 64 << 20;

    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private byte[] line = new byte[BUFFER];
    private int length;
    private boolean tooLong;
    private long start;
    private long position;
    private long number;

    public LineReader(InputStream in) {
        this(in, LONGEST);
    }

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Moves to the next line; false at the end. A last line needs no line feed. */
    public boolean next() throws IOException {
        start = position;
        length = 0;
        tooLong = false;
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            int end = indexOfLineFeed();
            append(end < 0 ? filled : end);
            if (end >= 0) {
                at = end + 1;
                position++;
                break;
            }
            at = filled;
        }
        number += any ? 1 : 0;
        return any;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    private int indexOfLineFeed() {
        for (int i = at; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void append(int end) {
        int more = end - at;
        position += more;
        tooLong |= length + (long) more > longest;
        if (tooLong) {
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(longest, Math.max(2 * line.length, length + more)));
        }
        System.arraycopy(buffer, at, line, length, more);
        length += more;
    }

    /** The line without its line feed, as a copy; empty when it is too long. */
    public byte[] bytes() {
        return Arrays.copyOf(line, tooLong ? 0 : length);
    }

    /** Bytes of the line. */
    int length() {
        return length;
    }

    /** Whether it has nothing but white space. */
    public boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return !tooLong;
    }

    public boolean isTooLong() {
        return tooLong;
    }

    /** Where the line starts, in bytes. */
    long start() {
        return start;
    }

    /** From 1. */
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
