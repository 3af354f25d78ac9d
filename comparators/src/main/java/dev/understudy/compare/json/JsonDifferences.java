package dev.understudy.compare.json;

import java.util.List;

/**
 * How two JSON values differ.
 *
 * @param leaves leaves of either value that count: scalars and empty containers, each path once
 * @param differing how many of them are not the same in both
 * @param places how many places differ; an object that was added is one place and many leaves
 * @param first the first few places, for people: {@code $.total: 12.5 → 13}
 * @param cut whether the values have more leaves than were looked at
 */
public record JsonDifferences(int leaves, int differing, int places, List<String> first, boolean cut) {
    /** How many places are described. */
    public static final int DESCRIBED = 3;

    public JsonDifferences {
        first = List.copyOf(first);
    }

    /** Differing leaves in all leaves, 0 to 1. */
    public double divergence() {
        return leaves == 0 ? 0 : (double) differing / leaves;
    }

    public boolean none() {
        return differing == 0;
    }

    /** One line that names the first places and counts the rest. */
    public String describe() {
        StringBuilder line = new StringBuilder(String.join("; ", first));
        if (places > first.size()) {
            line.append("; ").append(places - first.size()).append(" more");
        }
        return cut
                ? line.append("; only the first ")
                        .append(leaves)
                        .append(" leaves compared")
                        .toString()
                : line.toString();
    }
}
