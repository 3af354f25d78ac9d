package dev.understudy.compare.json;

import dev.understudy.compare.Wording;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a walk through JSON stands, and which patterns match there. Not thread-safe. */
final class PathTrack {
    private static final int SHOWN_NAME = 40;

    private final List<PathPattern> ignored;
    private final List<PathPattern> unordered;
    private @Nullable String[] names = new @Nullable String[8];
    private int[] indexes = new int[8];
    /** For each depth the states of all patterns, the ignored ones first. */
    private long[][] states = new long[8][];

    private int depth;

    PathTrack(JsonRules rules) {
        ignored = rules.ignored();
        unordered = rules.unordered();
        states[0] = new long[ignored.size() + unordered.size()];
        Arrays.fill(states[0], PathPattern.START);
    }

    void enter(String member) {
        enter(member, -1);
    }

    void enter(int element) {
        enter(null, element);
    }

    private void enter(@Nullable String member, int element) {
        if (depth + 1 == states.length) {
            names = Arrays.copyOf(names, depth * 2 + 2);
            indexes = Arrays.copyOf(indexes, depth * 2 + 2);
            states = Arrays.copyOf(states, depth * 2 + 2);
        }
        names[depth] = member;
        indexes[depth] = element;
        long[] before = states[depth];
        depth++;
        if (before.length == 0) {
            states[depth] = before;
            return;
        }
        long[] after = states[depth] != null ? states[depth] : new long[before.length];
        for (int i = 0; i < after.length; i++) {
            after[i] = before[i] == 0 ? 0 : pattern(i).advance(before[i], member, element);
        }
        states[depth] = after;
    }

    void leave() {
        depth--;
    }

    boolean isIgnored() {
        return anyMatches(0, ignored.size());
    }

    boolean isUnordered() {
        return anyMatches(ignored.size(), ignored.size() + unordered.size());
    }

    private boolean anyMatches(int from, int to) {
        for (int i = from; i < to; i++) {
            if (pattern(i).matches(states[depth][i])) {
                return true;
            }
        }
        return false;
    }

    private PathPattern pattern(int index) {
        return index < ignored.size() ? ignored.get(index) : unordered.get(index - ignored.size());
    }

    /** The path for people: {@code $.items[2].price}. */
    String path() {
        StringBuilder path = new StringBuilder("$");
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name == null) {
                path.append('[').append(indexes[i]).append(']');
            } else if (isPlain(name)) {
                path.append('.').append(name);
            } else {
                path.append("['").append(Wording.excerpt(name, SHOWN_NAME)).append("']");
            }
        }
        return path.toString();
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || name.length() > SHOWN_NAME || (name.charAt(0) >= '0' && name.charAt(0) <= '9')) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            boolean plain = unit == '_' || (unit < 128 && Character.isLetterOrDigit(unit));
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
