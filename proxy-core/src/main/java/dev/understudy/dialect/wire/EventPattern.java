package dev.understudy.dialect.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One event with holes in it: the words, and what may differ beside them. Another event that has the same bytes
 * between the holes, and in them values of the same kind, has the same tokens but for those values, so it needs no
 * parser. White space may differ before what closes the event: Anthropic pads it. Immutable, but for the array that it
 * takes over.
 */
final class EventPattern {
    /** What stands in a hole. */
    enum Hole {
        WORDS,
        TEXT,
        COUNT
    }

    private final String type;
    private final byte[] sample;
    private final int place;
    private final Hole[] holes;
    private final int[] bounds;
    private final int closersFrom;

    /**
     * @param type the event's name
     * @param sample the event it was made from; taken over
     * @param place of the words, in {@link Repetition}
     * @param bounds where each hole begins and ends in the sample, without the quotes of a string
     * @param holes as many as {@code bounds} has pairs; one of them is for words
     */
    EventPattern(String type, byte[] sample, int place, Hole[] holes, int[] bounds) {
        this.type = type;
        this.sample = sample;
        this.place = place;
        this.holes = holes;
        this.bounds = bounds;
        int closers = sample.length;
        while (closers > bounds[bounds.length - 1] && (isCloser(sample[closers - 1]) || isSpace(sample[closers - 1]))) {
            closers--;
        }
        this.closersFrom = closers;
    }

    int place() {
        return place;
    }

    /** The words of an event that is another of these, or null where it is not, or may not be. */
    @Nullable
    String words(String event, byte[] bytes, int from, int to) {
        int at = from;
        int wordsFrom = from;
        int wordsTo = from;
        int literal = 0;
        for (int i = 0; i < holes.length; i++) {
            int hole = behindLiteral(literal, bounds[2 * i], bytes, at, to);
            at = hole < 0 ? -1 : behindHole(i, bytes, hole, to);
            if (at < 0) {
                return null;
            }
            if (holes[i] == Hole.WORDS) {
                wordsFrom = hole;
                wordsTo = at;
            }
            literal = bounds[2 * i + 1];
        }
        int closers = behindLiteral(literal, closersFrom, bytes, at, to);
        boolean alike = closers >= 0 && closes(bytes, closers, to) && type.equals(event);
        return alike ? QuotedBytes.text(bytes, wordsFrom, wordsTo) : null;
    }

    /** Just behind the same bytes as the sample's, or -1 where others stand. */
    private int behindLiteral(int sampleFrom, int sampleTo, byte[] bytes, int at, int to) {
        int end = at + sampleTo - sampleFrom;
        return end <= to && Arrays.equals(sample, sampleFrom, sampleTo, bytes, at, end) ? end : -1;
    }

    /** Most of what may differ within a stream does not, such as its id. */
    private int behindHole(int number, byte[] bytes, int at, int to) {
        int same = behindLiteral(bounds[2 * number], bounds[2 * number + 1] + 1, bytes, at, to);
        if (same >= 0) {
            return same - 1; // before what ends it
        }
        return switch (holes[number]) {
            case WORDS -> QuotedBytes.endOfString(bytes, at, to);
            case TEXT -> QuotedBytes.endOfPlain(bytes, at, to);
            case COUNT -> QuotedBytes.endOfCount(bytes, at, to);
        };
    }

    /** Whether the rest is what the sample ends with, leaving white space aside. */
    private boolean closes(byte[] bytes, int from, int to) {
        int at = from;
        for (int i = closersFrom; i < sample.length; i++) {
            if (isSpace(sample[i])) {
                continue;
            }
            at = skipSpace(bytes, at, to);
            if (at == to || bytes[at] != sample[i]) {
                return false;
            }
            at++;
        }
        return skipSpace(bytes, at, to) == to;
    }

    private static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isCloser(byte octet) {
        return octet == '}' || octet == ']';
    }

    static boolean isSpace(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }
}
