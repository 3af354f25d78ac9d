package dev.understudy.dialect.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changes from one event of a dialect's streams to the next. Most events are the one before with other words in one
 * place; those are recognised by comparing bytes ({@link EventPattern}), and only the others are parsed.
 *
 * <p>A path is made of names and points, with brackets behind a name that holds an array: {@code choices[].delta.content}.
 * Whatever stands in an event under a path that is not named here keeps it from being recognised, unless it is null.
 * Immutable once made, and made once for a dialect.
 */
public final class Repetition {
    /** What an event may hold at one path. */
    enum Kind {
        /** An object or an array on the way to other paths. */
        WAY,
        /** The string that is new with every event. */
        WORDS,
        /** A string or a whole number that may differ. */
        VARYING,
        /** Anything, as long as it stays the same. */
        FIXED
    }

    /** One step of all paths. Not changed after construction. */
    static final class Node {
        final Map<String, Node> members = new HashMap<>();

        /** One bit, another for each node. */
        final long bit;

        Kind kind = Kind.WAY;
        int place = -1;

        @Nullable
        Node elements;

        private Node(int number) {
            bit = 1L << number;
        }
    }

    private static final String ARRAY = "[]";

    final Node root = new Node(0);
    private int nodes = 1;

    /**
     * @param words where the new words stand; their positions in this list are the {@code place} of {@link Assembler#again}.
     *     An event is recognised if exactly one of them says something
     * @param varying what the answer does not depend on, or only on the last of several events alike, such as a running
     *     count of tokens
     * @param fixed what may stand there besides; read again it would change nothing, or {@link Assembler#again} does it
     */
    public Repetition(List<String> words, List<String> varying, List<String> fixed) {
        for (int place = 0; place < words.size(); place++) {
            node(words.get(place), Kind.WORDS).place = place;
        }
        varying.forEach(path -> node(path, Kind.VARYING));
        fixed.forEach(path -> node(path, Kind.FIXED));
    }

    private Node node(String path, Kind kind) {
        Node node = root;
        for (String step : path.split("\\.")) {
            boolean array = step.endsWith(ARRAY);
            String name = array ? step.substring(0, step.length() - ARRAY.length()) : step;
            node = node.members.computeIfAbsent(name, unseen -> next());
            if (array) {
                node.elements = node.elements == null ? next() : node.elements;
                node = node.elements;
            }
        }
        node.kind = kind;
        return node;
    }

    private Node next() {
        if (nodes == Long.SIZE) {
            throw new IllegalArgumentException("paths: too many (expected: at most " + Long.SIZE + " steps together)");
        }
        return new Node(nodes++);
    }
}
