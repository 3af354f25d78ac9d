package dev.understudy.publish;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by a name that comes from outside, so only so many get one of their own. Not thread-safe. */
final class NamedCounts {
    static final String OTHER = "(other)";
    private static final int MOST_NAMES = 50;
    private static final int LONGEST_NAME = 64;

    private final int kinds;
    private final Map<String, long[]> counts = new LinkedHashMap<>();

    /** @param kinds how many numbers each name has */
    NamedCounts(int kinds) {
        this.kinds = kinds;
    }

    void add(String name, int kind) {
        String kept = Text.cut(name, LONGEST_NAME);
        if (!counts.containsKey(kept) && counts.size() >= MOST_NAMES) {
            kept = OTHER;
        }
        counts.computeIfAbsent(kept, fresh -> new long[kinds])[kind]++;
    }

    /** In the order they came; the arrays must not be changed. */
    Map<String, long[]> counts() {
        return counts;
    }
}
