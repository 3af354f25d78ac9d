package dev.understudy.configfile;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong, or odd, in a configuration file. Holds no secret.
 *
 * @param file the file's name as the user gave it
 * @param line from 1
 * @param column from 1, in code points
 * @param key path of the key: {@code shadows[0].sample.percent}
 * @param problem what is wrong, usually the refused value
 * @param expected what would be right, or null where that says nothing
 */
public record Problem(
        Severity severity,
        String file,
        int line,
        int column,
        String key,
        String problem,
        @Nullable String expected) {

    /** An error refuses the file; a warning does not. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static final Comparator<Problem> BY_PLACE = Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::key);

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code FILE:LINE:COL: key: problem (expected: …)}; a warning says so after the place. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + (isError() ? "" : "warning: ") + key + ": " + problem
                + (expected == null ? "" : " (expected: " + expected + ")");
    }
}
