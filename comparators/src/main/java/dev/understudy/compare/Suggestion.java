package dev.understudy.compare;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Words for a name that is not known: what would be, and what was probably meant. */
public final class Suggestion {
    /** A name this long is no typing mistake; it also bounds the table. */
    private static final int MAX_LENGTH = 64;

    private Suggestion() {}

    public static String oneOf(Collection<String> known, String given) {
        String listed = known.isEmpty() ? "none" : "one of " + String.join(", ", known);
        String closest = closest(known, given);
        return closest == null ? listed : listed + "; did you mean " + closest + "?";
    }

    /** The name that was probably meant; null when none is near. */
    public static @Nullable String closest(Collection<String> known, String given) {
        String best = null;
        int bestDistance = Math.max(1, given.length() / 3) + 1;
        for (String name : known) {
            int distance = given.length() > MAX_LENGTH ? Integer.MAX_VALUE : distance(name, given);
            if (distance < bestDistance) {
                best = name;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Edits of one letter, a swap of neighbours among them (optimal string alignment), ignoring case. */
    private static int distance(String name, String given) {
        int[][] edits = new int[name.length() + 1][given.length() + 1];
        for (int i = 0; i <= name.length(); i++) {
            for (int j = 0; j <= given.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, name, given, i, j);
            }
        }
        return edits[name.length()][given.length()];
    }

    private static int cheapest(int[][] edits, String name, String given, int i, int j) {
        int substitution = edits[i - 1][j - 1] + (same(name, i - 1, given, j - 1) ? 0 : 1);
        int cheapest = Math.min(substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && same(name, i - 1, given, j - 2) && same(name, i - 2, given, j - 1);
        return swapped ? Math.min(cheapest, edits[i - 2][j - 2] + 1) : cheapest;
    }

    private static boolean same(String name, int i, String given, int j) {
        return Character.toLowerCase(name.charAt(i)) == Character.toLowerCase(given.charAt(j));
    }
}
