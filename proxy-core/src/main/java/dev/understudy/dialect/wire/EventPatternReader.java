package dev.understudy.dialect.wire;

import dev.understudy.dialect.wire.EventPattern.Hole;
import dev.understudy.dialect.wire.Repetition.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pattern from an event that the parser has read without a complaint, so what is looked for here is only where its
 * values stand. An event that holds something which its dialect did not name has none. Used once, by one thread.
 */
final class EventPatternReader {
    /** More holes than that are no event that says one thing. */
    private static final int MOST_HOLES = 16;

    private final byte[] bytes;
    private final Hole[] holes = new Hole[MOST_HOLES];
    private final int[] bounds = new int[2 * MOST_HOLES];

    private int at;
    private int count;
    private int place = -1;
    private long seen;

    private EventPatternReader(byte[] bytes) {
        this.bytes = bytes;
    }

    static @Nullable EventPattern read(Repetition repetition, String type, byte[] bytes, int from, int to) {
        byte[] sample = Arrays.copyOfRange(bytes, from, to);
        EventPatternReader reader = new EventPatternReader(sample);
        if (!reader.object(repetition.root) || reader.place < 0 || reader.skipSpace() >= 0) {
            return null;
        }
        return new EventPattern(
                type,
                sample,
                reader.place,
                Arrays.copyOf(reader.holes, reader.count),
                Arrays.copyOf(reader.bounds, 2 * reader.count));
    }

    /** Returns whether it holds nothing that was not named; behind its end then, as the methods below. */
    private boolean object(Node node) {
        if (!take('{')) {
            return false;
        }
        if (skipSpace() == '}') {
            return take('}');
        }
        do {
            skipSpace();
            String name = name();
            if (name == null || skipSpace() != ':') {
                return false;
            }
            at++;
            if (!member(node.members.get(name))) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    /** An array of one element. */
    private boolean array(Node elements) {
        return take('[') && member(elements) && take(']');
    }

    /** @param node null where it was not named */
    private boolean member(@Nullable Node node) {
        int first = skipSpace();
        if (node != null && (seen & node.bit) != 0) {
            return false; // said twice, so that it is not clear which one counts
        }
        seen |= node == null ? 0 : node.bit;
        if (first == 'n') {
            return skipValue();
        }
        return node != null
                && switch (node.kind) {
                    case WAY -> node.elements == null ? object(node) : array(node.elements);
                    case WORDS -> words(node);
                    case VARYING -> varying();
                    case FIXED -> skipValue();
                };
    }

    private boolean words(Node node) {
        int from = at + 1;
        int end = take('"') ? QuotedBytes.endOfString(bytes, from, bytes.length) : -1;
        at = end + 1;
        if (end <= from) {
            return end == from; // an empty one stays as it is
        }
        boolean first = place < 0;
        place = node.place;
        return first && hole(Hole.WORDS, from, end);
    }

    private boolean varying() {
        boolean quoted = bytes[at] == '"';
        int from = quoted ? at + 1 : at;
        int end = quoted
                ? QuotedBytes.endOfPlain(bytes, from, bytes.length)
                : QuotedBytes.endOfCount(bytes, from, bytes.length);
        int value = at;
        if (!skipValue() || bytes[value] == '{' || bytes[value] == '[') {
            return false;
        }
        boolean plain = end == (quoted ? at - 1 : at);
        return !plain || hole(quoted ? Hole.TEXT : Hole.COUNT, from, end);
    }

    private boolean hole(Hole kind, int from, int end) {
        if (count == MOST_HOLES) {
            return false;
        }
        bounds[2 * count] = from;
        bounds[2 * count + 1] = end;
        holes[count++] = kind;
        return true;
    }

    /** Any one value, without a call for each level. */
    private boolean skipValue() {
        int depth = 0;
        do {
            int first = skipSpace();
            switch (first) {
                case -1 -> {
                    return false;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> at = QuotedBytes.endOfString(bytes, at + 1, bytes.length);
                case ',', ':' -> {}
                default -> skipWord();
            }
            if (at < 0) {
                return false;
            }
            at++;
        } while (depth > 0);
        return depth == 0;
    }

    /** A number, true, false or null; its last byte is stood on then. */
    private void skipWord() {
        while (at + 1 < bytes.length && isOfWord(bytes[at + 1])) {
            at++;
        }
    }

    private static boolean isOfWord(byte octet) {
        return (octet >= '0' && octet <= '9')
                || (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || octet == '.'
                || octet == '+'
                || octet == '-';
    }

    /** A name without escapes. */
    private @Nullable String name() {
        int from = at + 1;
        int end = take('"') ? QuotedBytes.endOfPlain(bytes, from, bytes.length) : -1;
        if (end < 0) {
            return null;
        }
        at = end + 1;
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private boolean take(char expected) {
        boolean there = skipSpace() == expected;
        at += there ? 1 : 0;
        return there;
    }

    /** The next byte that is no white space, or -1 at the end. */
    private int skipSpace() {
        while (at < bytes.length && EventPattern.isSpace(bytes[at])) {
            at++;
        }
        return at < bytes.length ? bytes[at] : -1;
    }
}
