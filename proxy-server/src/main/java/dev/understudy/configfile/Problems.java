package dev.understudy.configfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what one reading finds. Bounded: a hostile file gets its first problems and a count of the rest. */
final class Problems {
    private static final int LIMIT = 200;
    private static final int LONGEST_VALUE = 160;

    private final String file;
    private final Secrets secrets;
    private final List<Problem> found = new ArrayList<>();
    private final Set<String> refusedKeys = new HashSet<>();
    private int errors;
    private int left;

    Problems(String file, Secrets secrets) {
        this.file = file;
        this.secrets = secrets;
    }

    void error(Position at, String key, String problem, @Nullable String expected) {
        errors++;
        refusedKeys.add(key);
        add(new Problem(
                Problem.Severity.ERROR,
                file,
                at.line(),
                at.column(),
                shown(key),
                shown(problem),
                shownOrNull(expected)));
    }

    void warning(Position at, String key, String problem, @Nullable String expected) {
        add(new Problem(
                Problem.Severity.WARNING,
                file,
                at.line(),
                at.column(),
                shown(key),
                shown(problem),
                shownOrNull(expected)));
    }

    /** How many errors so far; a reader compares two counts to learn whether its part is sound. */
    int errors() {
        return errors;
    }

    /** Whether this key has been refused already: what its placeholder leads to is no news. */
    boolean refused(String key) {
        return refusedKeys.contains(key);
    }

    List<Problem> sorted() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Problem.BY_PLACE);
        if (left > 0) {
            sorted.add(
                    new Problem(Problem.Severity.ERROR, file, 1, 1, "(file)", "and " + left + " more problems", null));
        }
        return List.copyOf(sorted);
    }

    private void add(Problem problem) {
        if (found.size() < LIMIT) {
            found.add(problem);
        } else {
            left++;
        }
    }

    private @Nullable String shownOrNull(@Nullable String text) {
        return text == null ? null : shown(text);
    }

    /** One line, without secrets, without control characters that could play with a terminal. */
    private String shown(String text) {
        String masked = secrets.mask(text);
        StringBuilder line = new StringBuilder();
        masked.codePoints().limit(LONGEST_VALUE).forEach(c -> {
            boolean odd = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
            line.append(odd ? String.format("\\u%04x", c) : Character.toString(c));
        });
        return masked.codePointCount(0, masked.length()) > LONGEST_VALUE ? line + "…" : line.toString();
    }
}
