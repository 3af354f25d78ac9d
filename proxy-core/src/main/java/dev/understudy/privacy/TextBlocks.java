package dev.understudy.privacy;

import dev.understudy.privacy.Pseudonymiser.Replaced;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of any length in blocks that can be looked at one by one: each ends at the end of a line, or between two words where
 * lines are longer than a block. What may go on behind the end of a block is given back and comes with the next one. One thread.
 */
public final class TextBlocks {
    /** Characters of a block: what one look costs in memory is some ten times as much. */
    public static final int BLOCK = 1 << 20;

    private static final int LOOK_AHEAD = 16 << 10;

    private final Reader reader;
    private final int size;
    private final StringBuilder waiting = new StringBuilder();
    private boolean ended;

    public TextBlocks(Reader reader) {
        this(reader, BLOCK);
    }

    TextBlocks(Reader reader, int size) {
        this.reader = reader;
        this.size = size;
    }

    /** The next block with what was given back before it; null at the end. */
    public @Nullable String next() throws IOException {
        char[] buffer = new char[Math.min(size, 8192)];
        while (!ended && waiting.length() < size) {
            int read = reader.read(buffer, 0, Math.min(buffer.length, size - waiting.length()));
            ended = read < 0;
            if (read > 0) {
                waiting.append(buffer, 0, read);
            }
        }
        if (waiting.length() == 0) {
            return null;
        }
        int end = ended ? waiting.length() : cut();
        String block = waiting.substring(0, end);
        waiting.delete(0, end);
        return block;
    }

    /** The end of a block comes before the next one. */
    public void giveBack(String rest) {
        waiting.insert(0, rest);
    }

    /**
     * How much of a block can be written: all but its last stretch, which may be the beginning of something, and never half of
     * what was found.
     */
    public static int settled(String block, List<Replaced> replaced) {
        int from = Math.max(block.length() / 2, block.length() - LOOK_AHEAD);
        int line = block.lastIndexOf('\n', from - 1);
        int end = line > 0 ? line + 1 : Character.isLowSurrogate(block.charAt(from)) ? from - 1 : from;
        for (Replaced one : replaced) {
            if (one.start() < end && one.end() > end) {
                end = one.start() > 0 ? one.start() : one.end();
            }
        }
        return end > 0 ? end : block.length();
    }

    /** Whether the block that was given last is the last one. */
    public boolean atEnd() {
        return ended && waiting.length() == 0;
    }

    /** Behind the last line end of the second half, else behind the last gap, else anywhere but in a pair of surrogates. */
    private int cut() {
        int line = waiting.lastIndexOf("\n");
        if (line >= size / 2) {
            return line + 1;
        }
        int gap = waiting.lastIndexOf(" ");
        if (gap >= size / 2) {
            return gap + 1;
        }
        int end = waiting.length();
        return Character.isHighSurrogate(waiting.charAt(end - 1)) ? end - 1 : end;
    }
}
