package dev.understudy.configfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that was probably meant. */
final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    static Optional<String> closest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> distance(bare(word), bare(candidate)) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.<String>comparingInt(candidate -> distance(bare(word), bare(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** What to do about an unknown key. */
    static String suggestion(String key, Collection<String> known) {
        if (key.equals("<<")) {
            return "no merge keys, which YAML 1.2 does not have; an alias can stand for a whole value";
        }
        return closest(key, known)
                .map(meant -> "did you mean " + meant + "?")
                .orElseGet(() -> "one of " + String.join(", ", known));
    }

    /** inFlight, in-flight and in_flight are the same misspelling. */
    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swapped neighbours. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
